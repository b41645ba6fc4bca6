import { answerPings, givePings, noteNodeWord } from "@simpul/db";
import { MAX_PINGS } from "@simpul/protocol";
import type { NodeWord, Ping } from "@simpul/protocol";
import type { Deployment } from "./deployment.ts";
import { inTrace } from "./trace.ts";

/** What was given out and not answered goes out again after this; nobody looks for an answer that comes later than the other. */
const againSeconds = 30;
const longestMinutes = 10;

/** The hub: what a node says of itself with a pull, and which pings it has heard. */
export async function takeWord(
  { db, ctx }: Deployment,
  peer: string,
  { software, directory, heard }: NodeWord,
): Promise<void> {
  await noteNodeWord(db, peer, { software, directory });
  for (const { traceparent } of await answerPings(db, peer, heard, stamp(ctx.now())))
    await inTrace("federation.pinged", traceparent, () => Promise.resolve());
}

/** The hub: what it asks a node with the answer to this pull. */
export async function pingsFor({ db, ctx }: Deployment, peer: string): Promise<Ping[]> {
  const now = ctx.now();
  const given = await givePings(db, peer, {
    at: stamp(now),
    again: stamp(now.subtract({ seconds: againSeconds })),
    since: stamp(now.subtract({ minutes: longestMinutes })),
    limit: MAX_PINGS,
  });
  return given.map(({ id, traceparent }) => ({
    id,
    ...(traceparent === undefined ? {} : { traceparent }),
  }));
}

/** The node: what it answers with its next pull. */
export async function heardPings(
  { ctx }: Deployment,
  pings: readonly Ping[],
): Promise<NodeWord["heard"]> {
  for (const { traceparent } of pings)
    await inTrace("federation.ping", traceparent, () => Promise.resolve());
  return pings.map(({ id }) => ({ id, at: stamp(ctx.now()) }));
}

const stamp = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 });
