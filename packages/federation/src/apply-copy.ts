import {
  append,
  dropParked,
  eventsOf,
  findCopies,
  findReport,
  keepEquivocation,
  park,
  parkedCopies,
  parkedCount,
  parkedOf,
  sqlState,
  withScope,
  wholeOf,
} from "@simpul/db";
import { owesAct, settleDue } from "@simpul/casework";
import type { Verdict } from "@simpul/protocol";
import { applyEvents } from "./apply.ts";
import type { Applied } from "./apply.ts";
import { rejected } from "./arrived.ts";
import type { Arrived } from "./arrived.ts";
import type { Deployment } from "./deployment.ts";

interface CopyKey {
  readonly tenant: string;
  readonly report: string;
}

const attempts = 8;
/** Data exceptions, broken constraints, limits of the program: these bytes fail whenever they come. */
const neverStored = /^(?:22|23|54)...$/;
/** Of all reports of the writers concerned: a peer cannot fill our disk with events of reports that nobody knows. */
const mostParked = 10_000;

/**
 * Load, apply, append; a conflict means that somebody acted meanwhile: load and apply again. What cannot be stored, or makes
 * us fail, gets a verdict of its own and stops nobody else's report; a database that is away stops the batch.
 */
export async function applyCopy(
  deployment: Deployment,
  peer: string,
  key: CopyKey,
  arrived: readonly Arrived[],
): Promise<Map<Arrived, Verdict>> {
  try {
    return await applyOrThrow(deployment, peer, key, arrived);
  } catch (error) {
    const state = sqlState(error);
    // Without a code it is our own failure, which an upgrade may mend.
    if (state !== undefined && !neverStored.test(state)) throw error;
    const [first, ...others] = arrived;
    if (first === undefined) return new Map();
    if (others.length === 0) {
      const code = state === undefined ? "applyFailed" : "unstorable";
      return new Map([[first, rejected(first.verified.hash, code, state !== undefined)]]);
    }
    const verdicts = new Map<Arrived, Verdict>();
    for (const one of arrived)
      for (const [event, verdict] of await applyCopy(deployment, peer, key, [one]))
        verdicts.set(event, verdict);
    return verdicts;
  }
}

async function applyOrThrow(
  deployment: Deployment,
  peer: string,
  key: CopyKey,
  arrived: readonly Arrived[],
): Promise<Map<Arrived, Verdict>> {
  const { db, ctx } = deployment;
  const refused = new Map<Arrived, Verdict>();
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    // The version first: each statement sees what was committed before it, and events that came after a version make its
    // write a conflict. The other way round a fold without them would be kept under the version that has them.
    const [[loaded], kept, waiting] = await withScope(db, wholeOf([key.tenant]), (tx) =>
      Promise.all([findCopies(tx, [key]), eventsOf(tx, [key]), parkedOf(tx, [key])]),
    );
    if (loaded !== undefined && owesAct(ctx, loaded)) {
      await settleDue(ctx, loaded);
      continue;
    }
    const left = arrived.filter((event) => !refused.has(event));
    const applied = applyEvents(deployment, { ...key, kept, waiting, loaded }, left);
    switch (await commit(deployment, peer, key, applied)) {
      case "committed":
        ctx.wake();
        return new Map([...applied.verdicts, ...refused]);
      case "conflict":
        continue;
      case "trackingIdTaken":
        for (const event of left)
          if (event.type === "received")
            refused.set(event, rejected(event.verified.hash, "trackingIdTaken", true));
        continue;
      case "tooManyParked":
        for (const event of left)
          if (applied.verdicts.get(event)?.verdict === "parked")
            refused.set(event, rejected(event.verified.hash, "tooManyParked", false));
    }
  }
  return refused;
}

async function commit(
  deployment: Deployment,
  peer: string,
  key: CopyKey,
  applied: Applied,
): Promise<"committed" | "conflict" | "trackingIdTaken" | "tooManyParked"> {
  const { db, ctx } = deployment;
  const { change, parked, released, equivocations } = applied;
  const scope = wholeOf([key.tenant]);
  if (parked.length > 0) {
    const writers = [...new Set(parked.map((row) => row.writer))];
    const waiting = await withScope(db, wholeOf(ctx.here.tenants()), (tx) =>
      parkedCount(tx, writers),
    );
    if (waiting + parked.length > mostParked) return "tooManyParked";
  }
  if (change !== undefined) {
    const [outcome] = await append(db, scope, [change]);
    if (outcome?.outcome !== "saved") {
      const { trackingId } = change.case.report;
      const other = await withScope(db, scope, (tx) => findReport(tx, trackingId, key.tenant));
      return other === undefined || other.id === key.report ? "conflict" : "trackingIdTaken";
    }
  }
  if (parked.length === 0 && released.length === 0 && equivocations.length === 0)
    return "committed";
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  const forks = await withScope(db, scope, async (tx) => {
    await park(tx, parked, at);
    const found: Arrived[] = [];
    for (const event of equivocations) {
      const { writer, verified, jws } = event;
      const row = { ...key, writer, seq: verified.event.seq, hash: verified.hash, peer, jws };
      if ((await keepEquivocation(tx, row, at)) === "new") found.push(event);
    }
    await dropParked(tx, key, released);
    return found;
  });
  for (const { writer, verified } of forks)
    deployment.alarm("equivocation", {
      peer,
      writer,
      report: key.report,
      seq: verified.event.seq,
      hash: verified.hash,
    });
  return "committed";
}

/** At the start: what an earlier version did not know, or a crash left behind, is applied by the version that now runs. */
export async function applyParked(deployment: Deployment): Promise<void> {
  const { ctx, db, node } = deployment;
  for (const key of await withScope(db, wholeOf(ctx.here.tenants()), (tx) => parkedCopies(tx)))
    await applyCopy(deployment, node, key, []);
}
