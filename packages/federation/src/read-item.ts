import { nodeUrn, tenantOfUrn } from "@simpul/domain";
import { HOP_SKEW_SECONDS, verifyEvent } from "@simpul/protocol";
import type { FeedItem, Verdict } from "@simpul/protocol";
import { rejected } from "./arrived.ts";
import type { Arrived } from "./arrived.ts";
import type { Deployment } from "./deployment.ts";
import { readType } from "./event-shapes.ts";

/** A verdict names an event by hash; bytes that are no event have none. */
const unreadableHash = "A".repeat(43);

/** A peer's items. What only a newer directory could explain is read again with the newest that we have. */
export async function readItems(
  deployment: Deployment,
  peer: string,
  items: readonly FeedItem[],
): Promise<(Arrived | Verdict)[]> {
  const read = await Promise.all(items.map((item) => readItem(deployment, peer, item)));
  if (!read.some(isAboutDirectory)) return read;
  await deployment.book.refresh();
  return Promise.all(
    read.map(async (each, i) => {
      const item = items[i];
      return item === undefined || !isAboutDirectory(each)
        ? each
        : readItem(deployment, peer, item);
    }),
  );
}

const aboutDirectory: ReadonlySet<string> = new Set([
  "unknownKey",
  "directoryBehind",
  "notItsStream",
  "wrongSigner",
  "notForUs",
]);

const isAboutDirectory = (read: Arrived | Verdict): boolean =>
  "verdict" in read && aboutDirectory.has(read.code ?? "");

/** As far as the peers' clocks may be apart. Words count by their time, and heads of lists are sorted by it. */
const latest = (now: Temporal.Instant): string =>
  now.add({ seconds: HOP_SKEW_SECONDS }).toString({ fractionalSecondDigits: 3 });

/** Signature, signer, host of the stream, addressee, shape: what fails here has no effect at all. */
async function readItem(
  deployment: Deployment,
  peer: string,
  item: FeedItem,
): Promise<Arrived | Verdict> {
  const { book, ctx, node } = deployment;
  const { hub, version } = book.current();
  const now = ctx.now().toString({ fractionalSecondDigits: 3 });
  const verified = await verifyEvent(item.jws, (kid) => book.everOwnerOf(kid)?.jwk);
  // The hub knew the key when it took the event in; if we do not, it is our directory that is behind.
  if (verified.outcome === "refused")
    return rejected(unreadableHash, verified.code, verified.code !== "unknownKey" || peer !== hub);
  const { event, hash, kid } = verified;
  const key = book.everOwnerOf(kid);
  if (key === undefined) return rejected(hash, "unknownKey", peer !== hub);
  // Its hop was signed by a key of today, so whoever posts may still bring what an earlier key of its signed. Of a revoked
  // key nothing counts any more that comes from its own node, whatever time it claims; the hub took in what it relays in time.
  const dated = peer === hub && key.node !== peer ? event.time : now;
  if (key.revokedAt !== undefined && dated >= key.revokedAt)
    return rejected(hash, "unknownKey", true);
  if (event.source !== nodeUrn(key.node)) return rejected(hash, "wrongSigner", true);
  // Own work never stops; other peers' stops with a directory that nobody renewed.
  if (key.node !== node && book.standing() === "stale")
    return rejected(hash, "directoryStale", false);
  // The hub bounds what nodes write and relays the rest unchanged: a node whose own clock is slow must not refuse them all.
  if (peer !== hub && event.time > latest(ctx.caseNow())) return rejected(hash, "clockSkew", false);
  if (event.directory > version) return rejected(hash, "directoryBehind", false);
  const writer = tenantOfUrn(event.stream);
  const host = writer === undefined ? undefined : book.hostOf(writer);
  // A tenant that the directory knows may come to this node, or come back: its words are not lost meanwhile.
  if (writer === undefined || host !== key.node)
    return rejected(hash, "notItsStream", host === undefined);
  // A node posts its own tenants' streams and nobody else's; the hub relays everybody's.
  if (peer !== hub && key.node !== peer) return rejected(hash, "notItsStream", true);
  // And to the hub's own copy, never past it into those of the tenants that it hosts.
  if (peer !== hub && item.to !== ctx.hub) return rejected(hash, "notForUs", true);
  if (!ctx.here.tenants().includes(item.to)) return rejected(hash, "notForUs", true);
  const type = readType(event);
  if (type === "malformed") return rejected(hash, "malformedEvent", true);
  return {
    to: item.to,
    writer,
    type,
    verified,
    content: item.content,
    jws: item.jws,
    ...(item.traceparent === undefined ? {} : { traceparent: item.traceparent }),
  };
}
