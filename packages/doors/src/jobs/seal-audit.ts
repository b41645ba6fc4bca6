import { setTimeout } from "node:timers/promises";
import { mostRows, sealAudit } from "@simpul/casework";
import type { Sealer } from "@simpul/casework";
import { connect } from "@simpul/db";
import { auditSignatures, guarded } from "@simpul/federation";
import type { Deployment, Running } from "@simpul/federation";

export interface SealerLog {
  info(event: string, fields: { tenant: string; seq: number; hash: string }): void;
  error(event: string, fields: { err: unknown }): void;
}

const everyMs = 3_000;

/**
 * Seals the audit every three seconds, or sooner where more waits than one transaction takes. Each checkpoint is logged: logs
 * are kept elsewhere, and who cuts off rows with their checkpoints does not cut it off there.
 */
export function startSealer(deployment: Deployment, workerUrl: string, log: SealerLog): Running {
  const db = connect(guarded(workerUrl), { max: 1, name: "simpul-sealer" });
  const stopping = new AbortController();
  const { ctx } = deployment;
  const running = loop(
    {
      db,
      tenants: () => ctx.here.tenants(),
      now: () => ctx.now(),
      sign: auditSignatures(deployment).sign,
      onCheckpoint: ({ tenant, seq, hash }) => log.info("audit.checkpoint", { tenant, seq, hash }),
    },
    stopping.signal,
    log,
  );
  return {
    async stop() {
      stopping.abort();
      await running;
      await db.close();
    },
  };
}

async function loop(sealer: Sealer, stopping: AbortSignal, log: SealerLog): Promise<void> {
  while (!stopping.aborted) {
    const began = performance.now();
    const sealed = await sealAudit(sealer).catch((err: unknown) => {
      log.error("audit.sealFailed", { err });
      return 0;
    });
    // A storm's rows wait for their links rather than its intakes for the sealer: a quarter of the time at most is its own.
    const rest = sealed === mostRows ? (performance.now() - began) * 3 : everyMs;
    await setTimeout(rest, undefined, { signal: stopping }).catch(() => {});
  }
}
