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
