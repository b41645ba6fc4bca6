import type { Tx } from "../scope.ts";
import { spelt } from "./audit-chain.ts";
import type { AuditCheckpoint, AuditLink, AuditRow } from "./audit-chain.ts";

/** A link with its row; without one where it was removed. */
export interface SealedRow {
  readonly link: AuditLink;
  readonly row?: AuditRow;
}

/** A tenant's chain from behind `after`, in its order. */
export async function chainAfter(
  tx: Tx,
  tenant: string,
  after: number,
  limit: number,
): Promise<SealedRow[]> {
  const rows = await tx<
    (Omit<AuditLink, "seq" | "at"> & { seq: string; linked_at: string } & {
      [K in keyof AuditRow]: AuditRow[K] | null;
    })[]
  >`
    select l.tenant, l.seq, l.audit, ${spelt(tx, "l.at")} as linked_at, l.digest, l.hash,
      a.id, ${spelt(tx, "a.at")} as at, a.actor, a.verb, a.report, a.outcome, a.detail::text as detail
    from simpul.audit_link l left join simpul.audit a on a.tenant = l.tenant and a.id = l.audit
    where l.tenant = ${tenant} and l.seq > ${after}
    order by l.seq limit ${limit}`;
  return rows.map(({ seq, audit, linked_at: at, digest, hash, ...row }) => ({
    link: { tenant, seq: Number(seq), audit, at, digest, hash },
    // Proof: `id` is part of a row's key, so with it every column is there.
    ...(row.id === null ? {} : { row: { ...(row as AuditRow), tenant } }),
  }));
}

/** Of the links from `from` to `to`, both inclusive. */
export async function checkpointsAmong(
  tx: Tx,
  tenant: string,
  from: number,
  to: number,
): Promise<AuditCheckpoint[]> {
  const rows = await tx<(Omit<AuditCheckpoint, "seq"> & { seq: string })[]>`
    select tenant, seq, at, jws from simpul.audit_checkpoint
    where tenant = ${tenant} and seq between ${from} and ${to} order by seq`;
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

/** The last link that a checkpoint names; 0 without any. */
export async function lastCovered(tx: Tx, tenant: string): Promise<number> {
  const [row] = await tx<
    { seq: string | null }[]
  >`select max(seq) as seq from simpul.audit_checkpoint where tenant = ${tenant}`;
  return Number(row?.seq ?? 0);
}

/**
 * Before when rows may be missing: the latest cut that a sweep's own row names, in a row's spelling of instants; a cut less than
 * a year before its sweep is no cut of ours. Undefined if nothing was ever swept.
 */
export async function sweptBefore(tx: Tx, tenant: string): Promise<string | undefined> {
  const [row] = await tx<{ before: string | null }[]>`
    select max(detail ->> 'before') as before from simpul.audit
    where tenant = ${tenant} and actor = 'system' and verb = 'sweepAudit'
      and detail ->> 'before' <= to_char((at - interval '1 year') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  return row?.before ?? undefined;
}

/** The first row that nobody can have written yet unlinked, and how many wait for the sealer as they should. */
export async function unlinkedOf(
  tx: Tx,
  tenant: string,
): Promise<{ readonly inserted?: string; readonly waiting: number }> {
  const [row] = await tx<{ inserted: string | null; waiting: string }[]>`
    select min(a.id) filter (where a.id <= s.settled and a.tenant = any (s.tenants)) as inserted, count(*) as waiting
    from simpul.audit a, federation.audit_sealer s
    where a.tenant = ${tenant}
      and not exists (select from simpul.audit_link l where l.tenant = a.tenant and l.audit = a.id)`;
  return {
    ...(row?.inserted == null ? {} : { inserted: row.inserted }),
    waiting: Number(row?.waiting ?? 0),
  };
}

/** Where a link of this row stands, if anywhere. */
export async function linkByDigest(
  tx: Tx,
  tenant: string,
  digest: string,
): Promise<number | undefined> {
  const [row] = await tx<
    { seq: string }[]
  >`select seq from simpul.audit_link where tenant = ${tenant} and digest = ${digest} order by seq limit 1`;
  return row === undefined ? undefined : Number(row.seq);
}

/** Those of these tenants that have audit rows or links. */
export async function auditedAmong(tx: Tx, tenants: readonly string[]): Promise<string[]> {
  const rows = await tx<{ tenant: string }[]>`
    select t.tenant from unnest(${[...tenants]}::text[]) as t (tenant)
    where exists (select from simpul.audit a where a.tenant = t.tenant)
      or exists (select from simpul.audit_link l where l.tenant = t.tenant)
    order by 1`;
  return rows.map(({ tenant }) => tenant);
}
