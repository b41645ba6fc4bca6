import { accountByEmail, devicesByHash, passwordHash } from "@simpul/db";
import type { AccountRow } from "@simpul/db";
import type { Context } from "hono";
import type { Admission } from "./attempts.ts";
import { cookieOf } from "./cookies.ts";
import { audited } from "./audit.ts";
import type { SignInVerb } from "./audit.ts";
import { busy, wait } from "./door.ts";
import { addressOf } from "../limits/address.ts";
import { problem } from "../problem.ts";
import type { SignInCore } from "./core.ts";
import { hashOf, isToken } from "./tokens.ts";

/** Whether a password may be tried now, by this client for this address, and whose it is. */
export async function mayTry(
  signIn: SignInCore,
  c: Context,
  email: string,
): Promise<{ account: AccountRow | undefined; admission: Admission }> {
  const { ctx, attempts } = signIn;
  const address = addressOf(c);
  const token = cookieOf(c, signIn.cookies.device);
  if (isToken(token)) {
    const account = await accountByEmail(ctx.db.pg, email);
    const devices = await devicesByHash(ctx.db.pg, hashOf(token), ctx.now().toString());
    const device = devices.find(({ user_id: id }) => id === account?.id)?.id;
    return { account, admission: await attempts.password({ email, address, device }) };
  }
  // A storm of guesses is refused before anything is looked up for it.
  const admission = await attempts.password({ email, address });
  if (admission.outcome === "wait") return { account: undefined, admission };
  return { account: await accountByEmail(ctx.db.pg, email), admission };
}

/**
 * Somebody who is signed in says their password once more. Counted like a sign-in: a stolen session is no place to guess.
 * @returns the answer that refuses; nothing where it is right, or where there is none and none was said
 */
export async function passwordRefusal(
  signIn: SignInCore,
  c: Context,
  { id, email }: AccountRow,
  password: string | undefined,
  verb: SignInVerb,
): Promise<Response | undefined> {
  const hash = await passwordHash(signIn.ctx.db.pg, id);
  if (hash === undefined && password === undefined) return undefined;
  const { admission } = await mayTry(signIn, c, email);
  if (admission.outcome === "wait") return wait(c, admission.seconds);
  const isRight = await signIn.passwords.turn(() =>
    signIn.passwords.verify(hash ?? "", password ?? "").catch(() => false),
  );
  if (isRight === "busy") {
    await admission.undone();
    return busy(c);
  }
  if (isRight) {
    await admission.succeeded();
    return undefined;
  }
  await audited(signIn, { account: id, verb, outcome: "refused", detail: { why: "password" } });
  return problem(c, "signInFailed");
}
