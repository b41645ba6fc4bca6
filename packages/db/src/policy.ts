import type { Ability, Action, ReportPart } from "@simpul/access";
import type { Fragment } from "./client.ts";
import type { Tx } from "./scope.ts";

/**
 * The policy of a list query on `simpul.report r` as SQL: what `ability.can` says of one row, said of all of them.
 * Operators are a whitelist (equality of text, `$in` a list of texts, for `supporting` any of them); a rule this cannot
 * translate throws, because a silently dropped condition leaks.
 * @param part of a report that is to be read; without it, any
 */
export function policyCondition(
  tx: Tx,
  ability: Ability,
  action: Action,
  part?: ReportPart,
): Fragment {
  // CASL lists the rule of the highest priority first: the last one written wins.
  let condition = tx`false`;
  for (const rule of ability.rulesFor(action, "Report", part).toReversed()) {
    let matches = tx`true`;
    for (const [field, wanted] of Object.entries(rule.conditions ?? {}))
      matches = tx`${matches} and ${comparison(tx, field, wanted)}`;
    condition = rule.inverted
      ? tx`(${condition}) and not (${matches})`
      : tx`(${condition}) or (${matches})`;
  }
  return condition;
}

/** NULL-safe: an unset column never equals, and never makes the whole condition unknown. */
function comparison(tx: Tx, field: string, wanted: unknown): Fragment {
  const any = anyOf(wanted);
  if (any !== undefined && field === "supporting")
    return tx`coalesce(r.supporting && ${any}::text[], false)`;
  const column = columnOf(tx, field);
  if (column !== undefined && typeof wanted === "string")
    return tx`${column} is not distinct from ${wanted}::text`;
  if (column !== undefined && any !== undefined)
    return tx`coalesce(${column} = any (${any}::text[]), false)`;
  throw new Error(`a rule on ${field} has no translation to SQL`);
}

function columnOf(tx: Tx, field: string): Fragment | undefined {
  switch (field) {
    case "tenant":
      return tx`r.tenant`;
    case "id":
      return tx`r.id::text`;
    case "institution":
      return tx`r.institution`;
    case "unit":
      return tx`r.unit`;
    case "class":
      return tx`r.class`;
    case "channelId":
      return tx`r.channel_id`;
    case "accusedTenant":
      return tx`(case when r.accused_unit is null then r.accused_tenant end)`;
    case "accusedUnit":
      return tx`(coalesce(r.accused_tenant, r.tenant) || '/' || r.accused_unit)`;
    default:
      return undefined;
  }
}

/** The texts of `{$in: […]}`, and of nothing that says more. */
function anyOf(wanted: unknown): string[] | undefined {
  if (typeof wanted !== "object" || wanted === null || Object.keys(wanted).length !== 1)
    return undefined;
  const listed: unknown = "$in" in wanted ? wanted.$in : undefined;
  return Array.isArray(listed) && listed.every((each) => typeof each === "string")
    ? listed
    : undefined;
}
