import {
  feedGeneration,
  feedRange,
  fenced,
  keepDeadLetter,
  markDelivered,
  withScope,
  wholeOf,
} from "@simpul/db";
import type { FeedRow, Lease } from "@simpul/db";
import { nodeUrn } from "@simpul/domain";
import { compactJws, verifyReceipt } from "@simpul/protocol";
import type { Receipt, Verdict } from "@simpul/protocol";
import type { Deployment } from "./deployment.ts";
import { inTrace } from "./trace.ts";

/**
 * A sender's row is delivered only when it holds its peer's valid receipt. What was rejected for good is a dead letter and
 * leaves the feed, so a poison event stops only its own stream; what was rejected for now stays. A receipt that is shown
 * again, or that is of another feed, finds nothing to mark.
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
    (kid) => {
      // A receipt outlives its key, but not that key's revocation.
      const key = book.everOwnerOf(kid);
      return key?.node === peer && key.revokedAt === undefined ? key.jwk : undefined;
    },
    { iss: nodeUrn(peer), aud: nodeUrn(node) },
  );
  if (verified.outcome === "refused") return "refused";
  const { receipt } = verified;
  const { from, to, generation } = receipt.batch;
  const now = ctx.now().toString({ fractionalSecondDigits: 3 });
  const settled: FeedRow[] = [];
  const dead: { row: FeedRow; code: string }[] = [];
  await withScope(db, wholeOf(ctx.here.tenants()), async (tx) => {
    if (lease !== undefined && (await fenced(tx, lease)) === "outgrown") return;
    if ((await feedGeneration(tx, peer)) !== generation) return;
    const rows = await feedRange(tx, peer, from, to, receipt.verdicts.length);
    for (const [row, { verdict, permanent, code = "rejected" }] of verdictsOf(
      rows,
      receipt.verdicts,
    )) {
      if (verdict === "rejected" && permanent !== true) continue;
      if (verdict === "rejected") dead.push({ row, code });
      settled.push(row);
    }
    if (settled.length === 0) return;
    for (const { row, code } of dead) await keepDeadLetter(tx, peer, code, jwsOf(row), now);
    await markDelivered(
      tx,
      peer,
      settled.map((row) => row.position),
      jws,
      now,
    );
  });
  deployment.reached("settle.marked");
  for (const { row, code } of dead)
    deployment.alarm("deadLetter", {
      peer,
      code,
      report: row.report,
      writer: row.writer,
      seq: row.seq,
    });
  // The last span of each delivery's trace: its receipt is in.
  for (const { traceparent } of settled)
    if (traceparent !== undefined)
      await inTrace("federation.receipt", traceparent, () => Promise.resolve());
  return receipt;
}

/**
 * One event may stand in a batch twice, for two tenants of one node, with two verdicts under one hash: they are told apart
 * by their order. Where some of them are settled already the order says nothing, and only what is said of all counts.
 */
function verdictsOf(rows: readonly FeedRow[], verdicts: readonly Verdict[]): Map<FeedRow, Verdict> {
  const result = new Map<FeedRow, Verdict>();
  for (const hash of new Set(rows.map((row) => row.hash))) {
    const of = rows.filter((row) => row.hash === hash);
    const said = verdicts.filter((verdict) => verdict.hash === hash);
    const first = said[0];
    if (first === undefined) continue;
    const same = said.every((v) => v.verdict === first.verdict && v.permanent === first.permanent);
    of.forEach((row, i) => {
      const verdict = same ? first : said.length === of.length ? said[i] : undefined;
      if (verdict !== undefined) result.set(row, verdict);
    });
  }
  return result;
}

function jwsOf({ protected: header, payload, signature }: FeedRow): string {
  return compactJws({ protected: header ?? "", payload, signature: signature ?? "" });
}
