import type { ReportClass } from "../report/vocabulary.ts";
import type { ClockName } from "./name.ts";

export const clockUnits = ["workingDays", "calendarDays", "hours"] as const;
export type ClockUnit = (typeof clockUnits)[number];

/** One line of a clock policy. Figures change: they are data with their legal basis, never constants in a rule. */
export interface ClockRule {
  readonly id: string;
  readonly clock: ClockName;
  readonly amount: number;
  readonly unit: ClockUnit;
  /** Only for these; a rule that names its class or category outweighs one that does not. */
  readonly classes?: readonly ReportClass[];
  readonly categories?: readonly string[];
  readonly supervisory?: boolean;
  /** Only what this tenant owes, within the national bounds. */
  readonly tenant?: string;
  /** A step that hangs on another: never later than so many units from the assignment. */
  readonly boundFromAssignment?: number;
  /** Units after which somebody is reminded, in the order they come; the deadline itself always is. */
  readonly warnAt: readonly number[];
  readonly legalBasis: string;
  /** Clocks that start on this date or later, in the zone of who owes the act. */
  readonly validFrom: string;
  /** The last date, of a crisis override: it ends by itself. */
  readonly validUntil?: string;
}

/** What a tenant may make of the national rule of a clock. */
export interface ClockBounds {
  readonly clock: ClockName;
  readonly least: number;
  readonly most: number;
}

export interface ClockPolicy {
  readonly version: string;
  readonly rules: readonly ClockRule[];
  readonly bounds: readonly ClockBounds[];
  /** Working days for which questions to the reporter may stop the clocks, of one report in all. */
  readonly mostPausedDays: number;
}

/** What a rule is chosen by. */
export interface Owed {
  readonly clock: ClockName;
  readonly tenant: string;
  /** Day 0. */
  readonly from: string;
  readonly class?: ReportClass;
  readonly category?: string;
  readonly supervisory: boolean;
}

/**
 * The rule of a clock that starts: of those that apply the most particular, of equals the latest valid one. A crisis
 * override outweighs everything while it lasts. A tenant's own rule may promise more than the national one of the same
 * class, never less: its amount is kept within the bounds and below the national amount, in the same unit.
 * @returns undefined where the policy has none: such a clock does not run
 */
export function ruleFor(policy: ClockPolicy, owed: Owed): ClockRule | undefined {
  const fitting = policy.rules
    .filter((rule) => fits(rule, owed))
    .toSorted((a, b) => weight(b) - weight(a) || (a.validFrom < b.validFrom ? 1 : -1));
  const [best] = fitting;
  if (best?.tenant === undefined || best.validUntil !== undefined) return best;
  const national = fitting.find(({ tenant }) => tenant === undefined);
  if (national === undefined) return best;
  if (national.unit !== best.unit) return national;
  const bounds = policy.bounds.find(({ clock }) => clock === owed.clock);
  const most = Math.min(national.amount, bounds?.most ?? national.amount);
  const { boundFromAssignment = national.boundFromAssignment } = best;
  return {
    ...best,
    amount: Math.min(Math.max(best.amount, bounds?.least ?? 0), most),
    ...(boundFromAssignment === undefined ? {} : { boundFromAssignment }),
  };
}

function fits(rule: ClockRule, owed: Owed): boolean {
  return (
    rule.clock === owed.clock &&
    rule.validFrom <= owed.from &&
    (rule.validUntil === undefined || owed.from <= rule.validUntil) &&
    (rule.tenant === undefined || rule.tenant === owed.tenant) &&
    (rule.supervisory === undefined || rule.supervisory === owed.supervisory) &&
    (rule.classes === undefined ||
      (owed.class !== undefined && rule.classes.includes(owed.class))) &&
    (rule.categories === undefined ||
      (owed.category !== undefined && rule.categories.includes(owed.category)))
  );
}

const weight = (rule: ClockRule): number =>
  (rule.validUntil === undefined ? 0 : 16) +
  (rule.tenant === undefined ? 0 : 8) +
  (rule.categories === undefined ? 0 : 4) +
  (rule.classes === undefined ? 0 : 2) +
  (rule.supervisory === undefined ? 0 : 1);
