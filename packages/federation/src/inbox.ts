import { keepGivenReceipt, missingAmong, withScope, wholeOf } from "@simpul/db";
import { nodeUrn } from "@simpul/domain";
import { signReceipt } from "@simpul/protocol";
import type { FeedItem, Verdict } from "@simpul/protocol";
import { rejected } from "./arrived.ts";
import type { Arrived } from "./arrived.ts";
import { applyCopy } from "./apply-copy.ts";
import type { Deployment } from "./deployment.ts";
import { readItems } from "./read-item.ts";
import { inTrace } from "./trace.ts";

export interface Taken {
  /** Signed after the commit: nothing is acknowledged before. */
  readonly receipt: string;
  /** Content that the events name and that did not come along. */
  readonly want: string[];
  readonly verdicts: readonly Verdict[];
}

/** A peer's batch: verify, sort by copy, apply and commit each, then sign one receipt for all. */
export async function takeBatch(
  deployment: Deployment,
  peer: string,
  generation: string,
  items: readonly FeedItem[],
): Promise<Taken> {
  const { ctx, keyring } = deployment;
  const read = await readItems(deployment, peer, items);
  // What is still in conflict after many attempts comes again.
  const verdicts: Verdict[] = read.map((each) =>
    "verdict" in each ? each : rejected(each.verified.hash, "conflict", false),
  );
  if (verdicts.some((v) => v.code === "directoryStale"))
    deployment.alarm("directoryStale", { version: deployment.book.current().version });

  const copies = new Map<string, { index: number; arrived: Arrived }[]>();
  read.forEach((event, index) => {
    if ("verdict" in event) return;
    const key = `${event.to}/${event.verified.event.subject}`;
    copies.set(key, [...(copies.get(key) ?? []), { index, arrived: event }]);
  });
  for (const group of copies.values()) {
    const first = group[0]?.arrived;
    if (first === undefined) continue;
    const key = { tenant: first.to, report: first.verified.event.subject };
    const applied = await applyCopy(
      deployment,
      peer,
      key,
      group.map((g) => g.arrived),
    );
    for (const { index, arrived } of group) {
      const verdict = applied.get(arrived);
      if (verdict !== undefined) verdicts[index] = verdict;
      // Each event's delivery joins the trace in which it was written, at the channel's POST or an officer's act.
      if (arrived.traceparent !== undefined)
        await inTrace("federation.apply", arrived.traceparent, () => Promise.resolve(), {
          verdict: verdict?.verdict ?? "rejected",
        });
    }
  }
  deployment.reached("inbox.committed");

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
  const want = await withScope(deployment.db, wholeOf(ctx.here.tenants()), async (tx) => {
    // Of an empty batch it proves nothing, and who posts those all day must not fill our disk.
    if (items.length > 0) await keepGivenReceipt(tx, peer, receipt, now);
    const named = read.flatMap((e) =>
      "verdict" in e ? [] : e.content.filter((c) => c.bytes === undefined).map((c) => c.hash),
    );
    return named.length === 0 ? [] : missingAmong(tx, named);
  });
  deployment.reached("inbox.receiptKept");
  ctx.wake();
  return { receipt, want: want.slice(0, mostWanted), verdicts };
}

/** What an answer may name at once; the rest is asked for when the node pulls. */
const mostWanted = 1000;
