import type { Tx } from "../scope.ts";

/** Those of these directory versions that were kept, and the newest; a node keeps what reached it. */
export async function directoryVersions(
  tx: Tx,
  versions: readonly number[],
): Promise<{ version: number; jws: string }[]> {
  const rows = await tx<{ version: string; jws: string }[]>`
    select version, jws from federation.directory
    where version = any (${[...versions]}::bigint[]) or version = (select max(version) from federation.directory)
    order by version`;
  return rows.map(({ version, jws }) => ({ version: Number(version), jws }));
}

/** The receipts by which peers took a report's events from us. */
export async function receiptsReceived(tx: Tx, report: string): Promise<string[]> {
  const rows = await tx<{ jws: string }[]>`
    select jws from federation.receipt
    where id in (select receipt from simpul.feed where report = ${report} and receipt is not null)
    order by id`;
  return rows.map(({ jws }) => jws);
}

/**
 * The receipts that we gave for any of these events. Nothing leads from an event to them, so what these peers were given
 * since is read and looked into: 50 µs apiece, 0.8 ms if its batch was full.
 * @param peers who may have sent them
 * @param since RFC 3339; no event came before it was written
 */
export async function receiptsGiven(
  tx: Tx,
  hashes: readonly string[],
  peers: readonly string[],
  since: string,
): Promise<string[]> {
  const rows = await tx<{ jws: string }[]>`
    with given as materialized (
      select id, jws, rpad(translate(split_part(jws, '.', 2), '-_', '+/'),
        (length(split_part(jws, '.', 2)) + 3) / 4 * 4, '=') as base64
      from federation.receipt where direction = 'given' and peer = any (${[...peers]}::text[]) and at >= ${since}
    )
    select jws from given
    where exists (
      select from json_array_elements(convert_from(decode(base64, 'base64'), 'utf8')::json -> 'verdicts') verdict
      where verdict ->> 'hash' = any (${[...hashes]}::text[]))
    order by id`;
  return rows.map(({ jws }) => jws);
}
