import type { AlarmKind, RosterAlarm } from "@simpul/domain";
import type { Database } from "../client.ts";
import { withScope } from "../scope.ts";
import type { Scope, Tx } from "../scope.ts";

/**
 * Keeps what is wrong with a roster now, and forgets what was settled: should it come again, it is told again.
 * @returns those that were not known, which are to be told
 */
export async function keepRosterAlarms(
  tx: Tx,
  tenant: string,
  alarms: readonly RosterAlarm[],
  at: string,
): Promise<RosterAlarm[]> {
  const json = JSON.stringify(alarms);
  await tx`
    delete from simpul.roster_alarm a
    where a.tenant = ${tenant} and not exists (
      select from json_to_recordset(${json}::text::json) as n (kind text, matter text, step text)
      where n.kind = a.kind and n.matter = a.matter and n.step = a.step)`;
  const rows = await tx<Pick<RosterAlarm, "kind" | "matter" | "step">[]>`
    insert into simpul.roster_alarm (tenant, kind, matter, step, since)
    select ${tenant}, kind, matter, step, ${at}::text::timestamptz
    from json_to_recordset(${json}::text::json) as n (kind text, matter text, step text)
    on conflict do nothing
    returning kind, matter, step`;
  const fresh = new Set(rows.map(keyOf));
  return alarms.filter((alarm) => fresh.has(keyOf(alarm)));
}

const keyOf = ({ kind, matter, step }: Pick<RosterAlarm, "kind" | "matter" | "step">): string =>
  JSON.stringify([kind, matter, step]);

/** How much is wrong, of all tenants of the deployment together. */
export async function countRosterAlarms(
  db: Database,
  scope: Scope,
): Promise<{ kind: AlarmKind; count: number }[]> {
  return withScope(db, scope, async (tx) => [
    ...(await tx<{ kind: AlarmKind; count: number }[]>`
      select kind, count(*)::int as count from simpul.roster_alarm group by kind order by kind`),
  ]);
}
