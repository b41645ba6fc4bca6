import {
  accountByEmail,
  accountById,
  confirmEmail,
  deleteSessions,
  forgetDevices,
  insertOneTime,
  peekOneTime,
  rolesHeldBy,
  setPassword,
  useOneTime,
  voidOneTimes,
} from "@simpul/db";
import type { OneTimePurpose } from "@simpul/db";
import { queueMail } from "@simpul/casework";
import { z } from "zod";
import { detailOf } from "../../failures.ts";
import { addressOf } from "../limits/address.ts";
import { languageOf, problem } from "../problem.ts";
import { acting, audited, tenantsIn } from "./audit.ts";
import { keepBrowser } from "./browsers.ts";
import { busy, passCookies, wait } from "./door.ts";
import type { AskedBy, AuthDoor } from "./door.ts";
import { inFlow } from "./flow.ts";
import type { Flow } from "./flow.ts";
import { faultOf } from "./password-rules.ts";
import { mayTry, passwordRefusal } from "./passwords-checked.ts";
import { agentOf, beginSession, endPrevious, proved } from "./sessions.ts";
import { hashOf, newToken } from "./tokens.ts";

export const email = z.email().max(254).toLowerCase();
const secret = z.string().min(1).max(1000);
const token = z.string().min(1).max(100);

const signInBody = z.strictObject({ email, password: secret });
const askBody = z.strictObject({ email });
const resetBody = z.strictObject({ token, newPassword: secret });
const acceptBody = z.strictObject({ token, password: secret });
const proveBody = z.strictObject({ password: secret });
const changeBody = z.strictObject({ currentPassword: secret, newPassword: secret });

const resetMinutes = 30;

export function passwordRoutes({ post }: AuthDoor): void {
  post("/sign-in/email", signInBody, "anyone", signInByPassword);
  post("/request-password-reset", askBody, "anyone", askReset);
  post("/reset-password", resetBody, "anyone", ({ input, ...asked }) =>
    byLink({ ...asked, input: { token: input.token, password: input.newPassword } }, "reset"),
  );
  post("/accept-invitation", acceptBody, "anyone", (asked) => byLink(asked, "invitation"));
  post("/prove", proveBody, "whole", prove);
  post("/change-password", changeBody, "whole", changePassword);
}

async function signInByPassword({
  signIn,
  c,
  input,
}: AskedBy<typeof signInBody, "anyone">): Promise<Response> {
  const { account, admission } = await mayTry(signIn, c, input.email);
  if (admission.outcome === "wait") return wait(c, admission.seconds);
  signIn.tidy();
  const library = await signIn.library();
  const awaitsFactor = account?.two_factor_enabled ?? false;
  const flow: Flow = { how: "password", agent: agentOf(c), awaitsFactor };
  // It hashes for an address that nobody has, too: both take the same time.
  const answer = await signIn.passwords.turn(() =>
    inFlow(flow, () =>
      library.api.signInEmail({ body: input, headers: c.req.raw.headers, asResponse: true }),
    ),
  );
  if (answer === "busy") {
    await admission.undone();
    return busy(c);
  }
  if (!answer.ok || account === undefined) {
    await audited(signIn, {
      account: account?.id,
      verb: "signIn",
      outcome: "refused",
      detail: { how: "password" },
    });
    return problem(c, "signInFailed");
  }
  await admission.succeeded();
  await endPrevious(signIn, c);
  passCookies(c, answer);
  if (awaitsFactor) return c.json({ twoFactorRedirect: true, twoFactorMethods: ["totp"] });
  const browser = await keepBrowser(signIn, c, signIn.ctx.db.pg, account.id);
  browser.giveCookie();
  return c.json({ user: { id: account.id, name: account.name, email: account.email } });
}

/** The same answer at once, whoever asked for whatever address: what is done about it is done afterwards. */
async function askReset({
  signIn,
  c,
  input,
}: AskedBy<typeof askBody, "anyone">): Promise<Response> {
  const { ctx, attempts } = signIn;
  const byAddress = await attempts.named(`mail/${addressOf(c)}`, 20, 3600);
  if (byAddress.outcome === "wait") return wait(c, byAddress.seconds);
  const lang = languageOf(c);
  signIn.later(
    (async () => {
      const account = await accountByEmail(ctx.db.pg, input.email);
      if (account === undefined) return;
      // Strangers who ask again and again fill nobody's mailbox; what was mailed before stays good.
      const may = await attempts.named(`reset/${account.id}`, 5, 3600);
      if (may.outcome === "wait") return;
      const now = ctx.now();
      const link = newToken();
      await acting(signIn, async (tx, audit) => {
        const [tenant] = tenantsIn(await rolesHeldBy(tx, account.id));
        if (tenant === undefined) return;
        await insertOneTime(tx, {
          hash: hashOf(link),
          purpose: "reset",
          user_id: account.id,
          browser_hash: null,
          created_at: now.toString(),
          expires_at: now.add({ minutes: resetMinutes }).toString(),
        });
        const { name, email: to } = account;
        await queueMail(ctx, tx, {
          tenant,
          to,
          template: "passwordReset",
          parameters: { name, path: `/desk/reset#${link}`, minutes: resetMinutes },
          lang,
        });
        await audit({ account: account.id, verb: "askReset", outcome: "mailed" });
      });
    })(),
  );
  return c.json({ status: true }, 202);
}

