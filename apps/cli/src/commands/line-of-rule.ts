import type { ClockRule } from "@simpul/domain";

const units = {
  workingDays: "working days",
  calendarDays: "calendar days",
  hours: "hours",
} as const satisfies Record<ClockRule["unit"], string>;

/** `followUp: followUp 5 working days, for complaint, of 64.71, 2026-01-01 to 2026-03-31 (UU 25/2009)` */
export function lineOfRule(rule: ClockRule): string {
  const { id, clock, amount, unit, classes = [], categories = [], supervisory, tenant } = rule;
  const { boundFromAssignment, validFrom, validUntil, legalBasis } = rule;
  const of = [
    ...(supervisory === undefined ? [] : [supervisory ? "supervisory" : "not supervisory"]),
    ...classes,
    ...categories,
  ];
  return [
    `${id}: ${clock} ${amount} ${units[unit]}`,
    ...(boundFromAssignment === undefined ? [] : [`day ${boundFromAssignment} at the latest`]),
    ...(of.length === 0 ? [] : [`for ${of.join(" ")}`]),
    ...(tenant === undefined ? [] : [`of ${tenant}`]),
    `${validUntil === undefined ? "from " : ""}${validFrom}` +
      `${validUntil === undefined ? "" : ` to ${validUntil}`} (${legalBasis})`,
  ].join(", ");
}
