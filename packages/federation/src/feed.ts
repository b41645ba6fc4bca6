import { contentsByHash, eventsOf, feedPage, keepSignatures, withScope } from "@simpul/db";
import type { FeedRow, KeptContent, KeptEvent, Scope, Tx } from "@simpul/db";
import { compactJws, signEvent } from "@simpul/protocol";
import type { ContentItem, FeedItem, SigningKey } from "@simpul/protocol";
import type { Deployment } from "./deployment.ts";

/**
 * What waits for a peer, given out in signed batches and done when its receipt is back. The same on both sides: the hub
 * serves a page of a node's feed, a node posts a page of the hub's.
 */
const mostItems = 100;
/** Below the 1 MB that a peer accepts, with room for the JSON around it. */
const mostBytes = 900_000;
/** Texts travel in the batch; files, and whatever is longer, are fetched by hash. */
const mostInline = 160_000;

export interface Page {
  readonly items: FeedItem[];
  readonly more: boolean;
}

export async function readPage(deployment: Deployment, scope: Scope, peer: string, after: number): Promise<Page> {
  return withScope(deployment.db, scope, async (tx) => {
    const rows = await feedPage(tx, peer, after, mostItems + 1);
    if (rows.length === 0) return { items: [], more: false };
    const contents = await contentsOfRows(tx, rows.slice(0, mostItems));
    const items: FeedItem[] = [];
    let bytes = 0;
    for (const row of rows.slice(0, mostItems)) {
      const item = toItem(row, contents.get(row) ?? []);
      bytes += JSON.stringify(item).length;
      if (items.length > 0 && bytes > mostBytes) return { items, more: true };
      items.push(item);
    }
    return { items, more: rows.length > mostItems };
  });
}

function toItem(row: FeedRow, contents: readonly KeptContent[]): FeedItem {
  if (row.protected === undefined || row.signature === undefined)
    throw new Error("an event was stamped before it was signed");
  return {
    position: row.position,
    to: row.toTenant,
    jws: compactJws({ protected: row.protected, payload: row.payload, signature: row.signature }),
    content: contents.map(toContentItem),
    ...(row.traceparent === undefined ? {} : { traceparent: row.traceparent }),
  };
}

function toContentItem(content: KeptContent): ContentItem {
  const { hash, salt, type, size, name, bytes } = content;
  return {
    hash,
    salt,
    type,
    size,
    ...(name === undefined ? {} : { name }),
    ...(bytes === undefined || bytes.length > mostInline ? {} : { bytes }),
  };
}

async function contentsOfRows(tx: Tx, rows: readonly FeedRow[]): Promise<Map<FeedRow, KeptContent[]>> {
  const named = new Map(rows.map((row) => [row, contentHashes(row.payload)]));
  const kept = await contentsByHash(tx, [...new Set([...named.values()].flat())]);
  const byKey = new Map(kept.map((c) => [`${c.tenant}/${c.report}/${c.hash}`, c]));
  const result = new Map<FeedRow, KeptContent[]>();
  for (const [row, hashes] of named)
    result.set(
      row,
      hashes.flatMap((hash) => byKey.get(`${row.tenant}/${row.report}/${hash}`) ?? []),
    );
  return result;
}

/** The content that an event names: its words and its files. */
export function contentHashes(payload: string): string[] {
  // Proof: payloads were checked against their shape before they were kept.
  const { data } = JSON.parse(payload) as {
    data: { content?: { hash: string }; attachments?: { hash: string }[] };
  };
  return [...(data.content === undefined ? [] : [data.content.hash]), ...(data.attachments ?? []).map((a) => a.hash)];
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
