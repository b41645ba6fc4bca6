/**
 * Runs work one after another. What would wait behind too many others is told at once: a queue without an end holds
 * every waiting upload in memory.
 * @param most that may wait or run
 */
export function oneAtATime(most: number) {
  let last: Promise<unknown> = Promise.resolve();
  let depth = 0;
  return async <T>(work: () => Promise<T>): Promise<T | "full"> => {
    if (depth >= most) return "full";
    depth += 1;
    const mine = last.then(work);
    last = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      depth -= 1;
    }
  };
}
