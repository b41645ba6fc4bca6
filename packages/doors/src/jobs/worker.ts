import { startRelay } from "@simpul/federation";
import type { Deployment } from "@simpul/federation";
import { startJobs } from "./runner.ts";
import type { JobsLog } from "./runner.ts";

export interface Worker {
  /** Jobs that are due and not done. */
  depth(): Promise<number>;
  /** Settles when the job runner ends by itself: the process must not live on without it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** The work that nobody waits for in a request, the same on hub and node: the outbox's relay and the jobs. */
export async function startWorker(
  deployment: Deployment,
  workerUrl: string,
  log: JobsLog,
): Promise<Worker> {
  const jobs = await startJobs(deployment.ctx, workerUrl, log);
  const relay = startRelay(deployment, {
    workerUrl,
    enqueue: (batch) => jobs.enqueue(batch),
    log: { error: (event, { error }) => log.error(event, { err: error }) },
  });
  return {
    depth: () => jobs.depth(),
    ended: jobs.ended,
    async stop() {
      await relay.stop();
      await jobs.stop();
    },
  };
}
