import { instantText } from "../client.ts";
import type { Database } from "../client.ts";
import type { Tx } from "../scope.ts";

export type SignInMeans = "password" | "link" | "device" | "sso";

export interface SessionRow {
  readonly id: string;
  readonly user_id: string;
  readonly agent: string;
  readonly how: SignInMeans;
  readonly started_at: string;
  readonly seen_at: string;
  readonly fresh_at: string | null;
  readonly factor_at: string | null;
  readonly only_tenant: string | null;
  readonly device: string | null;
  /** Of the account: a session without `factor_at` is then not whole. */
  readonly two_factor_enabled: boolean;
  /** Of the account: somebody else took the second factor away. */
  readonly factor_reset: boolean;
}

/** What is kept of a session itself. */
export type NewSession = Omit<SessionRow, "two_factor_enabled" | "factor_reset">;

/** RFC 3339, UTC: what was used or began before these moments is over. */
export interface SessionLimits {
  readonly now: string;
  readonly idleSince: string;
  readonly startedSince: string;
}

const columns = `s.id, s.user_id, s.agent, s.how, s.started_at, s.seen_at, s.fresh_at, s.factor_at, s.only_tenant, s.device,
  u.two_factor_enabled, u.factor_reset_at is not null as factor_reset`;

function read(row: SessionRow): SessionRow {
  const text = (at: string | null) => (at === null ? null : instantText(at));
  return {
    ...row,
    started_at: instantText(row.started_at),
    seen_at: instantText(row.seen_at),
    fresh_at: text(row.fresh_at),
    factor_at: text(row.factor_at),
  };
}

export async function insertSession(
  db: Database | { readonly pg: Tx },
  session: NewSession & { readonly token_hash: string },
): Promise<void> {
  await db.pg`insert into auth.session ${db.pg(
    { ...session },
    "id",
    "token_hash",
    "user_id",
    "agent",
    "how",
    "started_at",
    "seen_at",
    "fresh_at",
    "factor_at",
    "only_tenant",
    "device",
  )}`;
}

/**
 * The live session of a token, which counts as used now. Written at most once a minute, so that a busy desk writes nothing.
 * What is revoked is not there, at the very next request and in every process.
 */
export async function touchSession(
  db: Database,
  tokenHash: string,
  limits: SessionLimits,
): Promise<SessionRow | undefined> {
  const session = await lookAtSession(db, tokenHash, limits);
  if (session === undefined) return undefined;
  await db.pg`update auth.session set seen_at = ${limits.now}
    where token_hash = ${tokenHash} and seen_at < ${limits.now}::timestamptz - interval '1 minute'`;
  return session;
}

/** The same without using it: what asks by itself keeps no session alive. */
export async function lookAtSession(
  { pg }: Database,
  tokenHash: string,
  { idleSince, startedSince }: SessionLimits,
): Promise<SessionRow | undefined> {
  const [row] = await pg<SessionRow[]>`
    select ${pg.unsafe(columns)} from auth.session s join auth."user" u on u.id = s.user_id
    where s.token_hash = ${tokenHash} and seen_at > ${idleSince} and started_at > ${startedSince}`;
  return row === undefined ? undefined : read(row);
}

/** Those of some tokens whose sessions stand: one question for all who wait for their end. */
export async function standingTokens(
  { pg }: Database,
  tokenHashes: readonly string[],
  { idleSince, startedSince }: SessionLimits,
): Promise<ReadonlySet<string>> {
  const rows = await pg<{ token_hash: string }[]>`
    select token_hash from auth.session
    where token_hash = any (${[...tokenHashes]}::text[]) and seen_at > ${idleSince} and started_at > ${startedSince}`;
  return new Set(rows.map(({ token_hash }) => token_hash));
}

export async function sessionsOf(
  { pg }: Database,
  user: string,
  { idleSince, startedSince }: SessionLimits,
): Promise<SessionRow[]> {
  const rows = await pg<SessionRow[]>`
    select ${pg.unsafe(columns)} from auth.session s join auth."user" u on u.id = s.user_id
    where s.user_id = ${user} and s.seen_at > ${idleSince} and started_at > ${startedSince}
    order by started_at desc, id limit 100`;
  return rows.map(read);
}

/** After a proof within a session: it gets a new token, and whoever copied the old one has nothing. */
export async function renewSession(
  pg: Tx,
  id: string,
  change: {
    readonly token_hash: string;
    readonly fresh_at: string | null;
    readonly factor_at?: string;
  },
): Promise<void> {
  await pg`update auth.session set ${pg({ ...change })} where id = ${id}`;
}

export async function deleteSessionByToken({ pg }: Database, tokenHash: string): Promise<void> {
  await pg`delete from auth.session where token_hash = ${tokenHash}`;
}

/** @param id one of the account's own; all of them where none is given */
export async function deleteSessions(
  tx: Tx,
  user: string,
  { id, except }: { readonly id?: string; readonly except?: string } = {},
): Promise<number> {
  const rows = await tx`
    delete from auth.session where user_id = ${user}
      and (${id ?? null}::text is null or id = ${id ?? null})
      and (${except ?? null}::text is null or id <> ${except ?? null})`;
  return rows.count;
}

/** What ended by itself long enough ago, a few at a time. */
export async function sweepSignIn(
  { pg }: Database,
  { now, startedSince }: Pick<SessionLimits, "now" | "startedSince">,
): Promise<void> {
  await pg`delete from auth.session where id in (
    select id from auth.session where started_at <= ${startedSince} limit 500)`;
  await pg`delete from auth.verification where id in (
    select id from auth.verification where expires_at <= ${now} limit 500)`;
  await pg`delete from auth.one_time where hash in (
    select hash from auth.one_time where expires_at <= ${now}::timestamptz - interval '1 day' limit 500)`;
  await pg`delete from auth.device where id in (
    select id from auth.device where expires_at <= ${now} limit 500)`;
  await pg`delete from auth.attempt where key in (
    select key from auth.attempt where ends_at <= ${now} limit 5000)`;
  await pg`delete from auth.spent_code where until <= ${now}`;
}
