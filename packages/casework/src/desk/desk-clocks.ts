import { calendarOfClock, dateIn, workingDaysBetween } from "@simpul/domain";
import type { Case, Clock } from "@simpul/domain";
import type { Context } from "../context.ts";
import { termsOf } from "../terms.ts";

/** A clock as a desk shows it. */
export interface DeskClock extends Clock {
  /** IANA; of the tenant that owes the act, in which the date is meant. */
  readonly zone: string;
  /** Working days until the date by the calendar that it counts by: 0 on the day itself, below 0 the days since. */
  readonly daysLeft: number;
  /** The date is over; on the days off right behind it no working day has gone by yet. */
  readonly isLate: boolean;
}

export function deskClocks(ctx: Context, current: Case, clocks: readonly Clock[]): DeskClock[] {
  const terms = termsOf(ctx);
  const now = ctx.caseNow();
  return clocks.map((clock) => {
    const zone = terms.zoneOf(clock.owedBy);
    const today = dateIn(zone, now);
    const calendar = calendarOfClock(current, clock, terms);
    const isLate = today > clock.date;
    const daysLeft = isLate
      ? -workingDaysBetween(calendar, clock.date, today)
      : workingDaysBetween(calendar, today, clock.date);
    // No working day since is 0, and not the other zero that a minus makes.
    return { ...clock, zone, daysLeft: daysLeft === 0 ? 0 : daysLeft, isLate };
  });
}
