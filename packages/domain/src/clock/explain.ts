import { explain, workingDaysBetween } from "../calendar/count.ts";
import type { DayOff } from "../calendar/document.ts";
import type { Case } from "../report/fold.ts";
import { calendarOfClock, clocksOf, countOf, ruleOf, runningIn } from "./clocks.ts";
import type { Terms } from "./clocks.ts";
import type { Clock } from "./name.ts";
import type { ClockRule } from "./policy.ts";
import type { Began, Span } from "./timing.ts";

/** A day behind day 0, an ISO date: its number, or why it does not count. */
export type ClockDay =
  | { readonly date: string; readonly counted: number }
  | { readonly date: string; readonly dayOff: DayOff }
  | { readonly date: string; readonly paused: true };

/** A clock with all that its deadline was made of. */
export interface ExplainedClock extends Clock {
  readonly began: Began;
  /** IANA zones of day 0 and of the deadline. */
  readonly zones: { readonly began: string; readonly deadline: string };
  readonly by: Pick<ClockRule, "id" | "amount" | "unit" | "legalBasis">;
  /** Day 0 and the number of days, where they are not those of the rule: the step is bound to the assignment. */
  readonly bound?: { readonly since: string; readonly amount: number };
  readonly pauses: readonly Span[];
  /** Working days that all pauses of the report may take. */
  readonly mostPaused?: number;
  /** To the end that the clock's own rule gives, which may lie behind `date` (`cappedFrom`). None of a clock of hours. */
  readonly days: readonly ClockDay[];
}

/** Every clock that runs, day by day, the earliest deadline first. */
export function explainClocks(current: Case, terms: Terms): ExplainedClock[] {
  const running = new Map(runningIn(current, terms).map((each) => [each.name, each]));
  return clocksOf(current, terms).flatMap((clock) => {
    const own = running.get(clock.name);
    const rule = own === undefined ? undefined : ruleOf(current, own, clock.from, terms);
    if (own === undefined || rule === undefined) return [];
    const { began, pauses, mostPaused } = own;
    const { id, amount, unit, legalBasis } = rule;
    const zone = terms.zoneOf(clock.owedBy);
    const about = {
      ...clock,
      began,
      zones: { began: terms.zoneOf(began.by), deadline: zone },
      by: { id, amount, unit, legalBasis },
      pauses,
      ...(mostPaused === undefined ? {} : { mostPaused }),
    };
    if (unit === "hours") return [{ ...about, days: [] }];
    const calendar = calendarOfClock(current, clock, terms);
    const counted = countOf(current, own, rule, clock.from, calendar, zone);
    const { since, date, paused, bound } = counted;
    const days =
      unit === "calendarDays"
        ? Array.from({ length: amount }, (_, index) => ({
            date: Temporal.PlainDate.from(since)
              .add({ days: index + 1 })
              .toString(),
            counted: index + 1,
          }))
        : withPauses(explain(calendar, since, workingDaysBetween(calendar, since, date)), paused);
    return [
      { ...about, ...(bound === true ? { bound: { since, amount: counted.amount } } : {}), days },
    ];
  });
}

function withPauses(
  days: ReturnType<typeof explain>,
  paused: ReadonlySet<string>,
): readonly ClockDay[] {
  let counted = 0;
  return days.map((day) => {
    if ("dayOff" in day) return day;
    return paused.has(day.date)
      ? { date: day.date, paused: true as const }
      : { date: day.date, counted: (counted += 1) };
  });
}
