import {
  anyText,
  citation,
  code,
  type Complain,
  type Fault,
  fingerprint,
  listOf,
  membersOf,
  name,
  wantDate,
  wantText,
} from "../calendar/reading.ts";
import { classes } from "../report/vocabulary.ts";
import { clockNames } from "./name.ts";
import { type ClockBounds, type ClockPolicy, type ClockRule, clockUnits } from "./policy.ts";
import { complainOfPromises } from "./policy-promises.ts";

export type PolicyReading =
  | { readonly outcome: "valid"; readonly document: ClockPolicy }
  /** Every fault that was found; never none. */
  | {
      readonly outcome: "refused";
      readonly code: "badPolicy";
      readonly faults: readonly Fault[];
    };

/**
 * A clock policy that somebody brings, as parsed JSON: `{version?, note?, rules, bounds, mostPausedDays}` and members
 * of `ClockRule` and `ClockBounds`, nothing else. Amounts are in the rule's own unit, bounds in that of the national
 * rules. Without a version it gets one that its content alone decides. Refused are wrong shapes, an id twice, warnings
 * behind their deadline, and what `complainOfPromises` finds: amounts beyond the bounds, a crisis override without an
 * end, a tenant's rule that promises less than the nation's.
 */
export function validatePolicy(value: unknown): PolicyReading {
  const faults: Fault[] = [];
  const complain: Complain = (pointer, says) => faults.push({ pointer, says });
  const document = readDocument(value, complain);
  if (document !== undefined && faults.length === 0) complainOfPromises(document, complain);
  return document === undefined || faults.length > 0
    ? { outcome: "refused", code: "badPolicy", faults }
    : { outcome: "valid", document };
}

const documentMembers = ["version", "note", "rules", "bounds", "mostPausedDays"] as const;

function readDocument(value: unknown, complain: Complain): ClockPolicy | undefined {
  const fields = membersOf(value, documentMembers, "", complain);
  if (fields === undefined) return undefined;
  const { version, note } = fields;
  if (version !== undefined) wantText(version, name, "/version", complain);
  if (note !== undefined) wantText(note, anyText, "/note", complain);
  const rules = listOf(fields.rules, "/rules", complain).flatMap((one, i) =>
    readRule(one, `/rules/${i}`, complain),
  );
  const bounds = listOf(fields.bounds, "/bounds", complain).flatMap((one, i) =>
    readBounds(one, `/bounds/${i}`, complain),
  );
  const mostPausedDays = wantNumber(fields.mostPausedDays, 0, 100, "/mostPausedDays", complain);
  complainOfTwice(rules, ({ id }) => id, "/rules", "id", complain);
  complainOfTwice(bounds, ({ clock }) => clock, "/bounds", "clock", complain);
  const content = { rules, bounds, mostPausedDays };
  return {
    version: typeof version === "string" ? version : `policy.${fingerprint(content)}`,
    ...content,
  };
}

const ruleMembers = [
  "id",
  "clock",
  "amount",
  "unit",
  "classes",
  "categories",
  "supervisory",
  "tenant",
  "boundFromAssignment",
  "warnAt",
  "legalBasis",
  "validFrom",
  "validUntil",
] as const;

