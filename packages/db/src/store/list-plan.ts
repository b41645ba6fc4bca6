import type { Ability } from "@simpul/access";
import type { Fragment } from "../client.ts";
import type { Tx } from "../scope.ts";
import type { ListFilter } from "./list-filter.ts";

/**
 * How a page is found: few rows are gathered by what narrows them and sorted; of many, the index that has them in order is walked
 * until the page is full. The planner cannot tell: behind a wall each condition looks rarer to it than it is.
 */
export const few = 1_500;

/**
 * Whether an index finds all rows that can meet the filter, and they are few. What the order's own index begins with is not
 * counted: it is walked in any case.
 * @param walked of the filter's parts
 */
export async function isFew(
  tx: Tx,
  ability: Ability,
  tenant: string,
  filter: ListFilter,
  most: number,
  walked: "states" | "due" | "none",
): Promise<boolean> {
  const { found, states, institutions, units, dueFrom, dueBefore } = filter;
  if (found !== undefined && !("query" in found.bySaying)) return true;
  const among = (column: Fragment, values: readonly string[]): Fragment[] =>
    values.map((value) => tx`and ${column} = ${value}`);
  const due = [
    ...(dueFrom === undefined ? [] : [tx`and r.due_at >= ${dueFrom}::text::timestamptz`]),
    ...(dueBefore === undefined ? [] : [tx`and r.due_at < ${dueBefore}::text::timestamptz`]),
  ];
  const rules = narrowRules(ability);
  const narrow: Fragment[][] = [
    ...(rules === undefined ? [] : [rules.map((rule) => tx`and ${reached(tx, rule)}`)]),
    ...(units === undefined ? [] : [among(tx`r.unit`, units)]),
    ...(institutions === undefined ? [] : [among(tx`r.institution`, institutions)]),
    ...(states === undefined || walked === "states" ? [] : [among(tx`r.state`, states)]),
    ...(due.length === 0 || walked === "due"
      ? []
      : [[due.reduce((all, each) => tx`${all} ${each}`, tx``)]]),
  ];
  for (const conditions of narrow) if (await areFew(tx, tenant, conditions, most)) return true;
  return false;
}

/** Each is answered by one index, whose entries are counted up to the bound. */
async function areFew(
  tx: Tx,
  tenant: string,
  conditions: readonly Fragment[],
  most: number,
): Promise<boolean> {
  let rows = 0;
  for (const condition of conditions) {
    const [row] = await tx<{ rows: number }[]>`
      select count(*)::int as rows from (
        select from simpul.report r where r.tenant = ${tenant} ${condition} limit ${most + 1}) found`;
    rows += row?.rows ?? 0;
    if (rows > most) return false;
  }
  return true;
}

/**
 * For the rest of the transaction: each query is planned for what it asks, by an index. Of what is `counted` no more is read than
 * the bound; of `many` no row is sorted. Sent at once and not awaited: it travels ahead of what it is for.
 */
export function planFor(tx: Tx, rows: "counted" | "few" | "many" | "byKey"): Promise<unknown> {
  const [sort, bitmap] = {
    counted: ["on", "off"],
    few: ["on", "on"],
    many: ["off", "off"],
    byKey: ["on", "on"],
  }[rows];
  // What is looked up by its key is planned once.
  const mode = rows === "byKey" ? "auto" : "force_custom_plan";
  return tx`
    select set_config('plan_cache_mode', ${mode}, true), set_config('enable_seqscan', 'off', true),
      set_config('enable_sort', ${sort ?? "on"}, true), set_config('enable_bitmapscan', ${bitmap ?? "on"}, true)`.execute();
}

/**
 * What every row that somebody may list has in common, where their rules say so, in words that an index answers. The policy says
 * it too, but in a form in which no index is asked.
 */
export function reachOf(tx: Tx, ability: Ability): Fragment {
  const rules = narrowRules(ability);
  if (rules === undefined) return tx``;
  return tx`and (${rules.reduce((all, rule) => tx`${all} or ${reached(tx, rule)}`, tx`false`)})`;
}

type Narrow = Readonly<Record<"unit" | "supporting" | "institution" | "class", unknown>>;

/** Conditions of the rules that let somebody list anything; undefined where one of them reaches a whole tenant. */
function narrowRules(ability: Ability): Partial<Narrow>[] | undefined {
  const rules: Partial<Narrow>[] = [];
  for (const rule of ability.rulesFor("list", "Report")) {
    if (rule.inverted) continue;
    const {
      unit,
      supporting,
      institution,
      class: named,
    } = { ...rule.conditions } as Partial<Narrow>;
    if (unit !== undefined) rules.push({ unit });
    else if (supporting !== undefined) rules.push({ supporting });
    else if (institution !== undefined) rules.push({ institution });
    else if (typeof named === "string") rules.push({ class: named });
    else return undefined;
  }
  return rules;
}

function reached(tx: Tx, rule: Partial<Narrow>): Fragment {
  if (rule.unit !== undefined) return tx`r.unit = any (${textsOf(rule.unit)}::text[])`;
  if (rule.institution !== undefined)
    return tx`r.institution = any (${textsOf(rule.institution)}::text[])`;
  if (rule.supporting !== undefined) return tx`r.supporting is not null`;
  return tx`r.class = ${String(rule.class)}`;
}

/** Of a condition that the policy's own translation accepts: a text, or `{$in: texts}`. */
function textsOf(wanted: unknown): string[] {
  if (typeof wanted === "string") return [wanted];
  const listed: unknown =
    typeof wanted === "object" && wanted !== null && "$in" in wanted ? wanted.$in : undefined;
  if (!Array.isArray(listed)) throw new Error("a rule has no translation to SQL");
  return listed.map(String);
}
