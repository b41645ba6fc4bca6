import { feedRange, fenced, keepDeadLetter, markDelivered, withScope } from "@simpul/db";
import type { FeedRow, Lease } from "@simpul/db";
import { nodeUrn } from "@simpul/domain";
import { compactJws, verifyReceipt } from "@simpul/protocol";
import type { Receipt } from "@simpul/protocol";
import type { Deployment } from "./deployment.ts";
import { inTrace } from "./trace.ts";

/** More than one batch can hold: a receipt over a wider range is not about what we sent. */
const widest = 100_000;

/**
 * A sender's row is delivered only when it holds its peer's valid receipt. What was rejected for good is a dead letter and
 * leaves the feed, so a poison event stops only its own stream; what was rejected for now stays.
 */
export async function settle(
  deployment: Deployment,
  peer: string,
  jws: string,
  lease?: Lease,
): Promise<Receipt | "refused"> {
  const { book, ctx, db, node } = deployment;
  const verified = await verifyReceipt(
    jws,
    (kid) => (book.ownerOf(kid)?.node === peer ? book.ownerOf(kid)?.jwk : undefined),
    { iss: nodeUrn(peer), aud: nodeUrn(node) },
  );
  if (verified.outcome === "refused") return "refused";
  const { receipt } = verified;
  const { from, to } = receipt.batch;
  if (to - from > widest) return "refused";
  const now = ctx.now().toString({ fractionalSecondDigits: 3 });
  const settled: FeedRow[] = [];
  await withScope(db, { tenants: ctx.here.tenants() }, async (tx) => {
    if (lease !== undefined && (await fenced(tx, lease)) === "outgrown") return;
    const rows = await feedRange(tx, peer, from, to);
    for (const row of rows) {
      const verdict = receipt.verdicts.find((v) => v.hash === row.hash);
      if (verdict === undefined) continue;
      if (verdict.verdict === "rejected") {
        if (verdict.permanent !== true) continue;
        await keepDeadLetter(tx, peer, verdict.code ?? "rejected", jwsOf(row), now);
      }
      settled.push(row);
    }
    await markDelivered(
      tx,
      peer,
      settled.map((row) => row.position),
      jws,
      now,
    );
  });
  // The last span of each delivery's trace: its receipt is in.
  for (const { traceparent } of settled)
    if (traceparent !== undefined) await inTrace("federation.receipt", traceparent, () => Promise.resolve());
  return receipt;
}

function jwsOf({ protected: header, payload, signature }: FeedRow): string {
  return compactJws({ protected: header ?? "", payload, signature: signature ?? "" });
}
