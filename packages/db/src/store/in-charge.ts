import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

/** On whose desk a case lies. */
export interface InCharge {
  readonly report: string;
  readonly officer: string;
  readonly name: string;
  /** RFC 3339, UTC */
  readonly since: string;
}

/** Gives a case to an officer; whoever had it has it no more. */
export async function putInCharge(
  tx: Tx,
  tenant: string,
  given: { report: string; officer: string; unit?: string | undefined; at: string },
): Promise<void> {
  const { report, officer, unit, at } = given;
  await tx`
    insert into simpul.in_charge (tenant, report, officer, unit, since)
    values (${tenant}, ${report}, ${officer}, ${unit ?? null}, ${at})
    on conflict (tenant, report) do update set
      officer = excluded.officer, unit = excluded.unit, since = excluded.since`;
}

/**
 * Who is in charge of these reports of a tenant; none where nobody is, where they left, or where the case has gone to
 * another unit meanwhile.
 */
export async function inChargeOf(
  tx: Tx,
  tenant: string,
  reports: readonly string[],
): Promise<InCharge[]> {
  if (reports.length === 0) return [];
  const rows = await tx<InCharge[]>`
    select c.report, c.officer, o.name, c.since
    from unnest(${[...reports]}::uuid[]) k (id)
    -- Each by its key: joined, the planner would go through a whole tenant's reports for the few whose desks are asked for.
    cross join lateral (
      select * from simpul.in_charge c where c.tenant = ${tenant} and c.report = k.id offset 0) c
    cross join lateral (
      select o.name from simpul.officer o
      where o.tenant = ${tenant} and o.id = c.officer and o.ended_at is null offset 0) o
    where (select r.unit is not distinct from c.unit from simpul.report r where r.tenant = ${tenant} and r.id = c.report)
    order by c.report`;
  return rows.map((row) => ({ ...row, since: instantText(row.since) }));
}

/** The same beside other columns of `simpul.report r`, row by row; null where nobody is. */
export const chargeColumn = (tx: Tx) => tx`(
  select json_build_object('officer', c.officer, 'name', o.name)
  from simpul.in_charge c join simpul.officer o on o.tenant = c.tenant and o.id = c.officer and o.ended_at is null
  where c.tenant = r.tenant and c.report = r.id and c.unit is not distinct from r.unit) as charge`;

/**
 * Open cases on each officer's desk; whom none is given is not there. Whistleblowing is no part of it: that somebody examines
 * some is not for who looks after the roster.
 */
export async function casesInCharge(tx: Tx, tenant: string): Promise<Map<string, number>> {
  const rows = await tx<{ officer: string; count: number }[]>`
    select c.officer, count(*)::int as count
    from simpul.in_charge c
    join simpul.report r on r.tenant = c.tenant and r.id = c.report
    where c.tenant = ${tenant} and r.state not in ('archived', 'closed')
      and r.class is distinct from 'whistleblowing'
    group by c.officer`;
  return new Map(rows.map(({ officer, count }) => [officer, count]));
}

/** The open cases of an officer, from now on another's. @returns their ids */
export async function handOverCases(
  tx: Tx,
  tenant: string,
  { from, to, at }: { from: string; to: string; at: string },
): Promise<string[]> {
  const rows = await tx<{ report: string }[]>`
    update simpul.in_charge c set officer = ${to}, since = ${at}
    from simpul.report r
    where c.tenant = ${tenant} and c.officer = ${from} and r.tenant = c.tenant and r.id = c.report
      and r.state not in ('archived', 'closed')
    returning c.report`;
  return rows.map(({ report }) => report);
}

/** Nobody has the cases of an officer any more; they lie in their units. @returns their ids */
export async function releaseCases(tx: Tx, tenant: string, officer: string): Promise<string[]> {
  const rows = await tx<{ report: string }[]>`
    delete from simpul.in_charge where tenant = ${tenant} and officer = ${officer} returning report`;
  return rows.map(({ report }) => report);
}
