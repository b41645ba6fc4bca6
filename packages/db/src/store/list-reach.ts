import type { Ability } from "@simpul/access";
import type { Fragment } from "../client.ts";
import type { Tx } from "../scope.ts";

/**
 * What every row that somebody may list has in common, where their rules say so, in words that an index answers. The policy says
 * it too, but in a form in which no index is asked.
 */
export function reachOf(tx: Tx, ability: Ability): Fragment {
  const rules = narrowRules(ability);
  if (rules === undefined) return tx``;
  return tx`and (${rules.reduce((all, rule) => tx`${all} or ${reached(tx, rule)}`, tx`false`)})`;
}

type Reach = Readonly<Record<"unit" | "supporting" | "institution" | "class", unknown>>;

/** Conditions of the rules that let somebody list anything; undefined where one of them reaches a whole tenant. */
export function narrowRules(ability: Ability): Partial<Reach>[] | undefined {
  const rules: Partial<Reach>[] = [];
  for (const rule of ability.rulesFor("list", "Report")) {
    if (rule.inverted) continue;
    const {
      unit,
      supporting,
      institution,
      class: named,
    } = { ...rule.conditions } as Partial<Reach>;
    if (unit !== undefined) rules.push({ unit });
    else if (supporting !== undefined) rules.push({ supporting });
    else if (institution !== undefined) rules.push({ institution });
    else if (typeof named === "string") rules.push({ class: named });
    else return undefined;
  }
  return rules;
}

export function reached(tx: Tx, rule: Partial<Reach>): Fragment {
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
