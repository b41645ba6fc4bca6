import {
  clearOutbox,
  connect,
  readOutbox,
  stampFeed,
  takeRelayTurn,
  withScope,
  wholeOf,
} from "@simpul/db";
import type { Database, KeptEvent, OutboxRow, Stamp } from "@simpul/db";
import type { Deployment } from "./deployment.ts";
import { applyParked } from "./apply-copy.ts";
import { deliverHere } from "./deliver-here.ts";
import { guarded } from "./deployment.ts";
import { signPending } from "./feed.ts";
import { deliverMessagesHere } from "./identity/messages.ts";
import { inTrace } from "./trace.ts";

export interface Job {
  readonly task: string;
  readonly payload: Record<string, unknown>;
  readonly traceparent?: string;
}

export interface RelayOptions {
  /** Hands side work to the job queue, in bulk; may be called again with the same jobs after a crash. */
  enqueue(jobs: readonly Job[]): Promise<void>;
  readonly log: { error(event: string, fields: Record<string, unknown>): void };
  readonly workerUrl?: string;
}

export interface Running {
  stop(): Promise<void>;
}

const most = 500;
const pollMs = 500;

/**
 * Empties the outbox: deliveries are signed and stamped into their peer's feed, jobs go to the queue. One relay works at
 * a time, by a lock of its transaction, and everything it does is in that transaction: a relay that is killed or suspended
 * anywhere has done nothing, or all of it. It wakes by the process's signal, and by polling.
 */
export function startRelay(deployment: Deployment, options: RelayOptions): Running {
  const own =
    options.workerUrl === undefined
      ? undefined
      : connect(guarded(options.workerUrl), { max: 2, name: "simpul-relay" });
  const stopping = new AbortController();
  const running = loop(deployment, own ?? deployment.db, options, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
      await own?.close();
    },
  };
}

async function loop(
  deployment: Deployment,
  db: Database,
  options: RelayOptions,
  stopping: AbortSignal,
): Promise<void> {
  await applyParked(deployment).catch((error: unknown) =>
    options.log.error("parked.failed", { error }),
  );
  // What an earlier process stamped for this very deployment waits in no outbox.
  let isFirst = true;
  while (!stopping.aborted) {
    try {
      const moved = await relayOnce(deployment, db, options.enqueue);
      if (moved > 0) deployment.signals.feed.raise();
      if (moved > 0 || isFirst) await deliverHere(deployment);
      await deliverMessagesHere(deployment);
      isFirst = false;
      if (moved === most) continue;
    } catch (error) {
      options.log.error("relay.failed", { error });
    }
    await deployment.signals.outbox.wait(pollMs, stopping);
  }
}

/** @returns how many rows left the outbox */
export async function relayOnce(
  deployment: Deployment,
  db: Database,
  enqueue: RelayOptions["enqueue"],
): Promise<number> {
  const { ctx, book, keyring } = deployment;
  return withScope(db, wholeOf(ctx.here.tenants()), async (tx) => {
    if ((await takeRelayTurn(tx)) === "theirs") return 0;
    // A tenant whose node is not in the directory yet keeps its rows: they wait here, in order.
    const rows = await readOutbox(
      tx,
      book.current().tenants.map((t) => t.code),
      most,
    );
    if (rows.length === 0) return 0;
    const stamps = rows.flatMap((row) => stampOf(row, book.hostOf(row.to_tenant ?? "")) ?? []);
    const reports = new Map(
      stamps.map((s) => [`${s.tenant}/${s.report}`, { tenant: s.tenant, report: s.report }]),
    );
    const events =
      reports.size > 0 ? await signPending(tx, keyring.signing, [...reports.values()]) : [];
    await stampFeed(tx, stamps, ctx.now().toString({ fractionalSecondDigits: 3 }));
    for (const { traceparent } of events.filter((e) => stamps.some((s) => isOf(s, e))))
      if (traceparent !== undefined)
        await inTrace("federation.relay", traceparent, () => Promise.resolve());
    deployment.reached("relay.stamped");
    const jobs = rows.filter((row) => row.kind === "job");
    if (jobs.length > 0) await enqueue(jobs.map(jobOf));
    await clearOutbox(
      tx,
      rows.map((row) => row.id),
    );
    deployment.reached("relay.cleared");
    return rows.length;
  });
}

const isOf = (stamp: Stamp, event: Stamp | KeptEvent): boolean =>
  stamp.tenant === event.tenant &&
  stamp.report === event.report &&
  stamp.writer === event.writer &&
  stamp.seq === event.seq;

function stampOf(row: OutboxRow, peer: string | undefined): Stamp | undefined {
  const { to_tenant: toTenant, report, writer, seq, tenant } = row;
  if (row.kind === "job") return undefined;
  if (peer === undefined || toTenant === null || report === null || writer === null || seq === null)
    return undefined;
  return { tenant, peer, toTenant, report, writer, seq };
}

const jobOf = (row: OutboxRow): Job => ({
  task: row.task ?? "",
  payload: row.payload ?? {},
  ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
});
