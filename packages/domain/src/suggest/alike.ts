import type { Place } from "../report/vocabulary.ts";

/** What two reports are compared by. */
export interface Comparable {
  /** The stems of its words, each once. */
  readonly stems: readonly string[];
  /** As it was written: short texts are compared by letters too. */
  readonly text: string;
  readonly place: Pick<Place, "area">;
  readonly category?: string | undefined;
  readonly receivedAt: string;
}

export interface Alike {
  /** 0..1 */
  readonly score: number;
  /** Stems that both have, the rarest first. */
  readonly shared: readonly string[];
  /** Whole days between their intakes. */
  readonly days: number;
}

/** Duplicates come within weeks; after this long it is a new matter. */
export const duplicateDays = 90;

const isShort = (stems: readonly string[]): boolean => stems.length < 6;

/**
 * How much one report looks like another: rare words that both have, where, what about, and how long apart.
 * @param rarity weight of a stem, > 0: the rarer the more
 * @param path a category and those above it, the deepest first
 */
export function alike(
  one: Comparable,
  other: Comparable,
  rarity: (stem: string) => number,
  path: (category: string) => readonly string[],
): Alike {
  const theirs = new Set(other.stems);
  const shared = one.stems
    .filter((stem) => theirs.has(stem))
    .toSorted((a, b) => rarity(b) - rarity(a) || (a < b ? -1 : 1));
  const weigh = (stems: readonly string[]) =>
    stems.reduce((all, stem) => all + rarity(stem) ** 2, 0);
  const both = Math.sqrt(weigh(one.stems) * weigh(other.stems));
  const byWords = both === 0 ? 0 : weigh(shared) / both;
  const isTerse = isShort(one.stems) || isShort(other.stems);
  const bySound = isTerse && shared.length > 0 ? trigramLikeness(one.text, other.text) : 0;
  const days = daysBetween(one.receivedAt, other.receivedAt);
  const score =
    Math.max(byWords, bySound) *
    nearness(one.place.area, other.place.area) *
    sameness(one.category, other.category, path) *
    (1 - 0.3 * Math.min(1, days / duplicateDays));
  return { score, shared, days: Math.floor(days) };
}

/** Kemendagri codes nest by dots. Two regencies of a province may lie side by side; nothing else is near. */
function nearness(one: string | undefined, other: string | undefined): number {
  if (one === undefined || other === undefined) return 0.9;
  const [a, b] = [one.split("."), other.split(".")];
  const least = Math.min(a.length, b.length);
  let same = 0;
  while (same < least && a[same] === b[same]) same += 1;
  if (same === least) return 1;
  return [0.2, 0.5, 0.85, 0.95][same] ?? 1;
}

function sameness(
  one: string | undefined,
  other: string | undefined,
  path: (category: string) => readonly string[],
): number {
  if (one === undefined || other === undefined) return 0.95;
  if (one === other) return 1;
  const above = new Set(path(other));
  return path(one).some((code) => above.has(code)) ? 0.9 : 0.7;
}

const daysBetween = (one: string, other: string): number =>
  Math.abs(Temporal.Instant.from(one).until(Temporal.Instant.from(other)).total("hours")) / 24;

/** Of both texts' groups of three letters the share that both have, as pg_trgm counts them. */
export function trigramLikeness(one: string, other: string): number {
  const [a, b] = [trigrams(one), trigrams(other)];
  const shared = [...a].filter((each) => b.has(each)).length;
  const all = a.size + b.size - shared;
  return all === 0 ? 0 : shared / all;
}

function trigrams(text: string): Set<string> {
  const found = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{M}\p{Nd}]+/gu)) {
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3));
  }
  return found;
}
