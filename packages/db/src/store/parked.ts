import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

export interface ParkedRow {
  readonly tenant: string;
  readonly report: string;
  readonly writer: string;
  readonly seq: number;
  readonly hash: string;
  readonly jws: string;
  /** The content items that came with it, as they came. */
  readonly content: readonly unknown[];
  readonly reason: string;
}

export async function parkedOf(
  tx: Tx,
  keys: readonly { tenant: string; report: string }[],
): Promise<ParkedRow[]> {
  const rows = await tx<ParkedRow[]>`
    select p.tenant, p.report, p.writer, p.seq, p.hash, p.jws, p.content, p.reason
    from json_to_recordset(${JSON.stringify(keys)}::text::json) as k (tenant text, report uuid)
    join simpul.parked p on p.tenant = k.tenant and p.report = k.report
    order by p.writer, p.seq`;
  return [...rows];
}

export async function park(tx: Tx, rows: readonly ParkedRow[], at: string): Promise<void> {
  if (rows.length === 0) return;
  await tx`
    insert into simpul.parked (tenant, report, writer, seq, hash, jws, content, reason, parked_at)
    select tenant, report, writer, seq, hash, jws, content, reason, ${at}
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as x (
      tenant text, report uuid, writer text, seq int, hash text, jws text, content jsonb, reason text)
    on conflict do nothing`;
}

/** How many events of these writers wait, in whatever report: a bound against reports that a peer made up. */
export async function parkedCount(tx: Tx, writers: readonly string[]): Promise<number> {
  const [row] = await tx<{ count: string }[]>`
    select count(*) as count from simpul.parked where writer = any (${[...writers]}::text[])`;
  return Number(row?.count ?? 0);
}

/** The copies for which something waits. */
export async function parkedCopies(tx: Tx): Promise<{ tenant: string; report: string }[]> {
  return [
    ...(await tx<{ tenant: string; report: string }[]>`
    select distinct tenant, report from simpul.parked order by tenant, report`),
  ];
}

/** What waits for one copy: the gap before it, or a version that understands it. */
export interface ParkedCopy {
  readonly tenant: string;
  readonly report: string;
  readonly events: number;
  readonly reason: string;
  /** RFC 3339, UTC: of the oldest. */
  readonly since: string;
}

export async function parkedList(tx: Tx, limit: number): Promise<ParkedCopy[]> {
  const rows = await tx<ParkedCopy[]>`
    select tenant, report, count(*)::int as events, min(reason) as reason, min(parked_at) as since
    from simpul.parked group by tenant, report order by min(parked_at) limit ${limit}`;
  return rows.map((row) => ({ ...row, since: instantText(row.since) }));
}

export async function dropParked(
  tx: Tx,
  key: { tenant: string; report: string },
  hashes: readonly string[],
): Promise<void> {
  if (hashes.length === 0) return;
  await tx`
    delete from simpul.parked
    where tenant = ${key.tenant} and report = ${key.report} and hash = any (${[...hashes]}::text[])`;
}

/** Both versions are kept as evidence: the first in the stream, the other one here. */
export async function keepEquivocation(
  tx: Tx,
  row: {
    tenant: string;
    report: string;
    writer: string;
    seq: number;
    hash: string;
    peer: string;
    jws: string;
  },
  at: string,
): Promise<"new" | "known"> {
  const kept = await tx`
    insert into simpul.equivocation (tenant, report, writer, seq, hash, peer, jws, seen_at)
    values (${row.tenant}, ${row.report}, ${row.writer}, ${row.seq}, ${row.hash}, ${row.peer}, ${row.jws}, ${at})
    on conflict do nothing`;
  return kept.count === 1 ? "new" : "known";
}
