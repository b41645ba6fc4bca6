import { isWithin, pathUp } from "@simpul/domain";
import type { Outputs } from "../../api-types.ts";

export type Roster = Outputs["roster"]["get"];
export type Officer = Roster["officers"][number];
export type Decree = Roster["decrees"][number];
export type Leave = Roster["leaves"][number];
export type Unit = Outputs["units"]["tree"][number];

/** Calendar days from one ISO date to another. The domain's own count needs more than every browser has. */
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

/** How a decree stands on a day. */
export type Validity =
  | { readonly is: "future" | "expiring" | "expired"; readonly days: number }
  | { readonly is: "inForce" };

/** From when on its end is a matter: the days of the first alarm. */
const soonDays = 30;

export function validityOf(
  { begins, ends }: Pick<Decree, "begins" | "ends">,
  today: string,
): Validity {
  if (begins > today) return { is: "future", days: daysBetween(today, begins) };
  if (ends === undefined) return { is: "inForce" };
  const left = daysBetween(today, ends);
  if (left < 0) return { is: "expired", days: -left };
  return left <= soonDays ? { is: "expiring", days: left } : { is: "inForce" };
}

/** The leave that somebody is on today. */
export const leaveOn = (
  leaves: readonly Leave[],
  officer: string,
  today: string,
): Leave | undefined => leaves.find((leave) => leave.officer === officer && isWithin(leave, today));

export interface Team {
  /** None: who works for the whole institution. */
  readonly unit?: string;
  readonly officers: readonly Officer[];
}

/** By unit, in the order of the units' names; first who works for all of it. */
export function teamsOf(officers: readonly Officer[], nameOf: (unit: string) => string): Team[] {
  const teams = Map.groupBy(officers, ({ unit }) => unit ?? "");
  return [...teams]
    .map(([unit, theirs]): Team => ({ ...(unit === "" ? {} : { unit }), officers: theirs }))
    .toSorted(
      (a, b) =>
        (a.unit === undefined ? -1 : b.unit === undefined ? 1 : 0) ||
        order(nameOf(a.unit ?? ""), nameOf(b.unit ?? "")),
    );
}

const order = (a: string, b: string): number => a.localeCompare(b, "id");

/** Who could take over from somebody: the same role at the same place, another person. */
export const successorsOf = (
  officers: readonly Officer[],
  { id, role, heldAt, unit, name, email }: Officer,
): Officer[] =>
  officers.filter(
    (other) =>
      other.id !== id &&
      other.role === role &&
      other.heldAt === heldAt &&
      other.unit === unit &&
      (email === undefined ? other.name !== name : other.email !== email),
  );

/** Who could stand in for somebody: anybody else of the desk, one row a person. */
export function deputiesFor(officers: readonly Officer[], { email, id }: Officer): Officer[] {
  const seen = new Set<string | undefined>([email]);
  return officers.filter((other) => {
    if (other.id === id || (other.email !== undefined && seen.has(other.email))) return false;
    seen.add(other.email);
    return true;
  });
}

export const matches = (typed: string, ...texts: readonly (string | undefined)[]): boolean =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => texts.some((text) => text?.toLowerCase().includes(word) === true));

/** A unit in the tree as it is drawn: how deep it stands. */
export interface Placed extends Unit {
  readonly depth: number;
}

/** Depth first, siblings by name; what hangs below a unit that is not there stands at the top. */
export function treeOf(units: readonly Unit[]): Placed[] {
  const known = new Set(units.map(({ code }) => code));
  const below = Map.groupBy(units, ({ parent }) =>
    parent !== null && known.has(parent) ? parent : "",
  );
  const placed: Placed[] = [];
  const visit = (parent: string, depth: number): void => {
    for (const unit of (below.get(parent) ?? []).toSorted((a, b) => order(a.name, b.name))) {
      placed.push({ ...unit, depth });
      visit(unit.code, depth + 1);
    }
  };
  visit("", 0);
  return placed;
}

/** Where a unit may be moved to: not itself, not below itself, not where it stands, nothing retired. */
export const parentsFor = (units: readonly Unit[], { code, parent }: Unit): Unit[] =>
  units.filter(
    (other) =>
      other.retiredOn === undefined &&
      other.code !== parent &&
      !pathUp(other.code, units).includes(code),
  );
