import {
  accountByEmail,
  accountById,
  devicesByHash,
  insertOneTime,
  peekOneTime,
  rolesHeldBy,
  useOneTime,
} from "@simpul/db";
import { queueMail } from "@simpul/casework";
import { z } from "zod";
import { addressOf } from "../limits/address.ts";
import { languageOf, problem } from "../problem.ts";
import { acting, tenantsIn } from "./audit.ts";
import { keepBrowser } from "./browsers.ts";
import { cookieOf, putCookie } from "./cookies.ts";
import { wait } from "./door.ts";
import type { AskedBy, AuthDoor } from "./door.ts";
import { email } from "./password-routes.ts";
import { beginSession, endPrevious } from "./sessions.ts";
import { hashOf, isToken, newToken } from "./tokens.ts";

const askBody = z.strictObject({ email });
const openBody = z.strictObject({
  token: z.string().min(1).max(100),
  /** This browser signs in by itself for a month. */
  remember: z.boolean().default(false),
});
const none = z.strictObject({});

const linkMinutes = 15;

/** They answer from the field, and would only forget a password. */
const byLink = new Set(["liaison", "unitHead"]);

export function linkRoutes({ post }: AuthDoor): void {
  post("/sign-in/magic-link", askBody, "anyone", ask);
  post("/magic-link/verify", openBody, "anyone", open);
  post("/sign-in/device", none, "anyone", signInByDevice);
}

/** As for a reset: the same answer at once, whoever asks. */
async function ask({ signIn, c, input }: AskedBy<typeof askBody, "anyone">): Promise<Response> {
  const { ctx, attempts, cookies } = signIn;
  const byAddress = await attempts.named(`mail/${addressOf(c)}`, 20, 3600);
  if (byAddress.outcome === "wait") return wait(c, byAddress.seconds);
  const lang = languageOf(c);
  const sent = cookieOf(c, cookies.browser);
  const browser = isToken(sent) ? sent : newToken();
  putCookie(c, cookies, cookies.browser, browser, linkMinutes * 60);
  signIn.later(
    (async () => {
      const account = await accountByEmail(ctx.db.pg, input.email);
      if (account === undefined) return;
      const may = await attempts.named(`link/${account.id}`, 10, 3600);
      if (may.outcome === "wait") return;
      const now = ctx.now();
      const link = newToken();
      await acting(signIn, async (tx, audit) => {
        const held = await rolesHeldBy(tx, account.id);
        const [tenant] = tenantsIn(held.filter(({ role }) => byLink.has(role)));
        if (tenant === undefined) return;
        await insertOneTime(tx, {
          hash: hashOf(link),
          purpose: "link",
          user_id: account.id,
          browser_hash: hashOf(browser),
          created_at: now.toString(),
          expires_at: now.add({ minutes: linkMinutes }).toString(),
        });
        await queueMail(ctx, tx, {
          tenant,
          to: account.email,
          template: "signInLink",
          parameters: { name: account.name, path: `/desk/link#${link}`, minutes: linkMinutes },
          lang,
        });
        await audit({ account: account.id, verb: "askSignInLink", outcome: "mailed" });
      });
    })(),
  );
  return c.json({ status: true }, 202);
}

/** By POST: programs that look at a mail's links before its reader does use nothing up. */
async function open({ signIn, c, input }: AskedBy<typeof openBody, "anyone">): Promise<Response> {
  const { ctx, cookies } = signIn;
  const hash = hashOf(input.token);
  const now = ctx.now().toString();
  const browser = cookieOf(c, cookies.browser);
  const known = await peekOneTime(ctx.db, ["link"], hash, now);
  // In another browser it stays good for the one that asked.
  if (known === undefined || !isToken(browser) || known.browser_hash !== hashOf(browser))
    return problem(c, "linkVoid");
  const account = known.user_id;
  const give = await acting(signIn, async (tx, audit) => {
    if ((await useOneTime(tx, hash, now)) === "void") return undefined;
    const device = await keepBrowser(signIn, c, tx, account, input.remember);
    const session = await beginSession(signIn, c, tx, { account, how: "link" });
    await audit({ account, verb: "signIn", outcome: "signedIn", detail: { how: "link" } });
    return [device.giveCookie, session];
  });
  if (give === undefined) return problem(c, "linkVoid");
  await endPrevious(signIn, c);
  for (const each of give) each();
  putCookie(c, cookies, cookies.browser, "", 0);
  return c.json({ status: true });
}

/** Not fresh: it shows that the browser is the same, not who sits before it. */
async function signInByDevice({ signIn, c }: AskedBy<typeof none, "anyone">): Promise<Response> {
  const { ctx, cookies } = signIn;
  const token = cookieOf(c, cookies.device);
  const known = isToken(token)
    ? await devicesByHash(ctx.db.pg, hashOf(token), ctx.now().toString())
    : [];
  const device = known.find(({ remembered }) => remembered);
  const account = device === undefined ? undefined : await accountById(ctx.db.pg, device.user_id);
  if (device === undefined || account === undefined) return problem(c, "unauthenticated");
  const give = await acting(signIn, async (tx, audit) => {
    const began = { account: account.id, how: "device", device: device.id } as const;
    const session = await beginSession(signIn, c, tx, began);
    await audit({ ...began, verb: "signIn", outcome: "signedIn", detail: { how: "device" } });
    return session;
  });
  await endPrevious(signIn, c);
  give();
  return c.json({ user: { id: account.id, name: account.name, email: account.email } });
}
