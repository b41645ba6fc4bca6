import type { Database } from "../client.ts";

/** What the clock policies that were ever published here call themselves: a closed report still names the one of its day. */
export async function policyNames(db: Database): Promise<string[]> {
  const rows = await db.pg<{ name: string | null }[]>`
    select distinct convert_from(decode(rpad(p, (length(p) + 3) / 4 * 4, '='), 'base64'), 'UTF8')::json
      #>> '{body,version}' as name
    from (select translate(split_part(jws, '.', 2), '-_', '+/') as p from federation.reference where kind = 'policy') k`;
  return rows.flatMap(({ name }) => name ?? []);
}
