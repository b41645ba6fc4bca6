import { challengedAccount, factorSetUp, peekOneTime, spendCode } from "@simpul/db";
import type { SessionRow } from "@simpul/db";
import type { Context } from "hono";
import { z } from "zod";
import { problem } from "../problem.ts";
import { acting, audited } from "./audit.ts";
import { keepBrowser } from "./browsers.ts";
import { cookieOf, withOneCookie } from "./cookies.ts";
import { busy, passCookies, wait } from "./door.ts";
import type { Asked, AskedBy, AuthDoor } from "./door.ts";
import { rolesWithin } from "./factor.ts";
import type { SignedIn } from "./factor.ts";
import { inFlow } from "./flow.ts";
import type { Flow } from "./flow.ts";
import type { Library } from "./library.ts";
import { passwordRefusal } from "./passwords-checked.ts";
import { recoveryHash } from "./recovery-codes.ts";
import { agentOf, isFresh, proved, sessionOf } from "./sessions.ts";
import type { SignIn } from "./sign-in.ts";
import { hashOf, isToken, unsigned } from "./tokens.ts";

const codeBody = z.strictObject({ code: z.string().regex(/^\d{6}$/) });
const recoveryBody = z.strictObject({ code: z.string().min(8).max(40) });
const password = z.string().min(1).max(1000).optional();
const passwordBody = z.strictObject({ password });
const enableBody = z.strictObject({
  password,
  /** Of a mail's /desk/second-factor#TOKEN, where somebody else took the earlier factor away. */
  link: z.string().min(1).max(100).optional(),
});

/** The seconds in which better-auth takes a code: its own half minute, and one on either side. */
const codeSeconds = 90;

export function secondFactorRoutes({ post }: AuthDoor): void {
  post("/two-factor/verify-totp", codeBody, "anyone", ({ signIn, c, input: { code } }) =>
    verify(signIn, c, "totp", async (account, { api }, headers) => {
      const until = signIn.ctx.now().add({ seconds: codeSeconds }).toString();
      const spent = signIn.ctx.vault.digest(`totp/${account}/${code}`);
      // Taken before it is looked at: of two who send the same code at once, one gets in.
      if ((await spendCode(signIn.ctx.db, account, spent, until)) === "spent") return "spent";
      return api.verifyTOTP({ body: { code }, headers, asResponse: true });
    }),
  );
  post("/two-factor/verify-backup-code", recoveryBody, "anyone", ({ signIn, c, input }) =>
    verify(signIn, c, "recoveryCode", async (_, { api }, headers) => {
      const code = recoveryHash(signIn.ctx, input.code);
      return api.verifyBackupCode({ body: { code }, headers, asResponse: true });
    }),
  );
  post("/two-factor/enable", enableBody, "session", enable);
  post("/two-factor/disable", passwordBody, "whole", disable);
  post("/two-factor/generate-backup-codes", passwordBody, "whole", renewCodes);
}

/** Whose code it is: of a session that lacks it, or of a password that was right a moment ago. */
async function asking(
  signIn: SignIn,
  c: Context,
): Promise<{ account: string; session?: SessionRow } | undefined> {
  const session = await sessionOf(signIn, c);
  if (session !== undefined) return { account: session.user_id, session };
  const challenge = unsigned(cookieOf(c, signIn.cookies.challenge));
  if (challenge === undefined) return undefined;
  const account = await challengedAccount(signIn.ctx.db, hashOf(challenge));
  return account === undefined ? undefined : { account };
}

async function verify(
  signIn: SignIn,
  c: Context,
  by: "totp" | "recoveryCode",
  work: (account: string, library: Library, headers: Headers) => Promise<Response | "spent">,
): Promise<Response> {
  const who = await asking(signIn, c);
  if (who === undefined) return problem(c, "unauthenticated");
  const { account, session } = who;
  const admission = await signIn.attempts.named(`factor/${session?.id ?? account}`, 10, 900);
  if (admission.outcome === "wait") return wait(c, admission.seconds);
  // A browser that is remembered begins any number of sessions.
  const inSessions = await signIn.attempts.named(`factors/${account}`, 30, 3600);
  if (inSessions.outcome === "wait") return wait(c, inSessions.seconds);
  const now = signIn.ctx.now().toString();
  const flow: Flow = {
    how: session?.how ?? "password",
    agent: agentOf(c),
    factorAt: now,
    ...(session === undefined ? {} : continued(session)),
  };
  const library = await signIn.library();
  const { cookies } = signIn;
  const headers = withOneCookie(c, session === undefined ? cookies.challenge : cookies.session);
  const answer = await inFlow(flow, () => work(account, library, headers));
  if (answer === "spent" || !answer.ok) {
    await audited(signIn, { account, verb: "secondFactor", outcome: "refused", detail: { by } });
    return problem(c, "codeWrong");
  }
  await Promise.all([admission.succeeded(), inSessions.succeeded()]);
  if (session !== undefined && flow.began === undefined) {
    const give = await acting(signIn, async (tx, audit) => {
      await audit({ account, verb: "secondFactor", outcome: "proved", detail: { by } });
      return proved(signIn, c, tx, session, "secondFactor");
    });
    give();
    return c.json({ status: true });
  }
  passCookies(c, answer);
  if (session === undefined) {
    const browser = await keepBrowser(signIn, c, signIn.ctx.db.pg, account);
    browser.giveCookie();
  }
  const outcome = session === undefined ? "proved" : "setUp";
  await acting(signIn, async (tx, audit) => {
    if (outcome === "setUp") await factorSetUp(tx, account, now);
    await audit({ account, verb: "secondFactor", outcome, detail: { by } });
  });
  return c.json({ status: true });
}

