import {
  deleteSessionByToken,
  insertSession,
  lookAtSession,
  renewSession,
  touchSession,
} from "@simpul/db";
import type { SessionLimits, SessionRow, SignInMeans, Tx } from "@simpul/db";
import type { Context } from "hono";
import { cookieOf, putCookie } from "./cookies.ts";
import type { SignInCore } from "./core.ts";
import { hashOf, newToken, signed, unsigned } from "./tokens.ts";

/** ASVS 5, 7.3: what nobody used is over, and so is what began this morning. */
const idleMinutes = 30;
export const absoluteHours = 12;
/** How long a proof of who somebody is opens identities and secret words. */
const freshMinutes = 15;

export function sessionLimits({ ctx }: Pick<SignInCore, "ctx">): SessionLimits {
  const now = ctx.now();
  return {
    now: now.toString(),
    idleSince: now.subtract({ minutes: idleMinutes }).toString(),
    startedSince: now.subtract({ hours: absoluteHours }).toString(),
  };
}

/** `unattended`: nobody sits there, so the session is no younger for it. */
export type Use = "used" | "unattended";

/** A desk says it of what it asks by itself. Whoever says it of more than that is signed out the sooner. */
export const useOf = (c: Pick<Context, "req">): Use =>
  c.req.header("x-unattended") === undefined ? "used" : "unattended";

/** Whose request it is: read anew from the database each time, so that what was revoked is over with the next request. */
export async function sessionOf(
  signIn: SignInCore,
  c: Context,
  use: Use = "used",
): Promise<SessionRow | undefined> {
  const hash = tokenHashOf(signIn, c);
  if (hash === undefined) return undefined;
  const find = use === "used" ? touchSession : lookAtSession;
  return find(signIn.ctx.db, hash, sessionLimits(signIn));
}

/** By which a session is found; nobody else has the token, and it is another one after a proof. */
export function tokenHashOf({ cookies }: SignInCore, c: Context): string | undefined {
  const token = unsigned(cookieOf(c, cookies.session));
  return token === undefined || token.length > 100 ? undefined : hashOf(token);
}

export function isFresh({ ctx }: Pick<SignInCore, "ctx">, session: SessionRow): boolean {
  if (session.fresh_at === null) return false;
  const until = Temporal.Instant.from(session.fresh_at).add({ minutes: freshMinutes });
  return Temporal.Instant.compare(ctx.now(), until) < 0;
}

/** When a session ends, if it is used until then; RFC 3339, UTC. */
export const endOf = (session: SessionRow): string =>
  Temporal.Instant.from(session.started_at)
    .add({ hours: absoluteHours })
    .toString({ fractionalSecondDigits: 3 });

export const agentOf = (c: Pick<Context, "req">): string =>
  (c.req.header("user-agent") ?? "").replaceAll(/[^\x20-\x7e]/g, "").slice(0, 200);

export interface Began {
  readonly account: string;
  readonly how: SignInMeans;
  readonly device?: string;
}

/** A session that we begin ourselves; those by password and single sign-on are better-auth's to begin. */
export async function beginSession(
  signIn: SignInCore,
  c: Context,
  tx: Tx,
  { account, how, device }: Began,
): Promise<() => void> {
  const now = signIn.ctx.now().toString({ fractionalSecondDigits: 3 });
  const token = newToken();
  await insertSession(
    { pg: tx },
    {
      id: signIn.ctx.newId(),
      token_hash: hashOf(token),
      user_id: account,
      agent: agentOf(c),
      how,
      started_at: now,
      seen_at: now,
      // A device that was remembered proves that it is the device, and not who sits before it.
      fresh_at: how === "device" ? null : now,
      factor_at: null,
      only_tenant: null,
      device: device ?? null,
    },
  );
  return () => giveCookie(signIn, c, token);
}

/** After a proof: a new token for the same session. */
export async function proved(
  signIn: SignInCore,
  c: Context,
  tx: Tx,
  session: SessionRow,
  what: "password" | "secondFactor",
): Promise<() => void> {
  const now = signIn.ctx.now().toString({ fractionalSecondDigits: 3 });
  const token = newToken();
  // A second factor alone does not make a remembered device fresh.
  const fresh = what === "password" ? now : session.fresh_at;
  await renewSession(tx, session.id, {
    token_hash: hashOf(token),
    fresh_at: fresh,
    ...(what === "secondFactor" ? { factor_at: now } : {}),
  });
  return () => giveCookie(signIn, c, token);
}

function giveCookie(signIn: SignInCore, c: Context, token: string): void {
  const { cookies } = signIn;
  putCookie(c, cookies, cookies.session, signed(token, signIn.secret()), absoluteHours * 3600);
}

/** Whoever signs in anew in a browser leaves no session behind there. */
export async function endPrevious(signIn: SignInCore, c: Context): Promise<void> {
  const hash = tokenHashOf(signIn, c);
  if (hash !== undefined) await deleteSessionByToken(signIn.ctx.db, hash);
}

export function dropCookie({ cookies }: SignInCore, c: Context): void {
  putCookie(c, cookies, cookies.session, "", 0);
}
