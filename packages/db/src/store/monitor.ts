import type { Ability } from "@simpul/access";
import { instantText } from "../client.ts";
import type { Fragment } from "../client.ts";
import { policyCondition } from "../policy.ts";
import type { Tx } from "../scope.ts";
import { conditions } from "./list-filter.ts";
import type { ListFilter } from "./list-filter.ts";

/** What open reports are counted by. A province is the first two digits of the place. */
export const monitorGroups = [
  "institution",
  "category",
  "class",
  "province",
  "unit",
  "officer",
] as const;
export type MonitorGroup = (typeof monitorGroups)[number];

export interface MonitorQuery {
  readonly tenant: string;
  readonly by: MonitorGroup;
  /** RFC 3339: what is past its earliest deadline then is overdue, and what is due before `soon` is due soon. */
  readonly now: string;
  readonly soon: string;
  /** States that count as open, those that nobody answerable has taken up yet, and those that were answered. */
  readonly open: readonly string[];
  readonly unprocessed: readonly string[];
  readonly answered: readonly string[];
  readonly filter: ListFilter;
}

export interface MonitorCount {
  /** Null: the report has none. */
  readonly key: string | null;
  readonly open: number;
  readonly unprocessed: number;
  readonly answered: number;
  readonly overdue: number;
  readonly soon: number;
  /** RFC 3339, UTC; none where no clock runs. */
  readonly oldestDeadline: string | null;
  /** Whole days since the reports were received: half of them are younger than a day more. */
  readonly medianDays: number;
}

interface Row extends Omit<MonitorCount, "oldestDeadline"> {
  readonly whole: boolean;
  readonly oldest: string | null;
}

/** More groups than a country has institutions; of officers, more than any tenant. */
const most = 2000;

/** Counts of the open reports that a policy lets somebody list, in one statement, with the sum of all. */
export async function countOpenReports(
  tx: Tx,
  ability: Ability,
  query: MonitorQuery,
): Promise<{ total: MonitorCount; groups: MonitorCount[] }> {
  const { tenant, by, now, soon, open, unprocessed, answered, filter } = query;
  const at = (moment: string) => tx`${moment}::text::timestamptz`;
  const among = (states: readonly string[]) => tx`r.state = any (${[...states]}::text[])`;
  const rows = await tx<Row[]>`
    select grouping(key) = 1 as whole, key,
      count(*)::int as open,
      count(*) filter (where ${among(unprocessed)})::int as unprocessed,
      count(*) filter (where ${among(answered)})::int as answered,
      count(*) filter (where r.due_at < ${at(now)})::int as overdue,
      count(*) filter (where r.due_at >= ${at(now)} and r.due_at < ${at(soon)})::int as soon,
      min(r.due_at) as oldest,
      greatest(0, floor(extract(epoch from ${at(now)}
        - percentile_disc(0.5) within group (order by r.received_at desc)) / 86400))::int as "medianDays"
    from (
      select ${keyOf(tx, by)} as key, r.state, r.due_at, r.received_at
      from simpul.report r ${by === "officer" ? ofOfficer(tx) : tx``}
      where r.tenant = ${tenant} and ${among(open)}
        and (${policyCondition(tx, ability, "list")}) ${conditions(tx, ability, filter)}
    ) r
    group by grouping sets ((key), ())
    order by whole desc, overdue desc, key limit ${most + 1}`;
  const counts = rows.map(({ whole: _, oldest, ...counted }) => ({
    ...counted,
    oldestDeadline: oldest === null ? null : instantText(oldest),
  }));
  // The sum of nothing is a row too, without an age.
  const [total = none, ...groups] = counts;
  return total.open === 0 ? { total: none, groups: [] } : { total, groups };
}

const none: MonitorCount = {
  key: null,
  open: 0,
  unprocessed: 0,
  answered: 0,
  overdue: 0,
  soon: 0,
  oldestDeadline: null,
  medianDays: 0,
};

function keyOf(tx: Tx, by: MonitorGroup): Fragment {
  switch (by) {
    case "institution":
      return tx`r.institution`;
    case "category":
      return tx`r.category`;
    case "class":
      return tx`r.class`;
    case "province":
      return tx`left(r.area, 2)`;
    case "unit":
      return tx`r.unit`;
    case "officer":
      return tx`o.id::text`;
  }
}

/** On whose desk a case lies, as `inChargeOf` says it. */
const ofOfficer = (tx: Tx): Fragment => tx`
  left join simpul.in_charge c on c.tenant = r.tenant and c.report = r.id and c.unit is not distinct from r.unit
  left join simpul.officer o on o.tenant = c.tenant and o.id = c.officer and o.ended_at is null`;