/** A new password by a link of a mail. An invitation signs in too: whoever reads that mail is who was invited. */
async function byLink(
  { signIn, c, input }: AskedBy<typeof acceptBody, "anyone">,
  purpose: "invitation" | "reset",
): Promise<Response> {
  const { ctx, passwords } = signIn;
  const hash = hashOf(input.token);
  const now = ctx.now().toString();
  const known = await peekOneTime(ctx.db, [purpose], hash, now);
  const account = known === undefined ? undefined : await accountById(ctx.db.pg, known.user_id);
  if (account === undefined) return problem(c, "linkVoid");
  if (faultOf(input.password, account.email) !== undefined) return weak(c, purpose);
  const password = await passwords.turn(() => passwords.hash(input.password));
  if (password === "busy") return busy(c);
  const give = await acting(signIn, async (tx, audit) => {
    if ((await useOneTime(tx, hash, now)) === "void") return undefined;
    const { id } = account;
    await setPassword(tx, id, { id: ctx.newId(), hash: password, at: now });
    await confirmEmail(tx, id, now);
    await voidOneTimes(tx, id, now);
    await deleteSessions(tx, id);
    await forgetDevices(tx, id);
    await audit({
      account: id,
      verb: purpose === "reset" ? "resetPassword" : "acceptInvitation",
      outcome: "done",
    });
    // Strangers who keep guessing do not keep out whoever has just proved to read the account's mail.
    const browser = await keepBrowser(signIn, c, tx, id);
    if (purpose === "reset") return [browser.giveCookie];
    const session = await beginSession(signIn, c, tx, { account: id, how: "password" });
    await audit({ account: id, verb: "signIn", outcome: "signedIn", detail: { how: "password" } });
    return [browser.giveCookie, session];
  });
  if (give === undefined) return problem(c, "linkVoid");
  for (const each of give) each();
  return c.json({ status: true });
}

/** Whoever works here is still who signed in: the session is fresh again, and gets a new token. */
async function prove({
  signIn,
  c,
  input,
  who: { account, session },
}: AskedBy<typeof proveBody, "whole">): Promise<Response> {
  const refused = await passwordRefusal(signIn, c, account, input.password, "proveAgain");
  if (refused !== undefined) return refused;
  const give = await acting(signIn, async (tx, audit) => {
    await audit({ account: account.id, verb: "proveAgain", outcome: "done" });
    return proved(signIn, c, tx, session, "password");
  });
  give();
  return c.json({ status: true });
}

async function changePassword({
  signIn,
  c,
  input,
  who: { account, session },
}: AskedBy<typeof changeBody, "whole">): Promise<Response> {
  const { ctx, passwords } = signIn;
  const refused = await passwordRefusal(
    signIn,
    c,
    account,
    input.currentPassword,
    "changePassword",
  );
  if (refused !== undefined) return refused;
  if (faultOf(input.newPassword, account.email) !== undefined) return weak(c, "change");
  const hash = await passwords.turn(() => passwords.hash(input.newPassword));
  if (hash === "busy") return busy(c);
  const now = ctx.now().toString();
  const give = await acting(signIn, async (tx, audit) => {
    await setPassword(tx, account.id, { id: ctx.newId(), hash, at: now });
    await voidOneTimes(tx, account.id, now);
    await deleteSessions(tx, account.id, { except: session.id });
    await forgetDevices(tx, account.id);
    await audit({ account: account.id, verb: "changePassword", outcome: "done" });
    const browser = await keepBrowser(signIn, c, tx, account.id);
    return [browser.giveCookie, await proved(signIn, c, tx, session, "password")];
  });
  for (const each of give) each();
  return c.json({ status: true });
}

function weak(c: Parameters<typeof problem>[0], where: OneTimePurpose | "change"): Response {
  const pointer = where === "invitation" ? "/password" : "/newPassword";
  const detail = detailOf(languageOf(c), "passwordWeak");
  return problem(c, "passwordWeak", { errors: [{ pointer, detail }] });
}
