import { countDays, dateOf, endOf, type Day } from "./dossier-days.ts";
import { isDate, type Policy, type Reference, type Rule } from "./dossier-reference.ts";
import { refuted, type Refuted } from "./refuted.ts";
import { integer, list, maybe, object, oneOf, text } from "./shape.ts";
import { isCode, isInstant } from "./terms.ts";

export interface ClockTable {
  readonly name: "settlement" | "ombudsman";
  readonly rule: string;
  readonly amount: number;
  readonly unit: string;
  readonly legalBasis: string;
  readonly owedBy: string;
  readonly began: { readonly at: string; readonly by: string; readonly zone: string };
  readonly day0: string;
  readonly deadline: string;
  readonly date: string;
  readonly zone: string;
  readonly provisional: boolean;
  readonly overlays: readonly string[];
  readonly pauses: readonly { readonly from: string; readonly to?: string }[];
  readonly mostPaused: number;
  readonly days: readonly Day[];
}

const zone = oneOf("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura");
const why = object({ kind: text(32), name: maybe(text(200)), decree: maybe(text(400)) });
export const isClockTable = object({
  name: oneOf("settlement", "ombudsman"),
  rule: text(128),
  amount: integer(1, 10_000),
  unit: oneOf("workingDays", "calendarDays", "hours"),
  legalBasis: text(400),
  owedBy: isCode,
  began: object({ at: isInstant, by: isCode, zone }),
  day0: isDate,
  deadline: isInstant,
  date: isDate,
  zone,
  provisional: oneOf(true, false),
  overlays: list(isCode, 64),
  pauses: list(object({ from: isInstant, to: maybe(isInstant) }), 100),
  mostPaused: integer(0, 1000),
  days: list(object({ date: isDate, counted: maybe(integer(1)), notCounted: maybe(why) }), 3661),
});

/** What the streams and the directory say of the case that the clocks are of. */
interface Circumstances {
  readonly completeAt: string;
  /** Who made the file complete: the zone of day 0 of its class. */
  readonly completeBy: string;
  readonly hub: string;
  /** Who may owe its settlement. */
  readonly institutions: readonly string[];
  readonly class?: string;
  readonly category?: string;
  readonly supervisory: boolean;
  readonly pauses: ClockTable["pauses"];
  zoneOf(tenant: string): string;
  /** The tenant and those above it. */
  chainOf(tenant: string): readonly string[];
}

const file = "dossier.json";

/** The Ombudsman's clock, and the one of the class wherever the policy has one; each once. */
export function checkClocks(
  clocks: readonly ClockTable[],
  reference: Reference,
  known: Circumstances,
): Refuted | undefined {
  const [ombudsman] = clocks.filter(({ name }) => name === "ombudsman");
  if (ombudsman === undefined)
    return refuted("dossierClockWrong", file, "no clock of the Ombudsman");
  const hasClass = known.institutions.some(
    (owedBy) =>
      ruleFor(reference.policy.body, { ...ombudsman, name: "settlement", owedBy }, known) !==
      undefined,
  );
  const wanted = hasClass ? ["settlement", "ombudsman"] : ["ombudsman"];
  if (
    !isSame(
      clocks.map(({ name }) => name),
      wanted,
    )
  )
    return refuted("dossierClockWrong", file, `its clocks are ${wanted.join(", ")}`);
  return clocks
    .map((clock) => checkClock(clock, reference, known))
    .find((one) => one !== undefined);
}

