import { dateOf, dayOf, yearOf } from "./civil-date.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

/** Where two calendars begin to count differently. */
export interface Difference {
  /** ISO 8601. Whatever ends before it is the same by both. */
  readonly from: string;
  /** Whether a day counts by the second that does not by the first: only then does anything come earlier. */
  readonly restores: boolean;
}

/** The days on which two calendars disagree, or are not equally sure. @returns undefined where they agree on all */
export function differenceOf(
  before: WorkingCalendar,
  after: WorkingCalendar,
): Difference | undefined {
  const last = Math.max(before.days.last, after.days.last);
  let from: number | undefined;
  let restores = false;
  for (let day = Math.min(before.days.first, after.days.first); day <= last; day += 1) {
    const [was, is] = [before.days.off(day) === undefined, after.days.off(day) === undefined];
    const year = yearOf(day);
    if (was === is && before.isDecreed(year) === after.isDecreed(year)) continue;
    from ??= day;
    if (is && !was) restores = true;
  }
  return from === undefined ? undefined : { from: dateOf(from), restores };
}

/** Of several, what all of them may move. */
export function widest(differences: readonly Difference[]): Difference | undefined {
  const [first] = differences.map(({ from }) => from).toSorted((a, b) => dayOf(a) - dayOf(b));
  return first === undefined
    ? undefined
    : { from: first, restores: differences.some(({ restores }) => restores) };
}
