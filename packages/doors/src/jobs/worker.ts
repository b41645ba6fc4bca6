import { startRelay } from "@simpul/federation";
import type { Deployment } from "@simpul/federation";
import { fileCare } from "../media/file-care.ts";
import { startJobs } from "./runner.ts";
import type { JobsLog } from "./runner.ts";
import { startSealer } from "./seal-audit.ts";
import type { SealerLog } from "./seal-audit.ts";
import { startMailing } from "./send-mail.ts";
import type { MailOptions } from "./send-mail.ts";

export interface Worker {
  /** Jobs that are due and not done. */
  depth(): Promise<number>;
  /** Settles when the job runner ends by itself: the process must not live on without it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/**
 * The work that nobody waits for in a request, the same on hub and node: the outbox's relay, the jobs, the mails, and
 * the audit's sealer.
 * @param mail without it mails wait
 * @param clamd where the malware scanner listens
 */
export async function startWorker(
  deployment: Deployment,
  workerUrl: string,
  log: JobsLog & SealerLog,
  mail?: MailOptions,
  clamd?: string,
): Promise<Worker> {
  const care = fileCare((kind, fields) => deployment.alarm(kind, fields), clamd);
  const jobs = await startJobs(deployment.ctx, workerUrl, log, care);
  const relay = startRelay(deployment, {
    workerUrl,
    enqueue: (batch) => jobs.enqueue(batch),
    log: { error: (event, { error }) => log.error(event, { err: error }) },
  });
  const mailing = startMailing(deployment.ctx, mail, log);
  const sealer = startSealer(deployment, workerUrl, log);
  return {
    depth: () => jobs.depth(),
    ended: jobs.ended,
    async stop() {
      await Promise.all([relay.stop(), mailing.stop(), sealer.stop()]);
      await jobs.stop();
    },
  };
}
