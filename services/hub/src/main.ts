import {
  auditFigureOf,
  backlogOf,
  clockFiguresOf,
  mailFiguresOf,
  provisionalOf,
  rosterFiguresOf,
  startWorker,
} from "@simpul/doors";
import type { Worker } from "@simpul/doors";
import { DeploymentProblem, openDeployment } from "@simpul/federation";
import { alarmsTo, CannotStart, createMetrics, exitOnBadConfig, runProcess } from "@simpul/runtime";
import type { Metrics } from "@simpul/runtime";
import manifest from "../package.json" with { type: "json" };
import { startHttp } from "./http.ts";

/** The hub: the doors of the national desk, and the federation that its nodes call. */
const config = exitOnBadConfig("hub");

await runProcess(config, manifest.version, async (log) => {
  let metrics: Metrics | undefined;
  const deployment = await openDeployment({
    kind: config.kind,
    node: config.nodeId,
    software: manifest.version,
    stateDir: config.stateDir,
    contentDir: config.contentDir,
    scansFiles: config.clamd !== undefined,
    ...(config.s3 === undefined ? {} : { s3: config.s3 }),
    vaultKey: config.vaultKey,
    vaultKeysEarlier: config.vaultKeysEarlier,
    appUrl: config.databaseUrl,
    caseClock: config.demoClock ? "movable" : "real",
    onAlarm: alarmsTo(log, () => metrics),
  }).catch((error: unknown) => {
    throw error instanceof DeploymentProblem ? new CannotStart(error.message) : error;
  });
  let worker: Worker | undefined;
  metrics = createMetrics({
    ...backlogOf(deployment),
    ...clockFiguresOf(deployment),
    ...auditFigureOf(deployment),
    ...(config.process !== "http" && {
      ...provisionalOf(deployment),
      ...rosterFiguresOf(deployment),
      ...mailFiguresOf(deployment),
      jobsDepth: async () => (await worker?.depth()) ?? 0,
    }),
  });
  if (config.process !== "http")
    worker = await startWorker(
      deployment,
      config.workerDatabaseUrl,
      log,
      config.mail,
      config.clamd,
    );
  const http =
    config.process === "worker"
      ? undefined
      : await startHttp(config, manifest.version, deployment, metrics, log);

  return {
    metrics,
    port: http?.port,
    ended: worker?.ended ?? new Promise(() => {}),
    steps: [
      { name: "http", run: async () => http?.close() },
      { name: "worker", run: async () => worker?.stop() },
      { name: "database", run: () => deployment.close() },
    ],
  };
});