function readRule(value: unknown, at: string, complain: Complain): ClockRule[] {
  const fields = membersOf(value, ruleMembers, at, complain);
  if (fields === undefined) return [];
  const { supervisory, tenant, boundFromAssignment, validUntil } = fields;
  const id = wantText(fields.id, name, `${at}/id`, complain);
  const clock = wantWord(fields.clock, clockNames, `${at}/clock`, complain);
  const amount = wantNumber(fields.amount, 1, 1000, `${at}/amount`, complain);
  const unit = wantWord(fields.unit, clockUnits, `${at}/unit`, complain);
  const ofClasses = wantSome(fields.classes, `${at}/classes`, complain, (one, pointer) =>
    wantWord(one, classes, pointer, complain),
  );
  const ofCategories = wantSome(fields.categories, `${at}/categories`, complain, (one, pointer) =>
    wantText(one, code, pointer, complain),
  );
  if (supervisory !== undefined && typeof supervisory !== "boolean")
    complain(`${at}/supervisory`, "wanted true or false");
  if (tenant !== undefined) wantText(tenant, code, `${at}/tenant`, complain);
  if (boundFromAssignment !== undefined) {
    wantNumber(boundFromAssignment, amount, 1000, `${at}/boundFromAssignment`, complain);
    if (unit !== "workingDays" || clock !== "followUp")
      complain(
        `${at}/boundFromAssignment`,
        "only a followUp in workingDays hangs on the assignment",
      );
  }
  const warnAt = readWarnings(fields.warnAt, amount, `${at}/warnAt`, complain);
  const legalBasis = wantText(fields.legalBasis, citation, `${at}/legalBasis`, complain);
  const validFrom = wantDate(fields.validFrom, `${at}/validFrom`, complain);
  const until =
    validUntil === undefined ? undefined : wantDate(validUntil, `${at}/validUntil`, complain);
  if (validFrom !== undefined && until !== undefined && until < validFrom)
    complain(`${at}/validUntil`, `it ends before it begins, on ${validFrom}`);
  if (clock === undefined || unit === undefined || validFrom === undefined) return [];
  return [
    {
      id,
      clock,
      amount,
      unit,
      ...(ofClasses !== undefined && { classes: ofClasses }),
      ...(ofCategories !== undefined && { categories: ofCategories }),
      ...(typeof supervisory === "boolean" && { supervisory }),
      ...(typeof tenant === "string" && { tenant }),
      ...(typeof boundFromAssignment === "number" && { boundFromAssignment }),
      warnAt,
      legalBasis,
      validFrom,
      ...(until !== undefined && { validUntil: until }),
    },
  ];
}

function readWarnings(value: unknown, amount: number, at: string, complain: Complain): number[] {
  const warnings = listOf(value, at, complain).map((one, i) =>
    wantNumber(one, 1, amount, `${at}/${i}`, complain),
  );
  for (const [i, one] of warnings.entries())
    if (one <= (warnings[i - 1] ?? 0)) complain(`${at}/${i}`, "wanted them in the order they come");
  return warnings;
}

function readBounds(value: unknown, at: string, complain: Complain): ClockBounds[] {
  const fields = membersOf(value, ["clock", "least", "most"], at, complain);
  if (fields === undefined) return [];
  const clock = wantWord(fields.clock, clockNames, `${at}/clock`, complain);
  const least = wantNumber(fields.least, 1, 1000, `${at}/least`, complain);
  const most = wantNumber(fields.most, least, 1000, `${at}/most`, complain);
  return clock === undefined ? [] : [{ clock, least, most }];
}

/** @returns `least` where it is none, so that what depends on it is not said to be wrong as well */
function wantNumber(
  value: unknown,
  least: number,
  most: number,
  at: string,
  complain: Complain,
): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most)
    return value;
  complain(at, `wanted a whole number from ${least} to ${most}`);
  return least;
}

function wantWord<const Word extends string>(
  value: unknown,
  words: readonly Word[],
  at: string,
  complain: Complain,
): Word | undefined {
  const word = words.find((one) => one === value);
  if (word === undefined) complain(at, `wanted one of ${words.join(", ")}`);
  return word;
}

/** A list that holds something, if there is one. */
function wantSome<T>(
  value: unknown,
  at: string,
  complain: Complain,
  want: (one: unknown, pointer: string) => T | undefined,
): T[] | undefined {
  if (value === undefined) return undefined;
  const found = listOf(value, at, complain);
  if (Array.isArray(value) && found.length === 0)
    complain(at, "wanted at least one; for all of them leave the member out");
  return found.flatMap((one, i) => want(one, `${at}/${i}`) ?? []);
}

function complainOfTwice<T>(
  list: readonly T[],
  keyOf: (one: T) => string,
  at: string,
  member: string,
  complain: Complain,
): void {
  const keys = list.map(keyOf);
  for (const [i, key] of keys.entries())
    if (key !== "" && keys.indexOf(key) < i)
      complain(`${at}/${i}/${member}`, `"${key}" is said before, at ${at}/${keys.indexOf(key)}`);
}
