/** From the weekday of day 0 on: 1970-01-01 was a Thursday. */
export const weekdays = [
  "thursday",
  "friday",
  "saturday",
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
] as const;
export type Weekday = (typeof weekdays)[number];

export const lastDay: number = 2_932_896; // 9999-12-31

/**
 * Days since 1970-01-01 of an ISO 8601 date from 0001-01-01 to 9999-12-31; anything else is a RangeError.
 * A million deadlines are computed at once, so no Temporal value stands between text and number; the arithmetic
 * is Howard Hinnant's `days_from_civil`, with years that begin in March.
 */
export function dayOf(date: string): number {
  const [year, month, day] = [digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10)];
  const written = date.length === 10 && date[4] === "-" && date[7] === "-";
  if (!written || !(year > 0) || !(day > 0) || !(day <= daysOf(year, month)))
    throw new RangeError(`"${date}" is no date; one is written 2026-03-17`);
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * 146_097 + yearOfEra * 365 + leapDays + dayOfYear - 719_468;
}

/** The ISO date of a day since 1970-01-01; a day after 9999-12-31 or before 0001-01-01 is a RangeError. */
export function dateOf(day: number): string {
  const [year, month, dayOfMonth] = civil(day);
  if (year < 1 || year > 9999) throw new RangeError("the date lies outside the years 1 to 9999");
  const yyyy = year < 1000 ? String(year).padStart(4, "0") : year;
  return `${yyyy}-${month < 10 ? "0" : ""}${month}-${dayOfMonth < 10 ? "0" : ""}${dayOfMonth}`;
}

export const yearOf = (day: number): number => civil(day)[0];

export function weekdayOf(day: number): Weekday {
  // Proof: the remainder is made non-negative and is below the seven names.
  return weekdays[((day % 7) + 7) % 7] as Weekday;
}

/** Hinnant's `civil_from_days`. */
function civil(day: number): [year: number, month: number, day: number] {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month > 2 ? 0 : 1);
  return [year, month, dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1];
}

/** The number in these places, or NaN. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** 0 for what is no month. */
function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  if (month === 4 || month === 6 || month === 9 || month === 11) return 30;
  return month >= 1 && month <= 12 ? 31 : 0;
}
