import { termsOf, unreadableOf } from "@simpul/casework";
import { provisionalDeadlines, wholeOf } from "@simpul/db";
import { decreedUntil } from "@simpul/domain";
import type { Deployment } from "@simpul/federation";

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

const minuteMs = 60_000;

/**
 * Deadlines that may move, counted once a minute however often somebody scrapes: a count of a year without a decree is
 * nothing that changes by the second. For workers, of which there are few.
 * @param elapsedMs a clock that never goes back
 */
export function provisionalOf(
  { db, ctx }: Pick<Deployment, "db" | "ctx">,
  elapsedMs: () => number = () => performance.now(),
) {
  let counted: { readonly at: number; readonly count: Promise<number> } | undefined;
  return {
    deadlinesProvisional: (): Promise<number> => {
      const at = elapsedMs();
      if (counted !== undefined && at - counted.at < minuteMs) return counted.count;
      const count = provisionalDeadlines(db, wholeOf(ctx.here.tenants()));
      counted = { at, count };
      count.catch(() => {
        // What failed is no figure: the next scrape asks again.
        counted = undefined;
      });
      return count;
    },
  };
}
