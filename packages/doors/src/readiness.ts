import {
  isMigrated,
  lastBeat,
  latestMigration,
  oldestUnsealed,
  readBacklog,
  wholeOf,
} from "@simpul/db";
import type { Backlog, Database } from "@simpul/db";
import type { Deployment } from "@simpul/federation";
import type { Check } from "./health.ts";

/** A worker beats every five seconds: six missed beats are no hiccup. */
const silenceSeconds = 30;

/** What `/readyz` asks of every hub and node. */
export function readiness(db: Database): Check[] {
  return [
    { name: "database", ok: async () => (await latestMigration(db)) !== undefined },
    { name: "migrations", ok: async () => isMigrated(await latestMigration(db)) },
    { name: "worker", ok: async () => ((await lastBeat(db)) ?? Infinity) < silenceSeconds },
  ];
}

/** Figures of what waits, one query for all three that a scrape asks for at once. */
export function backlogOf({ db, ctx }: Deployment) {
  let asked: Promise<Backlog> | undefined;
  const read = (): Promise<Backlog> => {
    asked ??= readBacklog(db, wholeOf(ctx.here.tenants())).finally(() => {
      asked = undefined;
    });
    return asked;
  };
  return {
    outboxDepth: async () => (await read()).outbox,
    feedBacklog: async () => (await read()).feed,
    feedLagSeconds: async () => (await read()).lagSeconds,
  };
}

/** How long the oldest audit row has waited for its link: what is not sealed could still be changed without a trace. */
export function auditFigureOf({ db, ctx }: Pick<Deployment, "db" | "ctx">) {
  return { auditUnsealedSeconds: () => oldestUnsealed(db, wholeOf(ctx.here.tenants())) };
}
