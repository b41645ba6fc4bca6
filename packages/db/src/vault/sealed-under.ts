import { withScope } from "../scope.ts";
import type { Database } from "../client.ts";
import type { Scope } from "../scope.ts";
import { digestPlace, placeName, sealedPlaces } from "./sealed-places.ts";

/** How many rows of a column lie under which key. */
export interface SealedCount {
  readonly place: string;
  /** Thumbprint; `unreadable` for what the vault never wrote. */
  readonly kid: string;
  readonly rows: number;
}

/** Counts every row there is: ten million contacts take half a minute. For an operator, not for a job. */
export async function sealedUnder(db: Database, scope: Scope): Promise<SealedCount[]> {
  return withScope(db, scope, async (tx) => {
    await tx`select set_config('statement_timeout', '600000', true)`;
    const found: SealedCount[] = [];
    for (const place of sealedPlaces) {
      const column = tx(place.column);
      const rows = await tx<{ header: string; rows: number }[]>`
        select split_part(${column}, '.', 1) as header, count(*)::int as rows
        from ${tx(place.table)} where ${column} <> '' group by 1`;
      found.push(...counted(placeName(place), rows));
    }
    const own = await tx<{ header: string; rows: number }[]>`
      select split_part(sealed, '.', 1) as header, count(*)::int as rows from federation.vault_secret group by 1`;
    return [...found, ...counted(digestPlace, own)];
  });
}

function counted(place: string, rows: readonly { header: string; rows: number }[]): SealedCount[] {
  return rows.map(({ header, rows: count }) => ({ place, kid: kidOf(header), rows: count }));
}

function kidOf(header: string): string {
  try {
    const read: unknown = JSON.parse(Buffer.from(header, "base64url").toString("utf8"));
    if (typeof read === "object" && read !== null && "kid" in read && typeof read.kid === "string")
      return read.kid;
  } catch {
    // What is no header of ours names no key.
  }
  return "unreadable";
}
