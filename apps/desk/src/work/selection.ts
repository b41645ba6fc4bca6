import type { Row } from "../api-types.ts";

type Rows = readonly Pick<Row, "id">[];

/** The row that a step leads to; the first one where nothing is chosen, and never beyond an end. */
export function step(rows: Rows, current: string | undefined, by: 1 | -1): string | undefined {
  const index = rows.findIndex(({ id }) => id === current);
  if (index === -1) return rows[0]?.id;
  return rows[Math.min(Math.max(index + by, 0), rows.length - 1)]?.id;
}

/** The row that takes the place of one that left: the next one, or the last. */
export function successor(rows: Rows, wasAt: number): string | undefined {
  return (rows[wasAt] ?? rows.at(-1))?.id;
}

/** Most reports that are acted upon at once. */
export const mostMarked = 200;

/** One more mark, or one less. */
export function toggled(marked: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(marked);
  if (!next.delete(id) && next.size < mostMarked) next.add(id);
  return next;
}

/** All from the row that was marked last up to this one. */
export function markedTo(
  rows: Rows,
  marked: ReadonlySet<string>,
  from: string | undefined,
  to: string,
): ReadonlySet<string> {
  const [a, b] = [from ?? to, to].map((each) => rows.findIndex(({ id }) => id === each));
  if (a === undefined || b === undefined || b === -1) return marked;
  const first = a === -1 ? b : Math.min(a, b);
  const range = rows.slice(first, Math.max(a, b) + 1).map(({ id }) => id);
  return new Set([...marked, ...range].slice(0, mostMarked));
}
