/**
 * A signal within one process: it saves a poll's waiting time, and nothing depends on it. What is not
 * signalled (another process, a missed moment) is found by polling.
 */
export interface Signal {
  raise(): void;
  /** Resolves at the next raise, after `ms`, or when the caller gives up, whichever is first. */
  wait(ms: number, until?: AbortSignal): Promise<void>;
}

export function signal(): Signal {
  let waiting = new Set<() => void>();
  let raised = false;
  return {
    raise() {
      // Raised while nobody listens: the next wait returns at once.
      raised = waiting.size === 0;
      const awake = waiting;
      waiting = new Set();
      for (const wake of awake) wake();
    },
    wait(ms, until) {
      if (raised || until?.aborted === true) {
        raised = false;
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        const finish = (): void => {
          clearTimeout(timer);
          waiting.delete(finish);
          until?.removeEventListener("abort", finish);
          resolve();
        };
        const timer = setTimeout(finish, ms);
        waiting.add(finish);
        until?.addEventListener("abort", finish, { once: true });
      });
    },
  };
}
