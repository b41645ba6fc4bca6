import type { Ability, Action } from "@simpul/access";
import type { Tx } from "./scope.ts";

/**
 * The policy of a list query on `simpul.report r` as SQL: what `ability.can` says of one row, said of all of them. Operators are a
 * whitelist (equality of text); a rule this cannot translate throws, because a silently dropped condition leaks.
 */
export function policyCondition(tx: Tx, ability: Ability, action: Action) {
  const columns = new Map([
    ["tenant", tx`r.tenant`],
    ["unit", tx`r.unit`],
    ["class", tx`r.class`],
    ["channelId", tx`r.channel_id`],
    ["accusedTenant", tx`(case when r.accused_unit is null then r.accused_tenant end)`],
  ]);
  // CASL lists the rule of the highest priority first: the last one written wins.
  let condition = tx`false`;
  for (const rule of ability.rulesFor(action, "Report").toReversed()) {
    let matches = tx`true`;
    for (const [field, wanted] of Object.entries(rule.conditions ?? {})) {
      const column = columns.get(field);
      if (column === undefined || typeof wanted !== "string")
        throw new Error(`a rule on ${field} has no translation to SQL`);
      // NULL-safe: an unset column never equals, and never makes the whole condition unknown.
      matches = tx`${matches} and ${column} is not distinct from ${wanted}::text`;
    }
    condition = rule.inverted
      ? tx`(${condition}) and not (${matches})`
      : tx`(${condition}) or (${matches})`;
  }
  return condition;
}
