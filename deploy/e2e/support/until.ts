import { setTimeout as pause } from "node:timers/promises";

/** Asks until there is an answer; never sleeps for a time that somebody guessed. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  withinMs = 30_000,
): Promise<T> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline)
      throw new Error(`within ${withinMs} ms there was never: ${what}`);
    await pause(25);
  }
}
