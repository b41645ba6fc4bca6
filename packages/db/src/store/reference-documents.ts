import type { Database } from "../client.ts";

/** @returns undefined if none above that version is kept; most are asked for again and again, so an old one is not sent */
export async function latestReference(
  db: Database,
  kind: string,
  above = 0,
): Promise<{ version: number; jws: string } | undefined> {
  const [row] = await db.pg<{ version: string; jws: string }[]>`
    select version, jws from federation.reference
    where kind = ${kind} and version > ${above} order by version desc limit 1`;
  return row === undefined ? undefined : { version: Number(row.version), jws: row.jws };
}

/**
 * @param at RFC 3339
 * @returns `same` if these very bytes are kept already, `differs` if the version has others: they stay
 */
export async function keepReference(
  db: Database,
  document: { kind: string; version: number; jws: string; at: string },
): Promise<"kept" | "same" | "differs"> {
  const { kind, version, jws, at } = document;
  const kept = await db.pg`
    insert into federation.reference (kind, version, jws, taken_at)
    values (${kind}, ${version}, ${jws}, ${at}) on conflict do nothing`;
  if (kept.count === 1) return "kept";
  const same = await db.pg`
    select from federation.reference where kind = ${kind} and version = ${version} and jws = ${jws}`;
  return same.count === 1 ? "same" : "differs";
}

/** What the documents of a kind that were ever published here call themselves: a closed report still names the one of its day. */
export async function referenceNames(db: Database, kind: "calendar" | "policy"): Promise<string[]> {
  const rows = await db.pg<{ name: string | null }[]>`
    select distinct ${bodyColumn(db)} ->> 'version' as name from federation.reference where kind = ${kind}`;
  return rows.flatMap(({ name }) => name ?? []);
}

/** The document that calls itself so, as it was published; the newest of them, should there be two. */
export async function referenceBody(
  db: Database,
  kind: "calendar" | "policy",
  name: string,
): Promise<unknown> {
  const [row] = await db.pg<{ body: unknown }[]>`
    select ${bodyColumn(db)} as body from federation.reference
    where kind = ${kind} and ${bodyColumn(db)} ->> 'version' = ${name} order by version desc limit 1`;
  return row?.body;
}

/** Out of the payload of a JWS (RFC 7515, 7.1), which is base64url. */
const bodyColumn = ({ pg }: Database) => {
  const part = pg`translate(split_part(jws, '.', 2), '-_', '+/')`;
  return pg`(convert_from(decode(rpad(${part}, (length(${part}) + 3) / 4 * 4, '='), 'base64'), 'UTF8')::json -> 'body')`;
};
