import type { Lesson } from "@simpul/db";
import { wordIn } from "@simpul/domain";

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

/**
 * Of the reports (of a category, if one is given) those that have a stem. One of which too little was learnt says nothing.
 * @param counts of stems (`w:…`, `x:…`), of categories (`c:…`) and of all reports, of one tenant
 */
export function shareFrom(
  counts: readonly Lesson[],
): (stem: string, category: string | undefined) => number {
  const had = countsFrom(counts);
  const all = Math.max(atLeast, had.get("") ?? 0);
  return (stem, category) => {
    if (category === undefined) return (had.get(`w:${stem}`) ?? 0) / all;
    const within = Math.max(atLeast, had.get(`c:${category}`) ?? 0);
    return (had.get(wordIn(`c:${category}`, `w:${stem}`)) ?? 0) / within;
  };
}

const countsFrom = (counts: readonly Lesson[]): ReadonlyMap<string, number> =>
  new Map(counts.map(({ feature, reports }) => [feature, reports]));
