import type { Ability } from "@simpul/access";
import { states as everyState } from "@simpul/domain";
import { instantText } from "../client.ts";
import type { Fragment } from "../client.ts";
import { policyCondition } from "../policy.ts";
import type { Tx } from "../scope.ts";
import { conditions } from "./list-filter.ts";
import type { ListFilter } from "./list-filter.ts";
import { few, isFew, planFor, reachOf } from "./list-plan.ts";
import { findCopies } from "./reports.ts";
import type { LoadedReport } from "./reports.ts";

/** `due`: the earliest deadline first, then what has none, newest first. `changed`: what changed last first. */
export const listOrders = ["due", "newest", "changed"] as const;
export type ListOrder = (typeof listOrders)[number];

/** The row that a page ended with. `at` is its deadline, its arrival or its last change, as the order and `part` say. */
export interface ListPlace {
  readonly part: "due" | "undue" | "newest" | "changed";
  readonly at: string;
  readonly id: string;
}

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
}

/** By keyset: a page costs the same wherever it lies. What nobody may list is not there. */
export async function pageOfReports(
  tx: Tx,
  ability: Ability,
  ask: ListAsk,
): Promise<ListedReport[]> {
  const { tenant, filter, order, after, limit } = ask;
  const walked = walkedBy(ask);
  const isGathered = await isFew(tx, ability, tenant, filter, ask.gathers ?? few, walked);
  // Of a state there are two indexes in order, and one of them is far longer.
  const planned = planFor(tx, isGathered ? "few" : walked === "states" ? "many" : "walked");
  const meets = tx`(${policyCondition(tx, ability, "list")}) and r.tenant = ${tenant}
    ${reachOf(tx, ability)} ${conditions(tx, ability, filter)}`;
  const from = amongFound(tx, tenant, filter);
  // A state that is named twice would be listed twice.
  const among = [...new Set<string>(filter.states ?? everyState)];
  const part = (name: ListPlace["part"], only: Fragment, count: number) =>
    placesOf(tx, tx`${meets} ${only}`, name, {
      from,
      among,
      after: after?.part === name ? after : undefined,
      limit: count,
      isGathered,
    });
  const find = async (): Promise<ListPlace[]> => {
    switch (order) {
      case "newest":
        // A state each: the index that has them in order has them in order within one.
        return isGathered || walked !== "states"
          ? part("newest", tx``, limit)
          : merged(
              among.map((state) => part("newest", tx`and r.state = ${state}`, limit)),
              limit,
            );
      case "due": {
        const due =
          after?.part === "undue" ? [] : await part("due", tx`and r.due_at is not null`, limit);
        if (due.length === limit) return due;
        return [...due, ...(await part("undue", tx`and r.due_at is null`, limit - due.length))];
      }
      case "changed":
        // Two indexes in one order: what was only taken in has no entry in the one of changes.
        return merged(
          [
            part(
              "changed",
              tx`and (r.state <> 'received' or r.updated_at <> r.received_at)`,
              limit,
            ),
            unchanged(tx, meets, { from, among, after, limit, isGathered }),
          ],
          limit,
        );
    }
  };
  // It travels ahead of what it is for, on the same connection.
  const [, places] = await Promise.all([planned, find()]);
  const [, copies] = await Promise.all([
    planFor(tx, "walked"),
    findCopies(
      tx,
      places.map(({ id }) => ({ tenant, report: id })),
    ),
  ]);
  const byId = new Map(copies.map((loaded) => [loaded.id, loaded]));
  return places.flatMap((place) => {
    const loaded = byId.get(place.id);
    return loaded === undefined ? [] : [{ loaded, place }];
  });
}

/** Reports; of a search those that were found, each by its key, for the planner would read a whole tenant for them. */
function amongFound(tx: Tx, tenant: string, { found }: ListFilter): Fragment {
  if (found === undefined || "query" in found.bySaying) return tx`simpul.report r`;
  const ids = new Set([...found.byTrackingId, ...found.byExternalId, ...found.bySaying]);
  return tx`unnest(${[...ids]}::uuid[]) k (id) cross join lateral (
    select * from simpul.report r where r.tenant = ${tenant} and r.id = k.id offset 0) r`;
}

