import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

/** An event of a report, on its way to another party or there. */
export interface DeliveryRow {
  readonly writer: string;
  readonly seq: number;
  readonly to: string;
  /** When its receipt was kept, RFC 3339; none while it is on its way. */
  readonly deliveredAt?: string;
}

/** What was ever handed to the relay of a copy's events; of tenants that live in this same deployment nothing is. */
export async function deliveriesOf(tx: Tx, tenant: string, report: string): Promise<DeliveryRow[]> {
  const rows = await tx<
    { writer: string; seq: number; to_tenant: string; delivered_at: string | null }[]
  >`
    select writer, seq, to_tenant, delivered_at from simpul.feed
    where tenant = ${tenant} and report = ${report}
    union all
    select writer, seq, to_tenant, null from simpul.outbox
    where tenant = ${tenant} and report = ${report} and kind = 'deliver'`;
  return rows.map(({ writer, seq, to_tenant: to, delivered_at }) => ({
    writer,
    seq,
    to,
    ...(delivered_at === null ? {} : { deliveredAt: instantText(delivered_at) }),
  }));
}
