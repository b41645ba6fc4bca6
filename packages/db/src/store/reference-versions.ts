import type { Database } from "../client.ts";

/** Every version of a calendar or a policy that was kept, the newest first: of each a few a year. */
export async function referenceVersions(
  db: Database,
  kind: string,
): Promise<{ version: number; jws: string }[]> {
  const rows = await db.pg<{ version: string; jws: string }[]>`
    select version, jws from federation.reference where kind = ${kind} order by version desc`;
  return rows.map(({ version, jws }) => ({ version: Number(version), jws }));
}

/**
 * The directory of this version or, at a node that it never reached, the first behind it that was kept: what comes later
 * changes nothing about which one that is. None beyond the newest.
 */
export async function directoryFrom(
  db: Database,
  version: number,
): Promise<{ version: number; jws: string } | undefined> {
  const [row] = await db.pg<{ version: string; jws: string }[]>`
    select version, jws from federation.directory where version >= ${version} order by version limit 1`;
  return row === undefined ? undefined : { version: Number(row.version), jws: row.jws };
}
