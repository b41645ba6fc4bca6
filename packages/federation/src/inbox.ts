import {
  append,
  eventsOf,
  findCopies,
  keepEquivocation,
  keepGivenReceipt,
  missingAmong,
  park,
  parkedOf,
  withScope,
} from "@simpul/db";
import type { ParkedRow } from "@simpul/db";
import { nodeUrn, tenantOfUrn } from "@simpul/domain";
import { signReceipt, verifyEvent } from "@simpul/protocol";
import type { FeedItem, Verdict, VerifiedEvent } from "@simpul/protocol";
import { applyEvents } from "./apply.ts";
import type { Applied, Arrived } from "./apply.ts";
import type { Deployment } from "./deployment.ts";
import { readType } from "./event-shapes.ts";
import { inTrace } from "./trace.ts";

export interface Taken {
  /** Signed after the commit: nothing is acknowledged before. */
  readonly receipt: string;
  /** Content that the events name and that did not come along. */
  readonly want: string[];
  readonly verdicts: readonly Verdict[];
}

const attempts = 8;

/** A peer's batch: verify, sort by copy, apply and commit each, then sign one receipt for all. */
export async function takeBatch(
  deployment: Deployment,
  peer: string,
  generation: string,
  items: readonly FeedItem[],
): Promise<Taken> {
  const { ctx, keyring } = deployment;
  const verdicts: Verdict[] = Array.from({ length: items.length });
  const read = await Promise.all(items.map((item) => readItem(deployment, peer, item)));
  const copies = new Map<string, { index: number; arrived: Arrived }[]>();
  read.forEach((event, index) => {
    if ("verdict" in event) verdicts[index] = event;
    else {
      const key = `${event.to}/${event.verified.event.subject}`;
      copies.set(key, [...(copies.get(key) ?? []), { index, arrived: event }]);
    }
  });
  for (const group of copies.values()) {
    const applied = await applyCopy(deployment, peer, group.map((g) => g.arrived));
    for (const { index, arrived } of group) {
      verdicts[index] = applied.get(arrived) ?? rejected(arrived.verified.hash, "conflict", false);
      // Each event's delivery joins the trace in which it was written, at the channel's POST or an officer's act.
      if (arrived.traceparent !== undefined)
        await inTrace("federation.apply", arrived.traceparent, () => Promise.resolve(), {
          verdict: verdicts[index].verdict,
        });
    }
  }
  const now = ctx.now().toString({ fractionalSecondDigits: 3 });
  const receipt = await signReceipt(
    {
      iss: nodeUrn(deployment.node),
      aud: nodeUrn(peer),
      time: now,
      batch: { generation, from: items[0]?.position ?? 0, to: items.at(-1)?.position ?? 0 },
      verdicts,
    },
    keyring.signing,
  );
  const scope = { tenants: ctx.here.tenants() };
  const want = await withScope(deployment.db, scope, async (tx) => {
    await keepGivenReceipt(tx, peer, receipt, now);
    const named = read.flatMap((e) => ("verdict" in e ? [] : e.content.filter((c) => c.bytes === undefined).map((c) => c.hash)));
    return named.length === 0 ? [] : missingAmong(tx, named);
  });
  ctx.wake();
  return { receipt, want, verdicts };
}

/** Load, apply, append; a conflict means that somebody acted meanwhile: load and apply again. */
async function applyCopy(
  deployment: Deployment,
  peer: string,
  arrived: readonly Arrived[],
): Promise<Map<Arrived, Verdict>> {
  const first = arrived[0];
  if (first === undefined) return new Map();
  const key = { tenant: first.to, report: first.verified.event.subject };
  const scope = { tenants: [key.tenant] };
  const { db, ctx } = deployment;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const [kept, waiting, [copy]] = await withScope(db, scope, (tx) =>
      Promise.all([eventsOf(tx, [key]), parkedOf(tx, [key]), findCopies(tx, [key])]),
    );
    const applied = applyEvents(deployment, key.tenant, key.report, kept, waiting, copy, arrived, reread);
    if ((await commit(deployment, peer, key, applied)) === "committed") {
      ctx.wake();
      return applied.verdicts;
    }
  }
  return new Map();
}

async function commit(
  { db, ctx }: Deployment,
  peer: string,
  key: { tenant: string; report: string },
  applied: Applied,
): Promise<"committed" | "conflict"> {
  const scope = { tenants: [key.tenant] };
  if (applied.change !== undefined) {
    const [outcome] = await append(db, scope, [applied.change]);
    if (outcome?.outcome !== "saved") return "conflict";
  }
  if (applied.parked.length > 0 || applied.equivocations.length > 0) {
    const at = ctx.now().toString({ fractionalSecondDigits: 3 });
    await withScope(db, scope, async (tx) => {
      await park(tx, applied.parked, at);
      for (const { writer, verified, jws } of applied.equivocations)
        await keepEquivocation(tx, { ...key, writer, seq: verified.event.seq, hash: verified.hash, peer, jws }, at);
    });
  }
  return "committed";
}

/** Signature, signer, host of the stream, addressee, shape: what fails here has no effect at all. */
async function readItem(deployment: Deployment, peer: string, item: FeedItem): Promise<Arrived | Verdict> {
  const { book, ctx } = deployment;
  const verified = await verifyEvent(item.jws, (kid) => book.ownerOf(kid)?.jwk);
  if (verified.outcome === "refused") return rejected(unreadableHash, verified.code, true);
  const { event, hash, kid } = verified;
  const signer = book.ownerOf(kid)?.node;
  const writer = tenantOfUrn(event.stream);
  if (signer === undefined || event.source !== nodeUrn(signer)) return rejected(hash, "wrongSigner", true);
  if (writer === undefined || book.hostOf(writer) !== signer) return rejected(hash, "notItsStream", true);
  // A node posts its own tenants' streams and nobody else's; the hub relays everybody's.
  if (peer !== book.current().hub && signer !== peer) return rejected(hash, "notItsStream", true);
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

/** A verdict names an event by hash; bytes that are no event have none. */
const unreadableHash = "A".repeat(43);

const rejected = (hash: string, code: string, permanent: boolean): Verdict => ({
  hash,
  verdict: "rejected",
  code,
  permanent,
});

/** A parked event was verified when it came; its bytes have lain in our own database since. */
function reread(row: ParkedRow): Arrived | undefined {
  const [header, payload, signature] = row.jws.split(".");
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  const text = Buffer.from(payload, "base64url").toString("utf8");
  // Proof: `readItem` verified these bytes as an event before they were parked.
  const event = JSON.parse(text) as VerifiedEvent["event"];
  const type = readType(event);
  if (type === "malformed" || type === "unknownType") return undefined;
  return {
    to: row.tenant,
    writer: row.writer,
    type,
    verified: {
      outcome: "verified",
      payload: text,
      hash: row.hash,
      event,
      protected: header,
      signature,
      kid: "",
    },
    // Proof: as above; the items were parsed with the batch.
    content: row.content as Arrived["content"],
    jws: row.jws,
  };
}
