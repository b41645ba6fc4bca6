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

export async function parkedOf(tx: Tx, keys: readonly { tenant: string; report: string }[]): Promise<ParkedRow[]> {
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

/** Both versions are kept as evidence: the first in the stream, the other one here. */
export async function keepEquivocation(
  tx: Tx,
  row: { tenant: string; report: string; writer: string; seq: number; hash: string; peer: string; jws: string },
  at: string,
): Promise<void> {
  await tx`
    insert into simpul.equivocation (tenant, report, writer, seq, hash, peer, jws, seen_at)
    values (${row.tenant}, ${row.report}, ${row.writer}, ${row.seq}, ${row.hash}, ${row.peer}, ${row.jws}, ${at})
    on conflict do nothing`;
}
