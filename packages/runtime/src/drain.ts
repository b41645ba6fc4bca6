import type { Logger } from "./logger.ts";

export interface DrainStep {
  /** One word for the log: `http`, `worker`, `database`. */
  readonly name: string;
  run(): Promise<unknown>;
}

export interface DrainOptions {
  readonly log: Logger;
  /** 25 s by default: orchestrators kill after 30. */
  readonly deadlineMs?: number;
}

export interface Drain {
  /** Runs the steps as a signal would, and ends with 1: a part that must run has ended by itself. */
  fail(reason: string): void;
}

/**
 * On SIGTERM or SIGINT: the steps in order (stop taking in, finish, close), then exit 0; 1 when a step
 * failed or the deadline passed. A failed step does not keep the later ones from running. A second signal
 * ends the process at once, for whoever is waiting at a terminal.
 */
export function onTerminate(steps: readonly DrainStep[], options: DrainOptions): Drain {
  const { log, deadlineMs = 25_000 } = options;
  let draining = false;

  const drain = async (reason: string, status: number): Promise<void> => {
    draining = true;
    const started = performance.now();
    const elapsed = (): number => Math.round(performance.now() - started);
    log.info("drain.started", { reason });
    let current = "none";
    setTimeout(() => {
      log.error("drain.late", { step: current, durationMs: elapsed() });
      process.exit(1);
    }, deadlineMs);
    let outcome = status;
    for (const step of steps) {
      current = step.name;
      try {
        await step.run();
        log.debug("drain.step", { step: step.name, durationMs: elapsed() });
      } catch (err) {
        log.error("drain.stepFailed", { step: step.name, err });
        outcome = 1;
      }
    }
    log.info("drain.done", { durationMs: elapsed() });
    process.exit(outcome);
  };

  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      if (draining) process.exit(1);
      else void drain(signal, 0);
    });

  return {
    fail(reason) {
      if (!draining) void drain(reason, 1);
    },
  };
}
