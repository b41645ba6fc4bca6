import type { StoredContent } from "../change.ts";
import type { Tx } from "../scope.ts";

export type KeptContent = StoredContent & { readonly tenant: string; readonly report: string };

interface Row {
  tenant: string;
  report: string;
  hash: string;
  salt: string;
  type: string;
  name: string | null;
  size: number;
  bytes: Uint8Array | null;
  blob: string | null;
}

export async function contentsOf(tx: Tx, tenant: string, report: string): Promise<KeptContent[]> {
  return (
    await tx<Row[]>`
      select tenant, report, hash, salt, type, name, size, bytes, blob
      from simpul.content where tenant = ${tenant} and report = ${report}`
  ).map(kept);
}

export async function contentsByHash(tx: Tx, hashes: readonly string[]): Promise<KeptContent[]> {
  return (
    await tx<Row[]>`
      select tenant, report, hash, salt, type, name, size, bytes, blob
      from simpul.content where hash = any (${[...hashes]}::text[])`
  ).map(kept);
}

/** What was named by an event but has not been fetched yet; in no order, so that what nobody has starves nothing. */
export async function missingContents(tx: Tx, limit: number): Promise<KeptContent[]> {
  return (
    await tx<Row[]>`
      select tenant, report, hash, salt, type, name, size, bytes, blob
      from simpul.content where bytes is null and blob is null
      order by random() limit ${limit}`
  ).map(kept);
}

export async function missingAmong(tx: Tx, hashes: readonly string[]): Promise<string[]> {
  const rows = await tx<{ hash: string }[]>`
    select distinct hash from simpul.content
    where hash = any (${[...hashes]}::text[]) and bytes is null and blob is null`;
  return rows.map((row) => row.hash);
}

/** The bytes of one hash, for every copy that waits for it. */
export async function fillContent(tx: Tx, hash: string, blob: string): Promise<number> {
  const filled = await tx`
    update simpul.content set blob = ${blob} where hash = ${hash} and bytes is null and blob is null`;
  return filled.count;
}

function kept(row: Row): KeptContent {
  return {
    tenant: row.tenant,
    report: row.report,
    hash: row.hash,
    salt: row.salt,
    type: row.type,
    size: row.size,
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.bytes === null ? {} : { bytes: Buffer.from(row.bytes).toString("base64url") }),
    ...(row.blob === null ? {} : { blob: row.blob }),
  };
}

/** Content of a report to which one of these tenants is a party: nobody fetches another's file by knowing its hash. */
export async function contentForParties(
  tx: Tx,
  hash: string,
  parties: readonly string[],
): Promise<KeptContent | undefined> {
  const [row] = await tx<Row[]>`
    select c.tenant, c.report, c.hash, c.salt, c.type, c.name, c.size, c.bytes, c.blob
    from simpul.content c
    join simpul.report r on r.tenant = c.tenant and r.id = c.report
    where c.hash = ${hash} and r.body -> 'parties' ?| ${[...parties]}::text[]
    limit 1`;
  return row === undefined ? undefined : kept(row);
}

/** Content that we lack and that one of these tenants, as a party, may have: in no order, so that what nobody has starves nothing. */
export async function missingFromParties(
  tx: Tx,
  parties: readonly string[],
  limit: number,
): Promise<string[]> {
  const rows = await tx<{ hash: string }[]>`
    select hash from (
      select distinct c.hash
      from simpul.content c
      join simpul.report r on r.tenant = c.tenant and r.id = c.report
      where c.bytes is null and c.blob is null and r.body -> 'parties' ?| ${[...parties]}::text[]
    ) missing
    order by random() limit ${limit}`;
  return rows.map((row) => row.hash);
}
