import { gap } from "@simpul/domain";
import type { Tx } from "../scope.ts";
import type { ReportKey } from "./learning.ts";

/** A document of words: the bytes of one content of a report. */
export interface KeptWords extends ReportKey {
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** By report and hash; what was erased, or has not come yet, is not there. */
export async function wordsByHash(
  tx: Tx,
  named: readonly (ReportKey & { readonly hash: string })[],
): Promise<KeptWords[]> {
  if (named.length === 0) return [];
  return tx<KeptWords[]>`
    select c.tenant, c.report, c.hash, c.bytes
    from json_to_recordset(${JSON.stringify(named)}::text::json) as k (tenant text, report uuid, hash text)
    join simpul.content c on c.tenant = k.tenant and c.report = k.report and c.hash = k.hash
    where c.bytes is not null`;
}

/** What was said after the intake and is part of what a report tells: the hashes of answers and of the reporter's own additions. */
export async function saidLater(
  tx: Tx,
  keys: readonly ReportKey[],
): Promise<(ReportKey & { readonly hash: string })[]> {
  const rows = await tx<(ReportKey & { hash: string })[]>`
    select e.tenant, e.report, e.payload::json #>> '{data,content,hash}' as hash
    from json_to_recordset(${JSON.stringify(keys)}::text::json) as k (tenant text, report uuid)
    join simpul.event e on e.tenant = k.tenant and e.report = k.report
    where e.type in ('responded', 'supplied', 'replied')
      and e.payload::json #>> '{data,content,hash}' is not null`;
  return [...rows];
}

/** How far events have been read for the words of reports, for whoever holds it until the transaction ends. */
export async function takeIndexing(tx: Tx): Promise<number | "elsewhere"> {
  const [row] = await tx<{ ord: string }[]>`
    select ord from federation.indexing for update skip locked`;
  return row === undefined ? "elsewhere" : Number(row.ord);
}

export async function moveIndexing(tx: Tx, ord: number): Promise<void> {
  await tx`update federation.indexing set ord = ${ord}`;
}

/** What a report says, as it is to be found; empty: by nothing. */
export interface SearchableWords extends ReportKey {
  /** The version that was read: of one that moved on meanwhile nothing is written, for its next event is read after this. */
  readonly version: number;
  /** From `searchableText`. */
  readonly text: string;
}

/** Characters of a report that are indexed: of any words, they are less than the 1 MB that a tsvector holds. */
const mostIndexed = 100_000;

/** The tenant's own word among those of a report lets one index serve tenants of every size. */
export async function keepSearchable(tx: Tx, words: readonly SearchableWords[]): Promise<void> {
  if (words.length === 0) return;
  await tx`
    with x as materialized (
      select x.tenant, x.report, left(x.text, ${mostIndexed}) as text
      from json_to_recordset(${JSON.stringify(words)}::text::json) as x (tenant text, report uuid, version int, text text)
      join simpul.report r on r.tenant = x.tenant and r.id = x.report and r.version = x.version
    ), gone as (
      delete from simpul.report_words w using x
      where x.text = '' and w.tenant = x.tenant and w.report = x.report
    )
    insert into simpul.report_words (tenant, report, words)
    select tenant, report,
      ts_delete(to_tsvector('pg_catalog.indonesian', text), ${gap}) || array_to_tsvector(array['@' || tenant])
    from x where text <> ''
    on conflict (tenant, report) do update set words = excluded.words`;
}

/** Puts where they are found the digests of contacts that these reports came by. */
export async function keepContactMarks(tx: Tx, keys: readonly ReportKey[]): Promise<void> {
  await tx`
    insert into vault.contact_mark (tenant, digest, report)
    select c.tenant, d.digest, c.report
    from json_to_recordset(${JSON.stringify(keys)}::text::json) as k (tenant text, report uuid)
    join vault.contact c on c.tenant = k.tenant and c.report = k.report, unnest(c.digests) as d (digest)
    on conflict (tenant, digest, report) do nothing`;
}

/** Reports that came by a contact of this digest, the newest first. */
export async function reportsByContact(
  tx: Tx,
  tenant: string,
  digest: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx<{ report: string }[]>`
    select report from vault.contact_mark where tenant = ${tenant} and digest = ${digest}
    order by report desc limit ${limit}`;
  return rows.map(({ report }) => report);
}

/**
 * Reports of a tenant that hold all of a query, in no order; `many` where there are more than `most`. Whether somebody may know of
 * them is not asked here: it is by the query that lists them.
 * @param query as `searchQuery` writes it
 */
export async function findWords(
  tx: Tx,
  tenant: string,
  query: string,
  most: number,
): Promise<readonly string[] | "many"> {
  const said = query.replaceAll(/[^\p{L}\p{N}]+/gu, " ");
  const [row] = await tx<{ ids: string[] | null }[]>`
    select simpul.find_words(${tenant}, ${said}, to_tsquery('pg_catalog.indonesian', ${query}), ${most}) as ids`;
  return row?.ids ?? "many";
}

/** Reports of a tenant by a number that somebody typed. */
export async function findNumbered(
  tx: Tx,
  tenant: string,
  typed: { readonly externalId: string; readonly trackingIds?: { from: string; to: string } },
  limit: number,
): Promise<{ readonly byTrackingId: readonly string[]; readonly byExternalId: readonly string[] }> {
  const { externalId, trackingIds } = typed;
  const [tracked, external] = await Promise.all([
    trackingIds === undefined
      ? []
      : tx<{ id: string }[]>`
        select id from simpul.report
        where tracking_id >= ${trackingIds.from} and tracking_id <= ${trackingIds.to} and tenant = ${tenant}
        limit ${limit}`,
    tx<{ id: string }[]>`
      select id from simpul.report where tenant = ${tenant} and external_id = ${externalId} limit ${limit}`,
  ]);
  return { byTrackingId: tracked.map(({ id }) => id), byExternalId: external.map(({ id }) => id) };
}
