import type { Lesson } from "@simpul/db";

/** A desk that has seen no report yet takes every word for one of a hundred. */
const atLeast = 100;

/**
 * How much a stem says: the rarer, the more. What nobody has written yet says most.
 * @param counts of stems (`w:…`) of one tenant
 */
export function rarityFrom(counts: readonly Lesson[]): (stem: string) => number {
  const had = new Map(counts.map(({ feature, reports }) => [feature, reports]));
  const all = Math.max(atLeast, ...had.values());
  return (stem) => 0.2 + Math.log((all + 1) / ((had.get(`w:${stem}`) ?? 0) + 1));
}
