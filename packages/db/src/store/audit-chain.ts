import type { Database } from "../client.ts";
import type { Scope, Tx } from "../scope.ts";
import { withScope } from "../scope.ts";

/** An audit row as it is hashed: every value as the database spells it, so that nothing is lost in reading it. */
export interface AuditRow {
  readonly tenant: string;
  readonly id: string;
  /** RFC 3339, UTC, microseconds. */
  readonly at: string;
  readonly actor: string;
  readonly verb: string;
  readonly report: string | null;
  readonly outcome: string;
  /** `jsonb::text` */
  readonly detail: string;
}

export interface AuditLink {
  readonly tenant: string;
  /** From 1, without a gap. */
  readonly seq: number;
  /** The row's id. */
  readonly audit: string;
  /** The row's, in the same spelling. */
  readonly at: string;
  readonly digest: string;
  readonly hash: string;
}

export interface AuditCheckpoint {
  readonly tenant: string;
  readonly seq: number;
  /** RFC 3339, UTC */
  readonly at: string;
  readonly jws: string;
}

/** Where the sealer is: up to `settled` no row of these tenants can come any more, and all of them are linked. */
export interface Sealing {
  readonly settled: string;
  /** An id that is settled as soon as every transaction of `waits` has ended. */
  readonly pending: string | null;
  readonly waits: readonly string[];
  readonly tenants: readonly string[];
}

/** One sealer of a database at a time; who loses the connection has lost the turn and what it wrote (docs/adr/0005). */
export async function takeSealerTurn(tx: Tx): Promise<"ours" | "theirs"> {
  const [row] = await tx<
    { ours: boolean }[]
  >`select pg_try_advisory_xact_lock(hashtext('simpul.audit.sealer')) as ours`;
  await tx`select set_config('idle_in_transaction_session_timeout', '15s', true)`;
  return row?.ours === true ? "ours" : "theirs";
}

export async function sealingOf(tx: Tx): Promise<Sealing> {
  const [row] = await tx<
    Sealing[]
  >`select settled, pending, waits, tenants from federation.audit_sealer`;
  if (row === undefined) throw new Error("federation.audit_sealer has lost its row");
  return row;
}

export async function keepSealing(tx: Tx, { settled, pending, waits, tenants }: Sealing) {
  await tx`update federation.audit_sealer set settled = ${settled}, pending = ${pending},
    waits = ${[...waits]}::text[], tenants = ${[...tenants]}::text[]`;
}

/** The last id that anybody has drawn, committed or not. */
export async function lastDrawn(tx: Tx): Promise<string> {
  const [row] = await tx<{ last: string }[]>`
    select case when is_called then last_value else 0 end as last from simpul.audit_id_seq`;
  return row?.last ?? "0";
}

/**
 * Virtual transactions that may have drawn an id and not committed it: whoever inserts has locked the table before it draws, and
 * holds that lock until what it wrote is to be seen. Transaction ids would not do: one is drawn after the id.
 */
export async function auditWriters(tx: Tx): Promise<string[]> {
  const [row] = await tx<{ writers: string[] | null }[]>`
    select array_agg(distinct virtualtransaction) as writers from pg_locks
    where locktype = 'relation' and relation = 'simpul.audit'::regclass and mode = 'RowExclusiveLock'
      and database = (select oid from pg_database where datname = current_database())`;
  return row?.writers ?? [];
}

/** Rows without a link, in the order of their ids. @param after ids up to it are known to be linked */
export async function unlinkedRows(
  tx: Tx,
  tenants: readonly string[],
  after: string,
  limit: number,
): Promise<AuditRow[]> {
  if (tenants.length === 0) return [];
  return [
    ...(await tx<AuditRow[]>`
    select a.tenant, a.id, ${spelt(tx, "a.at")} as at, a.actor, a.verb, a.report, a.outcome, a.detail::text as detail
    from simpul.audit a
    where a.tenant = any (${[...tenants]}::text[]) and a.id > ${after}
      and not exists (select from simpul.audit_link l where l.tenant = a.tenant and l.audit = a.id)
    order by a.id limit ${limit}`),
  ];
}

