import { startWorker } from "@simpul/doors";
import type { Worker } from "@simpul/doors";
import { startConversation } from "@simpul/federation";
import type { Deployment } from "@simpul/federation";
import type { FederationVerdict, Logger, Metrics, NodeConfig } from "@simpul/runtime";

const verdicts: ReadonlySet<string> = new Set(["accepted", "duplicate", "parked", "rejected"]);
// Proof: membership in the set was just checked.
const isVerdict = (word: string): word is FederationVerdict => verdicts.has(word);

/** What every worker does, and the node's one conversation with the hub: the node always calls. */
export async function startNodeWorker(
  config: NodeConfig,
  deployment: Deployment,
  metrics: Metrics,
  log: Logger,
): Promise<Worker> {
  const worker = await startWorker(
    deployment,
    config.workerDatabaseUrl,
    log,
    config.mail,
    config.clamd,
  );
  const conversation = startConversation(deployment, {
    hubUrl: config.hubUrl,
    log: {
      info: (event, { failures }) => log.info(event, { attempt: Number(failures) }),
      warn: (event, { code, failures, error }) =>
        log.warn(event, { code: String(code), attempt: Number(failures), err: error }),
    },
    count(direction, verdict) {
      if (isVerdict(verdict))
        metrics.countFederationEvent(direction === "in" ? "received" : "sent", verdict);
    },
  });
  return {
    ...worker,
    async stop() {
      await conversation.stop();
      await worker.stop();
    },
  };
}
