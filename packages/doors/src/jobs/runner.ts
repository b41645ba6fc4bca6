import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import { beat, connect, queueDepth, stopBeating } from "@simpul/db";
import type { Context, FileCare } from "@simpul/casework";
import { Logger, makeWorkerUtils, parseCronItems, run, WorkerPreset } from "graphile-worker";
import type { AddJobsJobSpec, TaskList, WorkerEvents } from "graphile-worker";
import { atStart, schedule, tasks } from "./tasks.ts";
import type { Bench } from "./bench.ts";
import { unlockDead } from "./unlock-dead.ts";

/** A job as the relay hands it over. */
interface Job {
  readonly task: string;
  readonly payload: Record<string, unknown>;
}

export interface JobsLog {
  info(event: string, fields: { task?: string; durationMs?: number }): void;
  error(event: string, fields: { err?: unknown; task?: string; reports?: number }): void;
}

export interface Jobs {
  enqueue(jobs: readonly Job[]): Promise<void>;
  /** Jobs that are due and not done. */
  depth(): Promise<number>;
  /** Settles when the runner ends by itself, by a crash too: the process must not live on without it. */
  readonly ended: Promise<void>;
  /** Finishes what runs, gives the rest back. */
  stop(): Promise<void>;
}

const beatMs = 5_000;

/**
 * graphile-worker as the worker role. A local queue and batched completion drain ten times faster than a query a job
 * (measured, ARCHITECTURE); the beat says that this pool lives, so that what a killed one holds is unlocked within a
 * minute instead of four hours.
 */
export async function startJobs(
  ctx: Context,
  workerUrl: string,
  log: JobsLog,
  files: FileCare,
): Promise<Jobs> {
  const queue = connect(workerUrl, { max: 2, name: "simpul-jobs" });
  const logger = new Logger(() => (level, _, { error }) => {
    // Its messages hold payloads and parameters; the error's class and code say enough.
    if (level === "error") log.error("jobs.failed", { err: error });
  });
  const preset = {
    extends: [WorkerPreset],
    worker: {
      connectionString: workerUrl,
      maxPoolSize: 4,
      concurrentJobs: 4,
      pollInterval: 2_000,
      localQueue: { size: 50 },
      completeJobBatchDelay: 50,
      failJobBatchDelay: 50,
      gracefulShutdownAbortTimeout: 10_000,
      logger,
    },
  };
  const utils = await makeWorkerUtils({ preset });
  const bench: Bench = {
    log,
    ctx,
    files,
    queue,
    unlock: (workers) => utils.forceUnlockWorkers([...workers]),
  };
  await unlockDead(bench);

  // Until its pool has a name of its own, this process beats under one nobody holds jobs by.
  let name = `starting-${randomBytes(6).toString("hex")}`;
  const events: WorkerEvents = new EventEmitter();
  events.once("pool:create", ({ workerPool }) => {
    const before = name;
    name = workerPool.id;
    void beatOnce()
      .then(() => stopBeating(queue, before))
      .catch(report);
  });
  const report = (err: unknown): void => log.error("jobs.beatFailed", { err });
  const beatOnce = (): Promise<void> => beat(queue, name);
  await beatOnce();
  const beating = setInterval(() => void beatOnce().catch(report), beatMs);

  const runner = await run({
    preset,
    events,
    noHandleSignals: true,
    taskList: taskList(bench, log),
    parsedCronItems: parseCronItems(schedule.map(({ task, match }) => ({ task, match }))),
  });
  await utils.addJobs(
    atStart.map((identifier) => ({ identifier, jobKey: `start ${identifier}`, payload: {} })),
  );
  let stopping = false;
  const ended = new Promise<void>((settle) => {
    const notice = (err?: unknown): void => {
      if (stopping) return;
      if (err !== undefined) log.error("jobs.crashed", { err });
      settle();
    };
    // It resolves on a crash as well as it rejects: either end is one that nobody asked for.
    runner.promise.then(() => notice(), notice);
  });
  return {
    ended,
    depth: () => queueDepth(queue),
    async enqueue(jobs) {
      const specs: AddJobsJobSpec[] = jobs.map(({ task, payload }) => ({
        identifier: task,
        payload,
      }));
      await utils.addJobs(specs);
    },
    async stop() {
      stopping = true;
      clearInterval(beating);
      await runner.stop();
      await utils.release();
      await stopBeating(queue, name);
      await queue.close();
    },
  };
}

function taskList(bench: Bench, log: JobsLog): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([task, work]) => [
      task,
      async (payload: unknown) => {
        const began = performance.now();
        // Proof: what enqueues a task is typed by TaskPayloads; cron adds `_cron`, which no task reads.
        await work(bench, payload as Record<never, never>);
        log.info("job.done", { task, durationMs: Math.round(performance.now() - began) });
      },
    ]),
  );
}
