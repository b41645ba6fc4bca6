import type { Ability } from "@simpul/access";
import { instantText } from "../client.ts";
import { policyCondition } from "../policy.ts";
import type { Tx } from "../scope.ts";

export interface ChangeRow {
  /** Its place in the order of arrival: what a cursor names. */
  readonly ord: number;
  readonly report: string;
  readonly trackingId: string;
  readonly type: string;
  readonly at: string;
  /** The report's state now, not then. */
  readonly state: string;
  /** Of what may have made the report secret or worse; the rest has nothing to say here. */
  readonly payload?: string;
  /** What the reader may still list; of the rest only what they have to drop. */
  readonly isListed: boolean;
}

export type Settled =
  | { readonly outcome: "settled"; readonly ord: number }
  | { readonly outcome: "unsettled" };

/**
 * The last place below which nothing can appear any more. Identity values commit out of order: a reader that pages by
 * them alone passes over a row whose transaction is still open, and never sees it. So: read how far values were given
 * out, then wait until every transaction that was open at that moment has ended. A writer has its transaction id
 * before its first event (`append` writes the report first), so the snapshot's horizon knows it.
 */
export async function settledChanges(tx: Tx, until: () => boolean): Promise<Settled> {
  const [last] = await tx<
    { ord: string | null }[]
  >`select pg_sequence_last_value('simpul.event_ord_seq') as ord`;
  const [mark] = await tx<
    { open: string }[]
  >`select pg_snapshot_xmax(pg_current_snapshot())::text as open`;
  const ord = Number(last?.ord ?? 0);
  for (;;) {
    const [row] = await tx<{ ended: boolean }[]>`
      select pg_snapshot_xmin(pg_current_snapshot()) >= ${mark?.open ?? "0"}::text::xid8 as ended`;
    if (row?.ended === true) return { outcome: "settled", ord };
    if (until()) return { outcome: "unsettled" };
    await tx`select pg_sleep(0.005)`;
  }
}

/**
 * Also the steps by which a report that could be listed became whistleblowing that cannot, or came to accuse the reader's
 * institution: whoever keeps a copy of it has to hear that it is to be dropped. What was whistleblowing about it from the first
 * moment was never told, and is not now.
 * @param ability what the reader may list; @param upTo from `settledChanges`
 */
export async function changesAfter(
  tx: Tx,
  ability: Ability,
  { tenant, after, upTo, limit }: { tenant: string; after: number; upTo: number; limit: number },
): Promise<ChangeRow[]> {
  const rows = await tx<
    {
      ord: string;
      report: string;
      tracking_id: string;
      type: string;
      at: string;
      state: string;
      payload: string | null;
      listed: boolean;
    }[]
  >`
    select e.ord, e.report, r.tracking_id, e.type, e.at, r.state, r.listed,
      case when e.type in ('tightened', 'verified', 'corrected') then e.payload end as payload
    from simpul.event e
    join (
      select r.id, r.tracking_id, r.state, r.origin, (${policyCondition(tx, ability, "list")}) as listed
      from simpul.report r where r.tenant = ${tenant}
    ) r on r.id = e.report
    where e.tenant = ${tenant} and e.ord > ${after} and e.ord <= ${upTo}
      and (r.listed or (e.type in ('verified', 'corrected')
        and (${saidIn(tx, "e")} ->> 'class' = 'whistleblowing' or ${saidIn(tx, "e")} -> 'accused' is not null)
        and not exists (
          select from simpul.event i
          where i.tenant = e.tenant and i.report = e.report and i.writer = r.origin and i.seq = 1
            and ${saidIn(tx, "i")} ->> 'class' = 'whistleblowing'
            and ${saidIn(tx, "i")} -> 'accused' ->> 'tenant' = ${tenant}
            and (${saidIn(tx, "i")} -> 'accused' ->> 'unit' is null
              or ${saidIn(tx, "i")} -> 'accused' ->> 'office' is not null))))
    order by e.ord
    limit ${limit}`;
  return rows.map((row) => ({
    ord: Number(row.ord),
    report: row.report,
    trackingId: row.tracking_id,
    type: row.type,
    at: instantText(row.at),
    state: row.state,
    isListed: row.listed,
    ...(row.payload === null ? {} : { payload: row.payload }),
  }));
}

/** What an event says of its report. */
const saidIn = (tx: Tx, event: "e" | "i") => tx`(${tx(event)}.payload::json -> 'data')`;