/** What a session that replaces another takes over. */
const continued = (session: SessionRow) => ({
  startedAt: session.started_at,
  freshAt: session.fresh_at,
  ...(session.only_tenant === null ? {} : { onlyTenant: session.only_tenant }),
});

/**
 * A secret and recovery codes, which count once a first code of the app has been sent to `verify-totp`. After a reset by
 * somebody else only with the link that was mailed then; it is used up by that first code, so that it can be tried again.
 */
async function enable(asked: AskedBy<typeof enableBody, "session">): Promise<Response> {
  const { signIn, c, input: given, who } = asked;
  if (who.account.two_factor_enabled) return problem(c, "secondFactorSet");
  const refused = await proofRefusal(asked);
  if (refused !== undefined) return refused;
  const { link, ...input } = given;
  if (who.account.factor_reset && !(await isTheirLink(signIn, who, link)))
    return problem(c, "linkVoid");
  return through(signIn, c, who, ({ api }, headers) =>
    api.enableTwoFactor({ body: { method: "totp", ...input }, headers, asResponse: true }),
  );
}

async function isTheirLink(
  { ctx }: SignIn,
  { account }: SignedIn,
  link: string | undefined,
): Promise<boolean> {
  if (!isToken(link)) return false;
  const known = await peekOneTime(ctx.db, ["factor"], hashOf(link), ctx.now().toString());
  return known?.user_id === account.id;
}

async function disable(asked: AskedBy<typeof passwordBody, "whole">): Promise<Response> {
  const { signIn, c, input, who } = asked;
  const refused = await proofRefusal(asked);
  if (refused !== undefined) return refused;
  const answer = await through(signIn, c, who, ({ api }, headers) =>
    api.disableTwoFactor({ body: input, headers, asResponse: true }),
  );
  if (answer.ok)
    await audited(signIn, { account: who.account.id, verb: "secondFactor", outcome: "removed" });
  return answer;
}

async function renewCodes(asked: AskedBy<typeof passwordBody, "whole">): Promise<Response> {
  const { signIn, c, input, who } = asked;
  const refused = await proofRefusal(asked);
  if (refused !== undefined) return refused;
  const answer = await through(signIn, c, who, ({ api }, headers) =>
    api.generateBackupCodes({ body: input, headers, asResponse: true }),
  );
  if (answer.ok)
    await audited(signIn, { account: who.account.id, verb: "secondFactor", outcome: "newCodes" });
  return answer;
}

/** The password, or a sign-in of just now of who has none. */
async function proofRefusal({
  signIn,
  c,
  input,
  who: { account, session, roles },
}: Pick<Asked<{ password?: string | undefined }, "session">, "signIn" | "c" | "input"> & {
  readonly who: SignedIn;
}): Promise<Response | undefined> {
  // One tenant's identity provider changes nothing that counts at another's desk: that wants the password.
  if (input.password === undefined && rolesWithin(session, roles).length < roles.length)
    return problem(c, "signInAgain");
  const refused = await passwordRefusal(signIn, c, account, input.password, "secondFactor");
  if (refused !== undefined) return refused;
  if (input.password === undefined && !isFresh(signIn, session)) return problem(c, "signInAgain");
  return undefined;
}

async function through(
  signIn: SignIn,
  c: Context,
  { session }: SignedIn,
  work: (library: Library, headers: Headers) => Promise<Response>,
): Promise<Response> {
  const flow: Flow = { how: session.how, agent: agentOf(c), ...continued(session) };
  const library = await signIn.library();
  const headers = withOneCookie(c, signIn.cookies.session);
  // It looks at the password once more by itself.
  const answer = await signIn.passwords.turn(() => inFlow(flow, () => work(library, headers)));
  if (answer === "busy") return busy(c);
  if (!answer.ok) return problem(c, answer.status === 401 ? "unauthenticated" : "codeWrong");
  passCookies(c, answer);
  // Proof: better-auth answers with JSON objects.
  return c.json((await answer.json()) as object);
}
