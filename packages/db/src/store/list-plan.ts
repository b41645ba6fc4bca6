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
  const among = (column: Fragment, values: readonly string[]): Fragment =>
    tx`and ${column} is not null and ${column} = any (${[...values]}::text[])`;
  const due = [
    ...(dueFrom === undefined ? [] : [tx`and r.due_at >= ${dueFrom}::text::timestamptz`]),
    ...(dueBefore === undefined ? [] : [tx`and r.due_at < ${dueBefore}::text::timestamptz`]),
  ];
  const rules = narrowRules(ability);
  const narrow: Fragment[][] = [
    ...(rules === undefined ? [] : [rules.map((rule) => tx`and ${reached(tx, rule)}`)]),
    ...(units === undefined ? [] : [[among(tx`r.unit`, units)]]),
    ...(institutions === undefined ? [] : [[among(tx`r.institution`, institutions)]]),
    ...(states === undefined || walked === "states" ? [] : [[among(tx`r.state`, states)]]),
    ...(due.length === 0 || walked === "due"
      ? []
      : [[due.reduce((all, each) => tx`${all} ${each}`, tx``)]]),
  ];
  return narrow.length === 0 ? false : areFew(tx, tenant, narrow, most);
}

/** Each condition is answered by one index, whose entries are counted up to the bound: all of them at once. */
async function areFew(
  tx: Tx,
  tenant: string,
  narrow: readonly (readonly Fragment[])[],
  most: number,
): Promise<boolean> {
  const counts = narrow.flat().reduce(
    (all, condition) => tx`${all}, (
      select count(*)::int from (
        select from simpul.report r where r.tenant = ${tenant} ${condition} limit ${most + 1}) found)`,
    tx`0`,
  );
  const planned = planFor(tx, "counted");
  const [, [row]] = await Promise.all([planned, tx`select ${counts}`.values()]);
  let at = 1;
  return narrow.some((conditions) => {
    let rows = 0;
    for (let n = 0; n < conditions.length; n += 1) rows += Number(row?.[at + n]);
    at += conditions.length;
    return rows <= most;
  });
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
  if (rule.unit !== undefined)
    return tx`(r.unit is not null and r.unit = any (${textsOf(rule.unit)}::text[]))`;
  if (rule.institution !== undefined)
    return tx`(r.institution is not null and r.institution = any (${textsOf(rule.institution)}::text[]))`;
  if (rule.supporting !== undefined) return tx`r.supporting is not null`;
  // Written out, for an index of such reports alone is asked only where the planner reads it.
  if (rule.class === "whistleblowing") return tx`r.class = 'whistleblowing'`;
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
