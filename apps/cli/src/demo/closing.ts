/** What was started and must end, the last first; on Ctrl-C and SIGTERM, and when a start fails half-way. */
export interface Closing {
  /** Ends with everything that was begun before it still running. */
  add(close: () => Promise<unknown>): void;
  closeAll(): Promise<void>;
}

export function closing(): Closing {
  const steps: (() => Promise<unknown>)[] = [];
  return {
    add: (close) => void steps.push(close),
    async closeAll() {
      for (let close = steps.pop(); close !== undefined; close = steps.pop())
        await close().catch(() => {});
    },
  };
}

/** A second signal ends at once: whatever we started sees that its parent is gone, and ends by itself. */
export function onSignals(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      void stop().then(() => process.exit(0));
    });
}
