import type { Tx } from "../scope.ts";

/** Where a page ended: the next begins behind it. */
interface Aged {
  readonly tenant: string;
  readonly report: string;
  readonly received: string;
}

/**
 * A tenant's reports in this state that came before a moment, the newest first. Reads `report_by_state` from that moment
 * on, so the young ones, which are most, are never touched.
 * @param before RFC 3339
 * @param after the last report of the page before
 */
export async function agedReports(
  tx: Tx,
  { tenant, state, before }: { tenant: string; state: string; before: string },
  after: Aged | undefined,
  limit: number,
): Promise<Aged[]> {
  const from = after?.received ?? before;
  const id = after?.report ?? "00000000-0000-0000-0000-000000000000";
  return tx<Aged[]>`
    select tenant, id as report, received_at::text as received from simpul.report
    where tenant = ${tenant} and state = ${state}
      and (received_at, id) < (${from}::text::timestamptz, ${id}::uuid)
    order by received_at desc, id desc limit ${limit}`;
}
