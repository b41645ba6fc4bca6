import {
  contentsToGive,
  eventsOf,
  feedGeneration,
  feedPage,
  keepSignatures,
  withScope,
} from "@simpul/db";
import type { FeedRow, GuardedContent, KeptContent, KeptEvent, Scope, Tx } from "@simpul/db";
import { circumspect, nodeUrn, shown, withheldFrom } from "@simpul/domain";
import { compactJws, signEvent } from "@simpul/protocol";
import type { ContentItem, ContentRef, FeedItem, SigningKey } from "@simpul/protocol";
import type { Deployment } from "./deployment.ts";

/**
 * What waits for a peer, given out in signed batches and done when its receipt is back. The same on both sides: the hub
 * serves a page of a node's feed, a node posts a page of the hub's.
 */
const mostItems = 100;
/** Below the 1 MB that a peer accepts, with room for the JSON around it. */
const mostBytes = 900_000;
/** Texts travel in the batch; files, and whatever is longer, are fetched by hash. In base64url, of one item. */
const mostInline = 400_000;
const longestInline = 160_000;

export interface Page {
  readonly generation: string;
  readonly items: FeedItem[];
  readonly more: boolean;
}

/** Of a feed in which nothing was ever stamped. */
export const noGeneration = "1";

/** @param after of which generation; a cursor of another one reads as zero */
export async function readPage(
  deployment: Deployment,
  scope: Scope,
  peer: string,
  after: { readonly generation?: string; readonly position: number },
): Promise<Page> {
  return withScope(deployment.db, scope, async (tx) => {
    const generation = (await feedGeneration(tx, peer)) ?? noGeneration;
    const from =
      after.generation === undefined || after.generation === generation ? after.position : 0;
    const rows = await feedPage(tx, peer, from, mostItems + 1);
    if (rows.length === 0) return { generation, items: [], more: false };
    const contents = await contentsOfRows(deployment, tx, rows.slice(0, mostItems));
    const items: FeedItem[] = [];
    let bytes = 0;
    for (const row of rows.slice(0, mostItems)) {
      const item = await toItem(deployment, row, contents.get(row) ?? []);
      bytes += Buffer.byteLength(JSON.stringify(item));
      if (items.length > 0 && bytes > mostBytes) return { generation, items, more: true };
      items.push(item);
    }
    return { generation, items, more: rows.length > mostItems };
  });
}

async function toItem(
  deployment: Deployment,
  row: FeedRow,
  contents: readonly KeptContent[],
): Promise<FeedItem> {
  let inline = 0;
  return {
    position: row.position,
    to: row.toTenant,
    jws: compactJws({ payload: row.payload, ...(await signatureOf(deployment, row)) }),
    content: contents.map((content) => {
      const length = content.bytes?.length ?? 0;
      const fits = length <= longestInline && inline + length <= mostInline;
      if (fits) inline += length;
      return toContentItem(content, fits);
    }),
    ...(row.traceparent === undefined ? {} : { traceparent: row.traceparent }),
  };
}

/**
 * Our own events go out under the key that we have now: one that was signed before a rotation, and not yet sent, would be
 * refused for its old key. The payload is what is hashed and chained, so a second signature changes nothing.
 */
async function signatureOf(
  { keyring, node }: Deployment,
  { payload, protected: header, signature }: FeedRow,
): Promise<{ protected: string; signature: string }> {
  // Proof: the payload was composed by us, or checked as an event before it was kept.
  const { source } = JSON.parse(payload) as { source: string };
  const isSigned = header !== undefined && signature !== undefined;
  if (source === nodeUrn(node) && (!isSigned || keyOf(header) !== keyring.signing.kid))
    return signEvent(payload, keyring.signing);
  if (!isSigned) throw new Error("another node's event was kept without its signature");
  return { protected: header, signature };
}

function keyOf(header: string): string {
  // Proof: made by `signEvent`, or verified before it was kept.
  return (JSON.parse(Buffer.from(header, "base64url").toString("utf8")) as { kid: string }).kid;
}

function toContentItem(content: KeptContent, inline: boolean): ContentItem {
  const { hash, salt, type, size, name, bytes } = content;
  return {
    hash,
    salt,
    type,
    size,
    ...(name === undefined ? {} : { name }),
    ...(bytes === undefined || !inline ? {} : { bytes }),
  };
}

async function contentsOfRows(
  { ctx }: Deployment,
  tx: Tx,
  rows: readonly FeedRow[],
): Promise<Map<FeedRow, KeptContent[]>> {
  const named = new Map(rows.map((row) => [row, contentRefs(row.payload).map(({ hash }) => hash)]));
  const kept = await contentsToGive(tx, [...new Set([...named.values()].flat())]);
  const byKey = new Map(kept.map((c) => [`${c.tenant}/${c.report}/${c.hash}`, c]));
  const result = new Map<FeedRow, KeptContent[]>();
  for (const [row, hashes] of named)
    result.set(
      row,
      hashes
        .flatMap((hash) => byKey.get(`${row.tenant}/${row.report}/${hash}`) ?? [])
        // The stream stays whole; what was said of the accused is not theirs to read.
        .filter((content) => isGiven(ctx, content, row.toTenant)),
    );
  return result;
}

function isGiven(
  { hub, reference }: Deployment["ctx"],
  { about }: GuardedContent,
  to: string,
): boolean {
  // The hub examines what accuses it.
  if (to === hub) return true;
  const isOrigin = to === about.origin && to !== about.institution && to !== about.holder;
  const flags = { flags: { anonymous: false, secret: false }, ...about };
  const accused = withheldFrom(about, to, reference.tenants());
  return shown(isOrigin ? "origin" : "peer", circumspect(flags, { accused })).has("words");
}

/** The content that an event names: its words and its files. */
export function contentRefs(payload: string): ContentRef[] {
  // Proof: payloads were checked against their shape before they were kept.
  const { data } = JSON.parse(payload) as {
    data: { content?: ContentRef; attachments?: ContentRef[] };
  };
  return [...(data.content === undefined ? [] : [data.content]), ...(data.attachments ?? [])];
}

/** Signs what of these reports' events is ours and not signed yet, before it is first sent. @returns all of them */
export async function signPending(
  tx: Tx,
  key: SigningKey,
  keys: readonly { tenant: string; report: string }[],
): Promise<KeptEvent[]> {
  const events = await eventsOf(tx, keys);
  const unsigned = events.filter((e) => e.signature === undefined);
  await keepSignatures(
    tx,
    await Promise.all(
      unsigned.map(async ({ tenant, report, writer, seq, payload }) => ({
        tenant,
        report,
        writer,
        seq,
        ...(await signEvent(payload, key)),
      })),
    ),
  );
  return events;
}
