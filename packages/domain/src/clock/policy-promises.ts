import type { Complain } from "../calendar/reading.ts";
import { classes } from "../report/vocabulary.ts";
import { type ClockPolicy, type ClockRule, ruleFor } from "./policy.ts";

/**
 * Whether the rules of a policy keep what the nation promises (PRODUCT, "The statutory clock"): no amount lies beyond the
 * bounds of its clock but that of a national crisis override, which has an end; a tenant's rule has the unit of the
 * national one that it stands before and, without an end, gives no more time than that; no two are chosen by the same.
 * @param policy well-formed: the pointers are places in its lists
 */
export function complainOfPromises({ rules, bounds }: ClockPolicy, complain: Complain): void {
  for (const [i, rule] of rules.entries()) {
    const at = `/rules/${i}`;
    const { clock, amount, tenant, validUntil } = rule;
    const bound = bounds.find((one) => one.clock === clock);
    const isNationalOverride = tenant === undefined && validUntil !== undefined;
    const isOutside = bound !== undefined && (amount < bound.least || amount > bound.most);
    if (bound !== undefined && isOutside && !isNationalOverride)
      complain(
        `${at}/amount`,
        `wanted ${bound.least} to ${bound.most}, the bounds of ${clock}; ` +
          (tenant === undefined
            ? "only a crisis override, which has a validUntil, goes beyond them"
            : "a tenant never goes beyond them"),
      );
    else if (tenant !== undefined)
      complainOfTenant(rule, rules, bound !== undefined && validUntil !== undefined, at, complain);
    const twin = rules.findIndex((one) => choiceOf(one) === choiceOf(rule));
    if (twin < i)
      complain(at, `it is for the very same as /rules/${twin}: give it another validFrom`);
  }
}

/** @param mayExceed a crisis override, which the bounds of its clock limit */
function complainOfTenant(
  rule: ClockRule,
  rules: readonly ClockRule[],
  mayExceed: boolean,
  at: string,
  complain: Complain,
): void {
  const national = nationalOf(rule, rules);
  if (national.size === 0)
    complain(`${at}/clock`, `the nation has no ${rule.clock} that this could stand before`);
  for (const { id, unit, amount } of national) {
    if (unit !== rule.unit) complain(`${at}/unit`, `wanted ${unit}, as in the national ${id}`);
    else if (rule.amount > amount && !mayExceed)
      complain(
        `${at}/amount`,
        `wanted ${amount} at most, as in the national ${id}: a tenant may promise more, never less`,
      );
  }
}

/** The lasting national rules that would be chosen, for one report or another, where the tenant's is. */
function nationalOf(rule: ClockRule, rules: readonly ClockRule[]): ReadonlySet<ClockRule> {
  const lasting = rules.filter(
    ({ clock, tenant, validUntil }) =>
      clock === rule.clock && tenant === undefined && validUntil === undefined,
  );
  const policy = { version: "", rules: lasting, bounds: [], mostPausedDays: 0 };
  const starts = lasting.map(({ validFrom }) => validFrom).filter((day) => day > rule.validFrom);
  const named = lasting.flatMap(({ categories = [] }) => categories);
  const found = new Set<ClockRule>();
  for (const from of [rule.validFrom, ...starts])
    for (const ofClass of rule.classes ?? classes)
      for (const supervisory of rule.supervisory === undefined ? [true, false] : [rule.supervisory])
        for (const category of rule.categories ?? [undefined, ...named]) {
          const chosen = ruleFor(policy, {
            clock: rule.clock,
            tenant: rule.tenant ?? "",
            from,
            class: ofClass,
            supervisory,
            ...(category !== undefined && { category }),
          });
          if (chosen !== undefined) found.add(chosen);
        }
  return found;
}

/** What a rule is chosen by, besides its place in the list. */
function choiceOf(rule: ClockRule): string {
  const { clock, classes: of, categories, supervisory, tenant, validFrom, validUntil } = rule;
  const isOverride = validUntil !== undefined;
  return JSON.stringify([
    clock,
    of?.toSorted(),
    categories?.toSorted(),
    supervisory,
    tenant,
    validFrom,
    isOverride,
  ]);
}
