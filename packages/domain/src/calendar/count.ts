import { dateOf, dayOf, lastDay, yearOf } from "./civil-date.ts";
import type { DayOff } from "./document.ts";
import type { NumberedDays, WorkingCalendar } from "./working-calendar.ts";

/**
 * The n-th working day after a day: the day of the event is day 0 and counting starts on the next working day
 * (PRODUCT, "The statutory clock"); 0 is the day itself, whatever day it is.
 * `provisional`: a day that was counted or skipped lies in a year without a decree, so the date may move.
 * @param date ISO date, in the zone of the party that owes the act (`dateIn`)
 * @param n working days, a whole number from 0
 * @throws RangeError for a malformed date or n, or a result after the year 9999
 */
export function nthWorkingDayAfter(
  calendar: WorkingCalendar,
  date: string,
  n: number,
): { readonly date: string; readonly provisional: boolean } {
  const from = dayOf(date);
  const to = nthAfter(calendar.days, from, n);
  return { date: dateOf(to), provisional: touchesUndecreed(calendar, from, to) };
}

/**
 * The working days after `after`, up to and including `until`, both ISO dates; 0 if `until` is not later.
 * @throws RangeError for a malformed date
 */
export function workingDaysBetween(
  { days }: WorkingCalendar,
  after: string,
  until: string,
): number {
  const [from, to] = [dayOf(after), dayOf(until)];
  if (to <= from) return 0;
  if (from >= days.first && to <= days.last)
    return at(days.counted, to - days.first) - at(days.counted, from - days.first);
  let count = 0;
  for (let day = from + 1; day <= to; day += 1) if (days.off(day) === undefined) count += 1;
  return count;
}

export type ExplainedDay =
  | { readonly date: string; readonly counted: number }
  | { readonly date: string; readonly dayOff: DayOff };

/** Every day after `date` up to the n-th working day: its number, or why it does not count. Refuses as `nthWorkingDayAfter`. */
export function explain({ days }: WorkingCalendar, date: string, n: number): ExplainedDay[] {
  const from = dayOf(date);
  const to = nthAfter(days, from, n);
  const explained: ExplainedDay[] = [];
  let counted = 0;
  for (let day = from + 1; day <= to; day += 1) {
    const dayOff = days.off(day);
    explained.push(
      dayOff === undefined
        ? { date: dateOf(day), counted: (counted += 1) }
        : { date: dateOf(day), dayOff },
    );
  }
  return explained;
}

function nthAfter({ off, first, last, counted, ordinals }: NumberedDays, from: number, n: number) {
  if (!Number.isInteger(n) || n < 0)
    throw new RangeError(`${n} is no number of working days; it is a whole number from 0`);
  if (n === 0) return from;
  if (from >= first && from <= last) {
    const ordinal = at(counted, from - first) + n;
    if (ordinal < ordinals.length) return first + at(ordinals, ordinal);
  }
  // Also what ends a count that no calendar can hold before it takes its first step.
  if (from + n > lastDay) throw new RangeError(`${n} working days end after the year 9999`);
  let day = from;
  for (let left = n; left > 0;) if (off((day += 1)) === undefined) left -= 1;
  return day;
}

function touchesUndecreed({ isDecreed }: WorkingCalendar, from: number, to: number): boolean {
  if (to === from) return false;
  for (let year = yearOf(from + 1); year <= yearOf(to); year += 1)
    if (!isDecreed(year)) return true;
  return false;
}

function at(table: Int16Array, place: number): number {
  // Proof: every caller has compared the place with the table's ends.
  return table[place] as number;
}
