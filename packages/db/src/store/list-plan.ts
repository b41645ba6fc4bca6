import type { Ability } from "@simpul/access";
import type { Fragment } from "../client.ts";
import type { Tx } from "../scope.ts";
import { areaWithin, dueWithin, flagged, isDue } from "./list-filter.ts";
import type { ListFilter, ListFlag } from "./list-filter.ts";
import { narrowRules, reached } from "./list-reach.ts";

/**
 * How a page is found: few rows are gathered by what narrows them and sorted; of many, the index that has them in order is walked
 * until the page is full. The planner cannot tell: behind a wall each condition looks rarer to it than it is.
 */
export const few = 1_500;

export type ListWay =
  /** Each by its key. */
  | { readonly by: "keys"; readonly keys: readonly string[] }
  /** `apart`: what was only taken in has no entry in the index that finds the rest. */
  | { readonly by: "gathering"; readonly received: "among" | "apart" }
  | { readonly by: "walking"; readonly along: ListWalk };

/** What the index has in order: a state's reports, deadlines, changes, arrivals, or arrivals of what the filter names. */
export type ListWalk = "states" | "due" | "changes" | "arrivals" | "named";

/** More than these are nearly all. */
const mostStates = 4;
const mostValues = 8;

/** What the filter of a walk along arrivals has an index of its own for, in their order. */
export function walkOf(order: "due" | "newest" | "changed", filter: ListFilter): ListWalk {
  if (order === "due") return "due";
  if (order === "changed") return "changes";
  const { states } = filter;
  if (states !== undefined && states.length <= mostStates) return "states";
  const { categories, classes, urgencies, institutions, units } = filter;
  const isOrdered = [categories, classes, urgencies, institutions, units].some(hasOrder);
  return isOrdered || filter.flags !== undefined || isDue(filter) ? "named" : "arrivals";
}

/** Each of so few is walked by itself; of more, an index has nothing in order. */
const hasOrder = (values: readonly string[] | undefined): boolean =>
  values !== undefined && values.length <= mostValues;

/** What a filter names, as conditions that each leave an index rows in order; undefined where no index has values. */
export function valuesOf(
  tx: Tx,
  { categories, classes, urgencies, institutions, units }: ListFilter,
): Fragment[] | undefined {
  const each = (values: readonly string[] | undefined, having: (value: string) => Fragment) =>
    values !== undefined && hasOrder(values) ? [...new Set(values)].map(having) : undefined;
  return (
    each(units, (unit) => tx`and r.unit = ${unit}`) ??
    each(institutions, (institution) => tx`and r.institution = ${institution}`) ??
    each(categories, (category) => tx`and r.category = ${category}`) ??
    each(
      rare(classes, "complaint"),
      (one) => tx`and r.class <> 'complaint' and r.class = ${one}`,
    ) ??
    each(rare(urgencies, "normal"), (one) => tx`and r.urgency <> 'normal' and r.urgency = ${one}`)
  );
}

/** What a filter asks beside what `valuesOf` says of it. */
export function restOf(filter: ListFilter): ListFilter {
  const { units, institutions, categories, classes, urgencies, ...rest } = filter;
  const all = { units, institutions, categories, classes, urgencies };
  const walked = (["units", "institutions", "categories", "classes", "urgencies"] as const).find(
    (key) =>
      hasOrder(all[key]) &&
      !(key === "classes" && classes?.includes("complaint") === true) &&
      !(key === "urgencies" && urgencies?.includes("normal") === true),
  );
  return Object.fromEntries(
    Object.entries({ ...rest, ...all }).filter(
      ([key, value]) => key !== walked && value !== undefined,
    ),
  );
}

/** Values of which an index has all; none where the common one is among them, of which it has nothing. */
const rare = (values: readonly string[] | undefined, common: string) =>
  values?.includes(common) === true ? undefined : values;

/**
 * Whether what it names is found by an index in which nothing stands that was only taken in. Of these flags an intake has none, so
 * their indexes hold whatever has them.
 */
export function isApart({ area, categories, classes, urgencies, flags }: ListFilter): boolean {
  return flags?.some(isLater) === true
    ? false
    : [area, categories, classes, urgencies, flags].some((each) => each !== undefined);
}

const isLater = (flag: ListFlag): boolean =>
  flag === "supervisory" || flag === "returned" || flag === "waiting";

interface WayAsk {
  readonly tenant: string;
  readonly filter: ListFilter;
  readonly along: ListWalk;
  readonly most: number;
}

/**
 * Gathered is what an index finds all rows of that can meet the filter, if they are few. What the walked index begins with is
 * not counted: it is walked in any case.
 */
