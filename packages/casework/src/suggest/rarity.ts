import type { Lesson } from "@simpul/db";

/** A desk that has seen no report yet takes every word for one of a hundred. */
const atLeast = 100;
/** Rarer than one in so many is rare enough: otherwise what is misspelt, which nobody else has, would count most. */
const rareEnough = 100;

/**
 * How much a stem says: the rarer, the more.
 * @param counts of stems (`w:…`) and of all reports, of one tenant
 */
export function rarityFrom(counts: readonly Lesson[]): (stem: string) => number {
  const had = countsFrom(counts);
  const all = Math.max(atLeast, ...had.values());
  return (stem) =>
    0.2 + Math.log((all + 1) / (Math.max(had.get(`w:${stem}`) ?? 0, all / rareEnough) + 1));
}

/** Whether anybody else wrote it: a word of one report is a name or a slip. */
export function isUsedFrom(counts: readonly Lesson[]): (stem: string) => boolean {
  const had = countsFrom(counts);
  return (stem) => (had.get(`w:${stem}`) ?? 0) > 1;
}

const countsFrom = (counts: readonly Lesson[]): ReadonlyMap<string, number> =>
  new Map(counts.map(({ feature, reports }) => [feature, reports]));
