import {
  calendarOfClock,
  circumspect,
  clocksOf,
  dateIn,
  marksOf,
  shown,
  workingDaysBetween,
} from "@simpul/domain";
import type { Case, Clock } from "@simpul/domain";
import type { Context } from "./context.ts";
import { termsOf } from "./terms.ts";

/** The earliest deadline of a report, as the public is told of it. */
export interface PublicDeadline extends Pick<Clock, "name" | "date" | "provisional" | "paused"> {
  /** IANA; of the tenant that owes the act, in which the date is meant. */
  readonly zone: string;
  /** Working days since the date, by the calendar that it counts by; 0 on the days off right behind it. */
  readonly late?: number;
  /** From the first warning of the 60 working days on (day 40): when they end, in the hub's zone. */
  readonly ombudsman?: { readonly date: string; readonly zone: string };
}

/** @returns undefined where no clock runs, and of a secret report, of which the public sees state and dates of steps only */
export function publicDeadline(
  ctx: Context,
  current: Case,
  outOfTouch: boolean,
): PublicDeadline | undefined {
  const terms = termsOf(ctx);
  const clocks = clocksOf(current, terms);
  const [first] = clocks;
  const shows = shown("public", circumspect(current.report, { outOfTouch }));
  if (first === undefined || !shows.has("facts")) return undefined;
  const { name, date, provisional, paused, owedBy } = first;
  const zone = terms.zoneOf(owedBy);
  const now = ctx.caseNow();
  const today = dateIn(zone, now);
  const referral = clocks.find((clock) => clock.name === "ombudsman");
  const [warning] = marksOf(current, clocks, terms, ctx.hub).filter(
    ({ clock }) => clock === "ombudsman",
  );
  const isNear =
    warning !== undefined && Temporal.Instant.compare(Temporal.Instant.from(warning.at), now) <= 0;
  return {
    name,
    date,
    zone,
    provisional,
    paused,
    ...(today > date
      ? { late: workingDaysBetween(calendarOfClock(current, first, terms), date, today) }
      : {}),
    ...(referral !== undefined && isNear
      ? { ombudsman: { date: referral.date, zone: terms.zoneOf(referral.owedBy) } }
      : {}),
  };
}
