import type { Database } from "../client.ts";
import type { Area } from "./directory.ts";

/** Areas by their codes; what is none is left out. */
export async function areasByCode(db: Database, codes: readonly string[]): Promise<Area[]> {
  if (codes.length === 0) return [];
  const rows = await db.pg<Area[]>`
    select code, name, kind, parent from reference.area where code = any (${[...codes]}::text[])`;
  return [...rows];
}

/**
 * Areas that have a word beginning with each of these in their names, provinces first.
 * @param words letters and digits only
 */
export async function areasByName(
  db: Database,
  words: readonly string[],
  limit: number,
): Promise<Area[]> {
  if (words.length === 0) return [];
  const query = words.map((word) => `${word}:*`).join(" & ");
  const rows = await db.pg<Area[]>`
    select code, name, kind, parent from reference.area
    where to_tsvector('simple'::regconfig, name) @@ to_tsquery('simple'::regconfig, ${query})
    order by length(code), length(name), name, code
    limit ${limit}`;
  return [...rows];
}
