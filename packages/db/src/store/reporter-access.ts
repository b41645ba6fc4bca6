import { instantText } from "../client.ts";
import type { Database } from "../client.ts";
import { withScope } from "../scope.ts";
import type { Scope, Tx } from "../scope.ts";

/** A reporter's contact as the vault sealed it; undefined where none was given. */
export async function sealedContactOf(
  tx: Tx,
  tenant: string,
  report: string,
): Promise<string | undefined> {
  const [row] = await tx<{ sealed: string }[]>`
    select sealed from vault.contact where tenant = ${tenant} and report = ${report}`;
  return row?.sealed;
}

/** Times are RFC 3339, UTC. */
export interface ReporterCodeRow {
  readonly tenant: string;
  readonly report: string;
  readonly id: string;
  /** A digest. */
  readonly code: string;
  readonly asked_at: string;
  readonly expires_at: string;
}

/** Kept unless there were `most` for this report since that moment; who asks at the same time waits for the answer. */
export async function addReporterCode(
  tx: Tx,
  row: ReporterCodeRow,
  { most, since }: { readonly most: number; readonly since: string },
): Promise<"added" | "tooMany"> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`reporterCode:${row.tenant}:${row.report}`}, 0))`;
  const added = await tx`
    insert into simpul.reporter_code (tenant, report, id, code, asked_at, expires_at)
    select ${row.tenant}, ${row.report}::uuid, ${row.id}::uuid, ${row.code}, ${row.asked_at}::timestamptz, ${row.expires_at}::timestamptz
    where (select count(*) from simpul.reporter_code
      where tenant = ${row.tenant} and report = ${row.report} and asked_at > ${since}) < ${most}`;
  return added.count > 0 ? "added" : "tooMany";
}

/**
 * Uses a code up: of two who send it at once, one has it. A wrong one counts against every code that is good now.
 * @param most wrong answers that a code outlives
 */
export async function useReporterCode(
  tx: Tx,
  { tenant, report, code }: { tenant: string; report: string; code: string },
  now: string,
  most: number,
): Promise<"used" | "wrong"> {
  const used = await tx`
    update simpul.reporter_code set used_at = ${now}
    where tenant = ${tenant} and report = ${report} and code = ${code} and used_at is null and expires_at > ${now}
      and tries < ${most}`;
  if (used.count > 0) return "used";
  await tx`
    update simpul.reporter_code set tries = tries + 1
    where tenant = ${tenant} and report = ${report} and used_at is null and expires_at > ${now}`;
  return "wrong";
}

export interface ReporterSecretRow {
  readonly tenant: string;
  readonly report: string;
  readonly hash: string;
  readonly made_by: string;
  readonly made_at: string;
}

/** Once a report: whoever comes second changes nothing. */
export async function addReporterSecret(
  tx: Tx,
  row: ReporterSecretRow,
): Promise<"added" | "taken"> {
  const added = await tx`
    insert into simpul.reporter_secret (tenant, report, hash, made_by, made_at)
    values (${row.tenant}, ${row.report}, ${row.hash}, ${row.made_by}, ${row.made_at})
    on conflict do nothing`;
  return added.count > 0 ? "added" : "taken";
}

export async function reporterSecretOf(
  tx: Tx,
  tenant: string,
  report: string,
): Promise<string | undefined> {
  const [row] = await tx<{ hash: string }[]>`
    select hash from simpul.reporter_secret where tenant = ${tenant} and report = ${report}`;
  return row?.hash;
}

export interface ReporterSessionRow {
  readonly tenant: string;
  /** A hash. */
  readonly token: string;
  readonly report: string;
  readonly proof: "code" | "secret";
  readonly opened_at: string;
  readonly used_at: string;
  readonly expires_at: string;
}

export async function insertReporterSession(tx: Tx, row: ReporterSessionRow): Promise<void> {
  await tx`
    insert into simpul.reporter_session (tenant, token, report, proof, opened_at, used_at, expires_at)
    values (${row.tenant}, ${row.token}, ${row.report}, ${row.proof}, ${row.opened_at}, ${row.used_at}, ${row.expires_at})`;
}

export async function findReporterSession(
  tx: Tx,
  token: string,
): Promise<ReporterSessionRow | undefined> {
  const [row] = await tx<ReporterSessionRow[]>`
    select tenant, token, report, proof, opened_at, used_at, expires_at from simpul.reporter_session
    where tenant = any ((select simpul.scope())::text[]) and token = ${token}`;
  return row === undefined
    ? undefined
    : {
        ...row,
        opened_at: instantText(row.opened_at),
        used_at: instantText(row.used_at),
        expires_at: instantText(row.expires_at),
      };
}

export async function touchReporterSession(
  tx: Tx,
  { tenant, token }: ReporterSessionRow,
  at: string,
): Promise<void> {
  await tx`
    update simpul.reporter_session set used_at = ${at} where tenant = ${tenant} and token = ${token} and used_at < ${at}`;
}

/** @param token a hash; every session of the report where none is given */
export async function endReporterSessions(
  tx: Tx,
  tenant: string,
  report: string,
  token?: string,
): Promise<number> {
  const ended = await tx`
    delete from simpul.reporter_session
    where tenant = ${tenant} and report = ${report} and ${token === undefined ? tx`true` : tx`token = ${token}`}`;
  return ended.count;
}

/** What can open nothing any more. */
export async function sweepReporterAccess(db: Database, scope: Scope): Promise<void> {
  await withScope(db, scope, async (tx) => {
    await tx`delete from simpul.reporter_code where asked_at < now() - interval '1 day'`;
    await tx`delete from simpul.reporter_session where expires_at < now()`;
  });
}
