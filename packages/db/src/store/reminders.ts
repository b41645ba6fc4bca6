import type { ClockName } from "@simpul/domain";
import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

/** Whom a digest goes to: a role of a tenant, or of one unit of it. */
export interface Addressee {
  readonly tenant: string;
  readonly rung: string;
  readonly unit: string | null;
}

/** A digest to be made. `day`: ISO date in the zone of the tenant. */
export interface DigestDue extends Addressee {
  readonly id: string;
  readonly day: string;
}

/**
 * Whoever has reminders that were not told; reads those alone (the index `reminder_waiting`). Reporters are none of them:
 * each is told of their own report, the way it came.
 */
export async function addresseesWaiting(tx: Tx): Promise<Addressee[]> {
  return tx<Addressee[]>`
    select distinct tenant, rung, unit from simpul.reminder
    where told_on is null and rung <> 'reporter'
    order by tenant, rung, unit`;
}

/**
 * Makes each digest of everything that its addressee was not told yet, and marks that as told on its day, in one
 * statement. Of two workers the one whose digest is there makes it and marks what it holds: the other marks nothing, and
 * what only that one saw waits for the next day.
 * @param at RFC 3339, UTC
 * @returns the ids of those that were made; none where nothing waits, or where the day has its digest
 */
export async function makeDigests(
  tx: Tx,
  digests: readonly DigestDue[],
  at: string,
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    with waiting as materialized (
      select r.tenant, r.rung, r.unit, r.report, r.mark, r.deadline, d.id, d.day
      from json_to_recordset(${JSON.stringify(digests)}::text::json) as d (
        tenant text, rung text, unit text, id uuid, day date)
      join simpul.reminder r
        on r.tenant = d.tenant and r.rung = d.rung and r.unit is not distinct from d.unit and r.told_on is null
    ), made as (
      insert into simpul.digest (tenant, id, rung, unit, day, reminders, made_at)
      select tenant, id, rung, unit, day,
        jsonb_agg(jsonb_build_object('report', report, 'mark', mark) order by deadline, report, mark),
        ${at}::text::timestamptz
      from waiting group by tenant, id, rung, unit, day
      order by tenant, rung, unit
      on conflict (tenant, rung, unit, day) do nothing
      returning tenant, id
    ), told as (
      update simpul.reminder r set told_on = w.day
      from waiting w join made m on m.tenant = w.tenant and m.id = w.id
      where r.tenant = w.tenant and r.report = w.report and r.mark = w.mark and r.rung = w.rung
    )
    select id from made`;
  return rows.map(({ id }) => id);
}

/** What a digest holds of one report. `deadline`: RFC 3339, UTC. */
export interface DigestEntry extends Addressee {
  readonly report: string;
  readonly clock: ClockName;
  readonly deadline: string;
}

export async function entriesOf(
  tx: Tx,
  digests: readonly { readonly tenant: string; readonly id: string }[],
): Promise<DigestEntry[]> {
  const rows = await tx<DigestEntry[]>`
    select d.tenant, d.rung, d.unit, r.report, r.clock, r.deadline
    from json_to_recordset(${JSON.stringify(digests)}::text::json) as k (tenant text, id uuid)
    join simpul.digest d on d.tenant = k.tenant and d.id = k.id
    cross join jsonb_to_recordset(d.reminders) as e (report uuid, mark text)
    join simpul.reminder r
      on r.tenant = d.tenant and r.report = e.report and r.mark = e.mark and r.rung = d.rung
    order by r.deadline, r.report`;
  return rows.map((row) => ({ ...row, deadline: instantText(row.deadline) }));
}

/** A reminder to the reporter of a report. `deadline`: RFC 3339, UTC. */
export interface ReporterReminder {
  readonly tenant: string;
  readonly report: string;
  readonly clock: string;
  readonly deadline: string;
}

/**
 * Takes what reporters were not told yet, in the tenants where it is day, and marks it as told: in the transaction that
 * tells them, so that a worker that is killed has told nobody. Another worker takes others.
 */
export async function takeReporterReminders(
  tx: Tx,
  days: readonly { readonly tenant: string; readonly day: string }[],
  most: number,
): Promise<ReporterReminder[]> {
  const rows = await tx<ReporterReminder[]>`
    update simpul.reminder r set told_on = t.day
    from (
      select r.tenant, r.report, r.mark, r.rung, k.day
      from json_to_recordset(${JSON.stringify(days)}::text::json) as k (tenant text, day date)
      join simpul.reminder r on r.tenant = k.tenant
      where r.told_on is null and r.rung = 'reporter'
      order by r.tenant, r.report limit ${most} for update of r skip locked) t
    where r.tenant = t.tenant and r.report = t.report and r.mark = t.mark and r.rung = t.rung
    returning r.tenant, r.report, r.clock, r.deadline`;
  return rows.map((row) => ({ ...row, deadline: instantText(row.deadline) }));
}
