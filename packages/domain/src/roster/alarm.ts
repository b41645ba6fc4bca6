import { counts, daysBetween, isWithin } from "./term.ts";
import type { Days, Term } from "./term.ts";
import { pathUp } from "./unit-tree.ts";
import type { UnitPlace } from "./unit-tree.ts";

/** What is known of a tenant's roster on a day. */
export interface RosterFacts {
  /** Roles that were not ended. */
  readonly officers: readonly OfficerFacts[];
  readonly decrees: readonly (Days & { readonly id: string; readonly number: string })[];
  readonly units: readonly UnitPlace[];
  /** Units with open cases, and how many. */
  readonly cases: readonly { readonly unit: string; readonly count: number }[];
}

export interface OfficerFacts {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly unit?: string;
  readonly decree?: string;
  readonly term: Term;
  /** The day on which the role was entered. */
  readonly since: string;
  /** Whether the person has ever used their account. */
  readonly isConfirmed: boolean;
  readonly leaves: readonly (Days & { readonly deputy: string })[];
}

export const alarmKinds = [
  "decreeMissing",
  "decreeExpiring",
  "decreeExpired",
  "unconfirmed",
  "unattendedUnit",
] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Something to be told of: once for its matter and step. */
export interface RosterAlarm {
  readonly kind: AlarmKind;
  /** Id of the decree or officer, code of the unit, or `roster`. */
  readonly matter: string;
  readonly step: string;
  /** Number of the decree, name of the officer or unit. */
  readonly about: string;
  /** Days from or to the end; cases of a unit; roles without a decree. */
  readonly count: number;
}

/** Calendar days before the end of a decree on which it is told. */
const warnedDays = [7, 30];
/** Calendar days that a role may stay without anybody who has signed in. */
const unconfirmedDays = 14;

/** What is wrong with a roster today. */
export function alarmsOf(facts: RosterFacts, today: string): RosterAlarm[] {
  const serving = facts.officers.filter(({ term }) => isWithin(term, today));
  return [
    ...decreeMissing(serving),
    ...facts.decrees
      .filter(({ id }) => serving.some(({ decree }) => decree === id))
      .flatMap((decree) => decreeEnds(decree, today)),
    ...serving
      .filter(
        ({ isConfirmed, since }) => !isConfirmed && daysBetween(since, today) >= unconfirmedDays,
      )
      .map(({ id, name, since }) => alarm("unconfirmed", id, "", name, daysBetween(since, today))),
    ...facts.cases
      .filter(({ unit }) => !isAttended(unit, facts, today))
      .map(({ unit, count }) => alarm("unattendedUnit", unit, "", unit, count)),
  ];
}

const alarm = (
  kind: AlarmKind,
  matter: string,
  step: string,
  about: string,
  count: number,
): RosterAlarm => ({ kind, matter, step, about, count });

function decreeMissing(serving: readonly OfficerFacts[]): RosterAlarm[] {
  const count = serving.filter(({ decree }) => decree === undefined).length;
  return count === 0 ? [] : [alarm("decreeMissing", "roster", "", "", count)];
}

function decreeEnds(
  { id, number, ends }: RosterFacts["decrees"][number],
  today: string,
): RosterAlarm[] {
  if (ends === undefined) return [];
  const left = daysBetween(today, ends);
  if (left < 0) return [alarm("decreeExpired", id, "", number, -left)];
  const step = warnedDays.find((days) => left <= days);
  return step === undefined ? [] : [alarm("decreeExpiring", id, String(step), number, left)];
}

/** Somebody has a role in it or above it today, and is there or is stood in for. */
function isAttended(unit: string, { officers, units }: RosterFacts, today: string): boolean {
  const path = pathUp(unit, units);
  const isThere = ({ term, leaves }: OfficerFacts): boolean => {
    if (!counts(term, today)) return false;
    const leave = leaves.find((days) => isWithin(days, today));
    const deputy = officers.find(({ id }) => id === leave?.deputy);
    return leave === undefined || (deputy !== undefined && counts(deputy.term, today));
  };
  return officers.some(
    (each) => each.unit !== undefined && path.includes(each.unit) && isThere(each),
  );
}
