import { followCaseClock } from "@simpul/db";
import type { Database } from "@simpul/db";

/**
 * The clock of a demo's cases: real time, moved by as much as its database says. It never goes back, whatever is read late.
 */
export async function openCaseClock(
  db: Database,
  now: () => Temporal.Instant,
): Promise<() => Temporal.Instant> {
  let ahead = -Infinity;
  await followCaseClock(db, (ms) => {
    ahead = Math.max(ahead, ms);
  });
  return () => now().add({ milliseconds: ahead });
}
