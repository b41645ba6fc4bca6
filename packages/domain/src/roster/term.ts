/** Days are ISO dates in the zone of the tenant; the last one counts. */
export interface Days {
  readonly begins: string;
  readonly ends?: string;
}

/** From when to when a role of a roster counts, and by what decree. */
export interface Term extends Days {
  readonly decree?: Days;
}

/**
 * Calendar days for which roles go on after their decree ended: a decree that nobody renewed in time is an alarm on each of
 * them, and must not lock out a whole government overnight.
 */
export const graceDays = 30;

/** Whether a role counts on a day: within its own days, and within its decree's or the grace after them. */
export function counts({ decree, ...own }: Term, day: string): boolean {
  if (!isWithin(own, day)) return false;
  if (decree === undefined) return true;
  return isWithin(
    decree.ends === undefined ? decree : { ...decree, ends: daysAfter(decree.ends, graceDays) },
    day,
  );
}

export function isWithin({ begins, ends }: Days, day: string): boolean {
  return begins <= day && (ends === undefined || day <= ends);
}

export function overlap(one: Days, other: Days): boolean {
  const isOver = (days: Days, since: string) => days.ends !== undefined && days.ends < since;
  return !isOver(one, other.begins) && !isOver(other, one.begins);
}

/** @param date ISO */
export function daysAfter(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Calendar days from one ISO date to another; negative where the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}
