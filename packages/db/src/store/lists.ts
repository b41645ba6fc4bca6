import type { Ability } from "@simpul/access";
import { instantText } from "../client.ts";
import type { Fragment } from "../client.ts";
import { policyCondition } from "../policy.ts";
import type { Tx } from "../scope.ts";
import { chargeColumn } from "./in-charge.ts";
import type { InCharge } from "./in-charge.ts";
import { conditions, isDue } from "./list-filter.ts";
import type { ListFilter } from "./list-filter.ts";
import type { ListOrder, ListPlace } from "./list-place.ts";
import { few, isApart, planFor, restOf, walkOf, wayOf } from "./list-plan.ts";
import { reachOf } from "./list-reach.ts";
import { apart, gathered, walked } from "./list-rows.ts";
import type { ListWalk } from "./list-plan.ts";
import type { ListRows } from "./list-rows.ts";
import { loadedColumns, loadedReport } from "./reports.ts";
import type { LoadedReport, LoadedRow } from "./reports.ts";

export interface ListAsk {
  readonly tenant: string;
  readonly filter: ListFilter;
  readonly order: ListOrder;
  readonly after?: ListPlace;
  readonly limit: number;
  /** Up to so many rows are gathered and sorted; of more, an index is walked. What is found is the same. */
  readonly gathers?: number;
}

export interface ListedReport {
  readonly loaded: LoadedReport;
  readonly place: ListPlace;
  /** On whose desk it lies, as `inChargeOf` says it. */
  readonly inCharge?: Pick<InCharge, "officer" | "name">;
}

/** By keyset: a page costs the same wherever it lies. What nobody may list is not there. */
export async function pageOfReports(
  tx: Tx,
  ability: Ability,
  { tenant, filter, order, after, limit, gathers = few }: ListAsk,
): Promise<ListedReport[]> {
  const along = walkOf(order, filter);
  const way = await wayOf(tx, ability, { tenant, filter, along, most: gathers });
  if (way.by === "keys" && way.keys.length === 0) return [];
  const listing = {
    tenant,
    filter,
    after,
    meets: meeting(tx, ability, tenant, filter),
    // Of two conditions on one column the planner would rather go through all states.
    meetsOne: meeting(tx, ability, tenant, restOf(filter)),
  };
  if (way.by !== "walking") {
    // What is looked up by its key is so however often it is planned.
    const planned = way.by === "keys" ? "walked" : "few";
    return read(tx, planned, gathered(tx, listing, { way, order, limit }));
  }
  const walk = (part: ListPlace["part"], on: ListWalk, count: number) =>
    // Of a state and of a value there are two indexes in order, and one of them is far longer.
    read(
      tx,
      on === "states" || on === "named" ? "many" : "walked",
      walked(tx, listing, on, part, count),
    );
  if (order !== "due") return walk(order, along, limit);
  const due = after?.part === "undue" ? [] : await walk("due", along, limit);
  // What is narrowed by its deadline has one.
  if (due.length === limit || isDue(filter)) return due;
  return [...due, ...(await walk("undue", walkOf("newest", filter), limit - due.length))];
}

/** What hardly anything meets stands first, for a row is asked in this order. */
const meeting = (tx: Tx, ability: Ability, tenant: string, filter: ListFilter): Fragment =>
  tx`r.tenant = ${tenant} ${conditions(tx, ability, filter)} ${reachOf(tx, ability)}
    and (${policyCondition(tx, ability, "list")})`;

type Place = Pick<ListPlace, "part" | "at">;
type Charge = Pick<InCharge, "officer" | "name">;
type ListedRow = LoadedRow & { readonly charge: Charge | null };

async function read(
  tx: Tx,
  planned: "few" | "many" | "walked",
  { tenant, from, order, limit }: ListRows,
): Promise<ListedReport[]> {
  // The plans travel ahead of what they are for, on the same connection.
  const plan = planFor(tx, planned);
  if (planned === "walked") {
    const [, rows] = await Promise.all([
      plan,
      tx<(ListedRow & Place)[]>`
        select ${loadedColumns(tx)}, ${chargeColumn(tx)}, r.at, r.part from (${from}) r
        order by ${order} limit ${limit}`,
    ]);
    return rows.map((row) => listed(row, row));
  }
  const [, places] = await Promise.all([
    plan,
    tx<(Place & { id: string })[]>`
      select id, at, part from (${from}) r order by ${order} limit ${limit}`,
  ]);
  // By their keys alone, which is planned once a connection: with what was planned for this page it would be planned for each.
  const [, rows] = await Promise.all([
    planFor(tx, "walked"),
    tx<ListedRow[]>`
      select ${loadedColumns(tx)}, ${chargeColumn(tx)}
      from unnest(${places.map(({ id }) => id)}::uuid[]) k (id)
      cross join lateral (
        select * from simpul.report r where r.tenant = ${tenant} and r.id = k.id offset 0) r`,
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return places.flatMap((place) => {
    const row = byId.get(place.id);
    return row === undefined ? [] : [listed(row, place)];
  });
}

const listed = (row: ListedRow, { part, at }: Place): ListedReport => ({
  loaded: loadedReport(row),
  place: { part, at: instantText(at), id: row.id },
  ...(row.charge === null ? {} : { inCharge: row.charge }),
});

/** How many there are, counted up to a bound: nobody waits for the end of a million. */
export async function countReports(
  tx: Tx,
  ability: Ability,
  { tenant, filter, most }: { tenant: string; filter: ListFilter; most: number },
): Promise<number> {
  const meets = meeting(tx, ability, tenant, filter);
  const from = entrusted(tx, tenant, filter);
  const some = (state: Fragment): Fragment =>
    tx`select from ${from} where ${meets} ${state} limit ${most}`;
  const planned = planFor(tx, "counted");
  const counting = tx<{ count: number }[]>`
    select count(*)::int as count from (
      select from (${isApart(filter) && !Array.isArray(filter.inCharge) ? apart(tx, filter, some) : some(tx``)}) each limit ${most}) found`;
  const [, [row]] = await Promise.all([planned, counting]);
  return row?.count ?? 0;
}

/** Reports; of officers those that they have, each by its key. */
function entrusted(tx: Tx, tenant: string, { inCharge }: ListFilter): Fragment {
  if (inCharge === undefined || inCharge === "nobody") return tx`simpul.report r`;
  return tx`(
      select c.report as id from simpul.in_charge c
      where c.tenant = ${tenant} and c.officer = any (${[...inCharge]}::uuid[]) offset 0) k
    cross join lateral (
      select * from simpul.report r where r.tenant = ${tenant} and r.id = k.id offset 0) r`;
}
