import { setTimeout as passed } from "node:timers/promises";

/** Longer than what is to be kept apart takes on a machine that is not overloaded. */
const floorMs = 200;

/**
 * Answers no sooner than this, so that the time does not tell what the words keep to themselves: whether there is such a
 * report, a contact, a secret.
 */
export async function inEvenTime<T>(work: Promise<T>): Promise<T> {
  const [done] = await Promise.allSettled([work, passed(floorMs)]);
  if (done.status === "rejected") throw done.reason;
  return done.value;
}
