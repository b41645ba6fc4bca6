import type { Tx } from "../scope.ts";

/** What happened to a report because a deadline passed: the type of the event. */
export interface ClockAct {
  readonly tenant: string;
  readonly tracking_id: string;
  readonly type: string;
}

/** Since a moment of the case clock, in their order. Reads the whole audit: for a demo, whose is short. */
export async function clockActsSince(tx: Tx, at: string): Promise<ClockAct[]> {
  return tx<ClockAct[]>`
    select a.tenant, r.tracking_id, a.outcome as type
    from simpul.audit a join simpul.report r on r.tenant = a.tenant and r.id = a.report
    where a.actor = 'clock' and a.at >= ${at}::text::timestamptz order by a.at, a.id`;
}

/** How many reminders were made since a moment of the case clock, and of how many reports. */
export async function remindersSince(
  tx: Tx,
  at: string,
): Promise<{ reminders: number; reports: number }> {
  const [row] = await tx<{ reminders: number; reports: number }[]>`
    select count(*)::int as reminders, count(distinct report)::int as reports
    from simpul.reminder where made_at >= ${at}::text::timestamptz`;
  return row ?? { reminders: 0, reports: 0 };
}