/** What the sealer goes on from, of each tenant that has a link: its last, and its last checkpoint. */
export interface ChainHead {
  readonly tenant: string;
  readonly seq: number;
  readonly hash: string;
  readonly checkpoint?: { readonly seq: number; readonly at: string };
}

export async function chainHeads(tx: Tx, tenants: readonly string[]): Promise<ChainHead[]> {
  const rows = await tx<
    {
      tenant: string;
      seq: string;
      hash: string;
      covered: string | null;
      covered_at: string | null;
    }[]
  >`
    select t.tenant, h.seq, h.hash, c.seq as covered, c.at as covered_at
    from unnest(${[...tenants]}::text[]) as t (tenant)
    cross join lateral (
      select seq, hash from simpul.audit_link l where l.tenant = t.tenant order by seq desc limit 1) h
    left join lateral (
      select seq, at from simpul.audit_checkpoint c where c.tenant = t.tenant order by seq desc limit 1) c on true`;
  return rows.map(({ tenant, seq, hash, covered, covered_at: at }) => ({
    tenant,
    seq: Number(seq),
    hash,
    ...(covered === null || at === null ? {} : { checkpoint: { seq: Number(covered), at } }),
  }));
}

export async function insertLinks(tx: Tx, links: readonly AuditLink[]): Promise<void> {
  await tx`
    insert into simpul.audit_link (tenant, seq, audit, at, digest, hash)
    select tenant, seq, audit, at, digest, hash
    from json_to_recordset(${JSON.stringify(links)}::text::json) as x (
      tenant text, seq bigint, audit bigint, at timestamptz, digest text, hash text)`;
}

export async function insertCheckpoints(
  tx: Tx,
  checkpoints: readonly AuditCheckpoint[],
): Promise<void> {
  if (checkpoints.length === 0) return;
  await tx`
    insert into simpul.audit_checkpoint (tenant, seq, at, jws)
    select tenant, seq, at, jws
    from json_to_recordset(${JSON.stringify(checkpoints)}::text::json) as x (
      tenant text, seq bigint, at timestamptz, jws text)`;
}

/** Seconds since the oldest row was written that no link names; 0 if there is none. */
export async function oldestUnsealed(db: Database, scope: Scope): Promise<number> {
  return withScope(db, scope, async (tx) => {
    const [row] = await tx<{ age: string | null }[]>`
      select greatest(extract(epoch from now() - min(a.at)), 0) as age
      from federation.audit_sealer s, simpul.audit a
      where a.tenant = any (${[...scope.tenants]}::text[]) and a.id > s.settled
        and not exists (select from simpul.audit_link l where l.tenant = a.tenant and l.audit = a.id)`;
    return Number(row?.age ?? 0);
  });
}

/** Removes rows that are past their years, `most` at once. @returns how many are gone */
export async function sweepAuditRows(tx: Tx, tenant: string, most: number): Promise<number> {
  const [row] = await tx<{ gone: number }[]>`select simpul.sweep_audit(${tenant}, ${most}) as gone`;
  return row?.gone ?? 0;
}

/** What the legal hold of a report is from now on. */
export async function insertHold(
  tx: Tx,
  hold: { tenant: string; report: string; at: string; by: string; held: boolean },
): Promise<void> {
  const { tenant, report, at, by, held } = hold;
  await tx`insert into simpul.audit_hold (tenant, report, at, by, held)
    values (${tenant}, ${report}, ${at}, ${by}, ${held})`;
}

/** One spelling, that is the same whatever the session's settings are. */
export const spelt = (tx: Tx, column: "a.at" | "l.at") => tx`
  case when isfinite(${tx.unsafe(column)}) then to_char(${tx.unsafe(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    else ${tx.unsafe(column)}::text end`;