/** One clock, counted again from what was signed. Its first difference is named; the table's own day by its date. */
function checkClock(
  clock: ClockTable,
  { calendar, policy }: Reference,
  known: Circumstances,
): Refuted | undefined {
  const at = `${file} clock ${clock.name}`;
  const wrong = (detail: string) => refuted("dossierClockWrong", at, detail);
  const { began, owedBy, day0, zone: ends } = clock;
  if (began.at !== known.completeAt) return wrong(`it began at ${known.completeAt}`);
  const isOmbudsman = clock.name === "ombudsman";
  if (began.by !== (isOmbudsman ? known.hub : known.completeBy))
    return wrong(`begun by ${began.by}`);
  if (isOmbudsman ? owedBy !== known.hub : !known.institutions.includes(owedBy))
    return wrong(`${owedBy} does not owe it`);
  if (began.zone !== known.zoneOf(began.by) || ends !== known.zoneOf(owedBy))
    return wrong("not the zone that the directory gives");
  if (day0 !== dateOf(began.at, began.zone))
    return wrong(`day 0 is ${dateOf(began.at, began.zone)}`);
  const overlays = known
    .chainOf(owedBy)
    .filter((one) => calendar.body.decrees.some(({ tenant }) => tenant === one))
    .toSorted();
  if (!isSame(clock.overlays, overlays)) return wrong("not the decrees of its tenants");
  if (!isSame(clock.pauses, known.pauses)) return wrong("not the pauses that the events make");
  if (clock.mostPaused !== policy.body.mostPausedDays) return wrong("not the bound of its pauses");
  const rule = ruleFor(policy.body, clock, known);
  if (rule === undefined || rule.id !== clock.rule)
    return wrong(`its rule is ${rule?.id ?? "none"}`);
  for (const name of ["amount", "unit", "legalBasis"] as const)
    if (rule[name] !== clock[name]) return wrong(`${name} is ${rule[name]}`);
  return clock.unit === "hours" ? checkHours(clock, at) : checkDays(clock, calendar.body, at);
}

function checkHours(
  { began, amount, deadline, date, zone: ends, days, provisional }: ClockTable,
  at: string,
) {
  const due = new Date(Date.parse(began.at) + amount * 3_600_000).toISOString();
  const isRight =
    deadline === due && date === dateOf(due, ends) && days.length === 0 && !provisional;
  return isRight ? undefined : refuted("dossierDeadlineWrong", at, `it ends at ${due}`);
}

function checkDays(clock: ClockTable, calendar: Reference["calendar"]["body"], at: string) {
  const counted = countDays(calendar, clock);
  if (counted === undefined) return refuted("dossierClockWrong", at, "it does not end");
  for (const [i, day] of counted.days.entries())
    if (!isSame(clock.days[i], day))
      return refuted("dossierDayWrong", at, `${day.date} ${day.counted ?? day.notCounted?.kind}`);
  const { date = clock.day0 } = counted.days.at(-1) ?? {};
  if (clock.days.length !== counted.days.length)
    return refuted("dossierDayWrong", at, `the last day is ${date}`);
  if (clock.date !== date || clock.deadline !== endOf(date, clock.zone))
    return refuted("dossierDeadlineWrong", at, `it ends on ${date}`);
  return clock.provisional === counted.provisional
    ? undefined
    : refuted("dossierDeadlineWrong", at, `provisional: ${counted.provisional}`);
}

/** The most particular of the rules that apply, of equals the latest; a tenant's own within the national bounds. */
function ruleFor(
  policy: Policy,
  { name, owedBy, day0 }: ClockTable,
  of: Circumstances,
): Rule | undefined {
  const fitting = policy.rules.filter(
    (one) =>
      one.clock === name &&
      one.validFrom <= day0 &&
      (one.validUntil ?? "9999") >= day0 &&
      (one.tenant ?? owedBy) === owedBy &&
      (one.supervisory ?? of.supervisory) === of.supervisory &&
      (one.classes?.includes(of.class ?? "") ?? true) &&
      (one.categories?.includes(of.category ?? "") ?? true),
  );
  const weight = (one: Rule) =>
    [one.validUntil, one.tenant, one.categories, one.classes, one.supervisory]
      .map((part) => (part === undefined ? 0 : 1))
      .join("");
  const [best] = fitting.toSorted((a, b) => {
    const [x, y] = [`${weight(a)}${a.validFrom}`, `${weight(b)}${b.validFrom}`];
    return x < y ? 1 : x > y ? -1 : 0;
  });
  const bound = policy.bounds.find(({ clock }) => clock === name);
  if (best?.tenant === undefined || best.validUntil !== undefined || bound === undefined)
    return best;
  return { ...best, amount: Math.min(Math.max(best.amount, bound.least), bound.most) };
}

/** Of plain JSON, whatever the order of names. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return one === other;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === others.length &&
    names.every(
      (name) =>
        Object.hasOwn(other, name) &&
        // Proof: both have this very name.
        isSame((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name]),
    )
  );
}
