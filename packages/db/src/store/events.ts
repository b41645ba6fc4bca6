import { instantText } from "../client.ts";
import type { StoredEvent } from "../change.ts";
import type { Tx } from "../scope.ts";

interface Row {
  tenant: string;
  report: string;
  writer: string;
  seq: number;
  hash: string;
  id: string;
  type: string;
  epoch: number;
  at: string;
  payload: string;
  protected: string | null;
  signature: string | null;
  traceparent: string | null;
}

export type KeptEvent = StoredEvent & { readonly tenant: string; readonly report: string };

/** All events of some copies, in the order in which they reached each. */
export async function eventsOf(
  tx: Tx,
  keys: readonly { tenant: string; report: string }[],
): Promise<KeptEvent[]> {
  const rows = await tx<Row[]>`
    select e.tenant, e.report, e.writer, e.seq, e.hash, e.id, e.type, e.epoch, e.at, e.payload, e.protected, e.signature,
      e.traceparent
    from json_to_recordset(${JSON.stringify(keys)}::text::json) as k (tenant text, report uuid)
    join simpul.event e on e.tenant = k.tenant and e.report = k.report
    order by e.ord`;
  return rows.map(kept);
}

/** Signatures are made after the commit; an event's payload never changes, so the second writer writes the same. */
export async function keepSignatures(
  tx: Tx,
  signed: readonly {
    tenant: string;
    report: string;
    writer: string;
    seq: number;
    protected: string;
    signature: string;
  }[],
): Promise<void> {
  if (signed.length === 0) return;
  await tx`
    update simpul.event e set protected = x.protected, signature = x.signature
    from json_to_recordset(${JSON.stringify(signed)}::text::json) as x (
      tenant text, report uuid, writer text, seq int, protected text, signature text)
    where e.tenant = x.tenant and e.report = x.report and e.writer = x.writer and e.seq = x.seq and e.signature is null`;
}

export function kept(row: Row): KeptEvent {
  return {
    tenant: row.tenant,
    report: row.report,
    writer: row.writer,
    seq: row.seq,
    hash: row.hash,
    id: row.id,
    type: row.type,
    epoch: row.epoch,
    at: instantText(row.at),
    payload: row.payload,
    ...(row.protected === null ? {} : { protected: row.protected }),
    ...(row.signature === null ? {} : { signature: row.signature }),
    ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
  };
}
