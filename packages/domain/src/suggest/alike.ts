import type { Place } from "../report/vocabulary.ts";

/** What two reports are compared by. */
export interface Comparable {
  /** The stems of its words, each once. */
  readonly stems: readonly string[];
  readonly place: Pick<Place, "area">;
  readonly category?: string | undefined;
  readonly receivedAt: string;
}

export interface Alike {
  /** How likely they tell of one matter, 0..1. */
  readonly score: number;
  /** Stems that both have, the rarest first; of a slip both ways of writing. */
  readonly shared: readonly string[];
  /** Whole days between their intakes. */
  readonly days: number;
}

/** Duplicates come within weeks; after this long it is a new matter. */
export const duplicateDays = 90;

/**
 * Of two who tell of one matter, how often a word of the one is the other's too. Measured on generated pairs, as all weights here
 * (`npm run bench -- suggestions`): natural logarithms of how much likelier something is of one matter than of two.
 */
const sharedByOne = 0.45;
const notShared = -0.2;
/** What is one letter off is most often a slip. */
const ofSlip = 0.8;
/** Nobody is sure of a word that few have written. */
const [rarest, commonest] = [0.005, 0.4];
const [sameCategory, otherCategory] = [1, -1.2];
/** By how many parts of their codes are the same, where the next one differs; or where there is no next one. */
const differing = [-6, -4, -2, -1.5, 0] as const;
const agreeing = [0, -0.5, 0, 1.5, 3] as const;
/** One matter is told within so many days, mostly; two at any time. */
const usualDays = 14;
const anyDays = 60;
const longAgo = -3;
/** Most pairs of reports are two matters. */
const unlikely = 6;

/**
 * How likely two reports tell of one matter (Fellegi and Sunter, A Theory for Record Linkage, 1969): each word that both have
 * speaks for it, the rarer among reports of its kind the more; so do the place, the category, and the time between them.
 * @param shareOf of reports (of a category) those that have a stem, 0..1
 * @param path a category and those above it, the deepest first
 */
export function alike(
  one: Comparable,
  other: Comparable,
  shareOf: (stem: string, category: string | undefined) => number,
  path: (category: string) => readonly string[],
): Alike {
  const category = one.category === other.category ? one.category : undefined;
  const share = (stem: string) =>
    Math.min(commonest, Math.max(rarest, shareOf(stem, undefined), shareOf(stem, category)));
  const says = (stem: string) => Math.log(sharedByOne / share(stem));
  const [mine, theirs] = [new Set(one.stems), new Set(other.stems)];
  const both = [...mine].filter((stem) => theirs.has(stem));
  const slips = slipsAmong(
    [...mine].filter((stem) => !theirs.has(stem)),
    [...theirs].filter((stem) => !mine.has(stem)),
  );
  const days = daysBetween(one.receivedAt, other.receivedAt);
  const shared = [...both, ...slips.flat()].toSorted(
    (a, b) => says(b) - says(a) || (a < b ? -1 : 1),
  );
  if (shared.length === 0) return { score: 0, shared, days: Math.floor(days) };
  let weight = nearness(one.place.area, other.place.area) - unlikely;
  weight += sameness(one.category, other.category, path);
  weight += Math.max(longAgo, Math.log(anyDays / usualDays) - days / usualDays);
  for (const stem of both) weight += says(stem);
  for (const [a, b] of slips) weight += ofSlip * Math.min(says(a), says(b));
  weight += notShared * (mine.size + theirs.size - 2 * (both.length + slips.length));
  return { score: 1 / (1 + Math.exp(-weight)), shared, days: Math.floor(days) };
}

/** Pairs of words that differ by a slip, each word in one of them. */
function slipsAmong(mine: readonly string[], theirs: readonly string[]): [string, string][] {
  const left = new Set(theirs.toSorted());
  return mine.toSorted().flatMap((stem): [string, string][] => {
    const found = [...left].find((each) => isSlip(stem, each));
    if (found === undefined) return [];
    left.delete(found);
    return [[stem, found]];
  });
}

const shortestSlip = 4;

/** One letter more, less, other, or two exchanged; numbers are not misspelt but others. */
function isSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  if (Math.min(one.length, other.length) < shortestSlip || /\d/.test(one + other)) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  if (one.length > other.length) return one.slice(at + 1) === other.slice(at);
  if (one.length < other.length) return one.slice(at) === other.slice(at + 1);
  const areExchanged = one[at] === other[at + 1] && one[at + 1] === other[at];
  return (
    one.slice(at + 1) === other.slice(at + 1) ||
    (areExchanged && one.slice(at + 2) === other.slice(at + 2))
  );
}

/** Kemendagri codes nest by dots. */
function nearness(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return 0;
  const [a, b] = [one.split("."), other.split(".")];
  const least = Math.min(a.length, b.length);
  let same = 0;
  while (same < least && a[same] === b[same]) same += 1;
  return (same === least ? agreeing : differing)[Math.min(same, 4)] ?? 0;
}

function sameness(
  one: string | undefined,
  other: string | undefined,
  path: (category: string) => readonly string[],
): number {
  if (one === undefined || other === undefined) return 0;
  if (one === other) return sameCategory;
  const above = new Set(path(other));
  return path(one).some((code) => above.has(code)) ? 0 : otherCategory;
}

const daysBetween = (one: string, other: string): number =>
  Math.abs(Temporal.Instant.from(one).until(Temporal.Instant.from(other)).total("hours")) / 24;
