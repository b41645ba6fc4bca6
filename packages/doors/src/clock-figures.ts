import { termsOf, unreadableOf } from "@simpul/casework";
import { provisionalDeadlines, wholeOf } from "@simpul/db";
import { decreedUntil } from "@simpul/domain";
import type { Deployment } from "@simpul/federation";
import { onceAMinute } from "./once-a-minute.ts";

/** What the deadlines of this process rest on; nothing of it asks the database. */
export function clockFiguresOf({ ctx }: Pick<Deployment, "ctx">) {
  return {
    calendarDecreedYear: async () => {
      const { year } = ctx.caseNow().toZonedDateTimeISO(termsOf(ctx).zoneOf(ctx.hub));
      return decreedUntil(termsOf(ctx).calendarOf(ctx.hub), year);
    },
    referenceUnreadable: async () => unreadableOf(ctx).length,
  };
}

/**
 * Deadlines that may move: a count of a year without a decree is nothing that changes by the second. For workers, of which
 * there are few.
 * @param elapsedMs a clock that never goes back
 */
export function provisionalOf(
  { db, ctx }: Pick<Deployment, "db" | "ctx">,
  elapsedMs: () => number = () => performance.now(),
) {
  const count = () => provisionalDeadlines(db, wholeOf(ctx.here.tenants()));
  return { deadlinesProvisional: onceAMinute(count, elapsedMs) };
}
