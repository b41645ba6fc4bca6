import { keepDevice } from "@simpul/db";
import type { Tx } from "@simpul/db";
import type { Context } from "hono";
import { cookieOf, putCookie } from "./cookies.ts";
import { agentOf } from "./sessions.ts";
import type { SignInCore } from "./core.ts";
import { hashOf, isToken, newToken } from "./tokens.ts";

/** A device that signs in by itself is one for a month; that somebody signed in there counts for half a year. */
const rememberedDays = 30;
const knownDays = 180;

/** Keeps that an account signed in with this browser; the cookie is set by what is returned, after the commit. */
export async function keepBrowser(
  signIn: SignInCore,
  c: Context,
  tx: Tx | SignInCore["ctx"]["db"]["pg"],
  account: string,
  remembered = false,
): Promise<{ device: string; giveCookie: () => void }> {
  const { ctx, cookies } = signIn;
  const sent = cookieOf(c, cookies.device);
  const token = isToken(sent) ? sent : newToken();
  const now = ctx.now();
  const device = await keepDevice(tx, {
    id: ctx.newId(),
    hash: hashOf(token),
    user_id: account,
    agent: agentOf(c),
    remembered,
    created_at: now.toString(),
    expires_at: now.add({ hours: 24 * (remembered ? rememberedDays : knownDays) }).toString(),
  });
  return {
    device,
    giveCookie: () => putCookie(c, cookies, cookies.device, token, knownDays * 86_400),
  };
}