export async function wayOf(
  tx: Tx,
  ability: Ability,
  { tenant, filter, along, most }: WayAsk,
): Promise<ListWay> {
  const { found, inCharge } = filter;
  if (found !== undefined && !("query" in found.bySaying))
    return {
      by: "keys",
      keys: [...new Set([...found.byTrackingId, ...found.byExternalId, ...found.bySaying])],
    };
  const officers = Array.isArray(inCharge) ? (inCharge as readonly string[]) : undefined;
  const narrow = narrowing(tx, ability, filter, along);
  if (narrow.length === 0 && officers === undefined) return { by: "walking", along };
  // Each condition is answered by one index, whose entries are counted up to the bound: all of them at once.
  const counts = narrow
    .flatMap(({ conditions }) => conditions)
    .reduce(
      (all, condition) => tx`${all}, (
        select count(*)::int from (
          select from simpul.report r where r.tenant = ${tenant} ${condition} limit ${most + 1}) found)`,
      officers === undefined
        ? tx`null`
        : tx`array(
            select c.report from simpul.in_charge c
            where c.tenant = ${tenant} and c.officer = any (${[...officers]}::uuid[]) limit ${most + 1})`,
    );
  const planned = planFor(tx, "counted");
  const [, [row]] = await Promise.all([planned, tx`select ${counts}`.values()]);
  const keys = row?.[0] as string[] | null | undefined;
  if (Array.isArray(keys) && keys.length <= most) return { by: "keys", keys };
  let at = 1;
  const isFew = narrow.filter(({ conditions }) => {
    const rows = row?.slice(at, at + conditions.length) ?? [];
    at += conditions.length;
    return rows.reduce((all: number, each) => all + Number(each), 0) <= most;
  });
  if (isFew.length === 0) return { by: "walking", along };
  return {
    by: "gathering",
    received: isFew.some(({ received }) => received === "among") ? "among" : "apart",
  };
}

interface Narrow {
  /** Any of them is met by each row. */
  readonly conditions: readonly Fragment[];
  readonly received: "among" | "apart";
}

function narrowing(tx: Tx, ability: Ability, filter: ListFilter, along: ListWalk): Narrow[] {
  const { states, institutions, units, area, categories, classes, urgencies } = filter;
  const narrow: Narrow[] = [];
  const among = (...conditions: Fragment[]) => narrow.push({ conditions, received: "among" });
  const apart = (...conditions: Fragment[]) =>
    narrow.push({
      conditions: conditions.map((condition) => tx`and r.state <> 'received' ${condition}`),
      received: "apart",
    });
  // Few values are counted one by one: of several at once the planner would rather go through all states.
  const each = (named: ListFilter, column: Fragment, values: readonly string[]) =>
    apart(...(valuesOf(tx, named) ?? [oneOf(column, values)]));
  const oneOf = (column: Fragment, values: readonly string[]): Fragment =>
    tx`and ${column} = any (${[...values]}::text[])`;
  const rules = narrowRules(ability);
  if (rules !== undefined) among(...rules.map((rule) => tx`and ${reached(tx, rule)}`));
  const isWalked = along === "named" && !isApart(filter) && !isDue(filter);
  if (units !== undefined && !isWalked) among(oneOf(tx`r.unit is not null and r.unit`, units));
  if (institutions !== undefined && !isWalked)
    among(oneOf(tx`r.institution is not null and r.institution`, institutions));
  if (states !== undefined && along !== "states" && along !== "due")
    among(oneOf(tx`r.state`, states));
  if (area !== undefined) apart(areaWithin(tx, area));
  if (isDue(filter) && along !== "due" && along !== "named") among(dueWithin(tx, filter));
  if (along === "named") return narrow;
  if (categories !== undefined) each({ categories }, tx`r.category`, categories);
  if (classes !== undefined && !classes.includes("complaint"))
    each({ classes }, tx`r.class <> 'complaint' and r.class`, classes);
  if (urgencies !== undefined && !urgencies.includes("normal"))
    each({ urgencies }, tx`r.urgency <> 'normal' and r.urgency`, urgencies);
  for (const flag of filter.flags ?? [])
    if (isLater(flag)) among(flagged(tx, flag));
    else apart(flagged(tx, flag));
  return narrow;
}

const settings = {
  counted: ["on", "off", "force_custom_plan"],
  few: ["on", "on", "force_custom_plan"],
  many: ["off", "off", "force_custom_plan"],
  walked: ["off", "off", "force_generic_plan"],
} as const;

/**
 * For the rest of the transaction: what is `counted` or `few` is planned for what it asks, by an index, and of what is counted no
 * more is read than the bound. Of `many` no row is sorted: it is walked. Where one index alone has it in order (`walked`) that is
 * planned once a connection, as is what is looked up by its key. Sent at once and not awaited: it travels ahead of what it is for.
 */
export function planFor(tx: Tx, rows: "counted" | "few" | "many" | "walked"): Promise<unknown> {
  const [sort, bitmap, mode] = settings[rows];
  return tx`
    select set_config('plan_cache_mode', ${mode}, true), set_config('enable_seqscan', 'off', true),
      set_config('enable_sort', ${sort}, true), set_config('enable_bitmapscan', ${bitmap}, true)`.execute();
}