/** What the index of the order has in order: a state's reports, the deadlines. */
function walkedBy({ order, filter: { states } }: ListAsk): "states" | "due" | "none" {
  if (order === "due") return "due";
  return order === "newest" && states !== undefined && states.length <= mostStates
    ? "states"
    : "none";
}

/** More than these are nearly all. */
const mostStates = 4;

async function merged(parts: readonly Promise<ListPlace[]>[], limit: number): Promise<ListPlace[]> {
  return (await Promise.all(parts))
    .flat()
    .toSorted((a, b) => descending(a.at, b.at) || descending(a.id, b.id))
    .slice(0, limit);
}

const descending = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1);

interface Cut {
  readonly from: Fragment;
  /** The states that it may be in. */
  readonly among: readonly string[];
  readonly after: ListPlace | undefined;
  readonly limit: number;
  readonly isGathered: boolean;
}

async function placesOf(
  tx: Tx,
  meets: Fragment,
  part: ListPlace["part"],
  cut: Cut,
): Promise<ListPlace[]> {
  const at =
    part === "due" ? tx`r.due_at` : part === "changed" ? tx`r.updated_at` : tx`r.received_at`;
  return read(tx, part, at, meets, cut);
}

/** Changed last when it was taken in: the index of arrivals has it in the order of changes. */
function unchanged(tx: Tx, meets: Fragment, cut: Cut): Promise<ListPlace[]> {
  const only = tx`${meets} and r.state = 'received' and r.updated_at = r.received_at`;
  return read(tx, "changed", tx`r.received_at`, only, cut);
}

async function read(
  tx: Tx,
  part: ListPlace["part"],
  at: Fragment,
  meets: Fragment,
  { from, among, after, limit, isGathered }: Cut,
): Promise<ListPlace[]> {
  const isUp = part === "due";
  const beyond =
    after === undefined
      ? tx``
      : tx`and (${at}, r.id) ${isUp ? tx`>` : tx`<`} (${after.at}::text::timestamptz, ${after.id}::uuid)`;
  const order = isUp ? tx`at, id` : tx`at desc, id desc`;
  const rows =
    part === "due" && !isGathered
      ? // A state each: the index of deadlines has them in order within one.
        await tx<{ id: string; at: string }[]>`
          select q.id, q.at from unnest(${[...among]}::text[]) s (state) cross join lateral (
            select r.id, ${at} as at from ${from} where ${meets} and r.state = s.state ${beyond}
            order by ${order} limit ${limit}
          ) q
          order by ${order} limit ${limit}`
      : await tx<{ id: string; at: string }[]>`
    select id, at from (
      -- A bound of none is a border for the planner: what is gathered is not walked to because a page is short.
      select r.id, ${at} as at from ${from} where ${meets} ${beyond} ${isGathered ? tx`offset 0` : tx``}
    ) q
    order by ${order}
    limit ${limit}`;
  return rows.map((row) => ({ part, at: instantText(row.at), id: row.id }));
}

/** How many there are, counted up to a bound: nobody waits for the end of a million. */
export async function countReports(
  tx: Tx,
  ability: Ability,
  { tenant, filter, most }: { tenant: string; filter: ListFilter; most: number },
): Promise<number> {
  const planned = planFor(tx, "counted");
  const counting = tx<{ count: number }[]>`
    select count(*)::int as count from (
      select from simpul.report r
      where (${policyCondition(tx, ability, "list")}) and r.tenant = ${tenant}
        ${reachOf(tx, ability)} ${conditions(tx, ability, filter)}
      limit ${most}
    ) found`;
  const [, [row]] = await Promise.all([planned, counting]);
  return row?.count ?? 0;
}
