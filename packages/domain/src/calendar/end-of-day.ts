import { dateOf, dayOf } from "./civil-date.ts";

/**
 * Hours before UTC; Indonesia keeps no summer time, and its three zones are so since 1988 (Keppres 41/1987):
 * WIB, WITA, WIT.
 */
const offsets: Readonly<Record<string, number>> = {
  "Asia/Jakarta": 7,
  "Asia/Makassar": 8,
  "Asia/Jayapura": 9,
};

/**
 * When a deadline ends: 23:59:59.000 of an ISO date in a zone, as RFC 3339 in UTC with milliseconds.
 * @param zone Asia/Jakarta, Asia/Makassar or Asia/Jayapura; another, or a malformed date, is a RangeError
 */
export function endOfDay(date: string, zone: string): string {
  dayOf(date);
  return `${date}T${23 - offsetOf(zone)}:59:59.000Z`;
}

/**
 * The ISO date that it is in a zone at an instant (RFC 3339 with any offset).
 * @param zone Asia/Jakarta, Asia/Makassar or Asia/Jayapura; another, or a malformed instant, is a RangeError
 */
export function dateIn(zone: string, instant: string | Temporal.Instant): string {
  const hours = offsetOf(zone);
  // As everything that is kept is written: a page of a list asks for some hundred.
  if (typeof instant === "string" && kept.test(instant))
    return dateOf(
      dayOf(instant.slice(0, 10)) + (Number(instant.slice(11, 13)) + hours >= 24 ? 1 : 0),
    );
  const { epochMilliseconds } = typeof instant === "string" ? read(instant) : instant;
  return dateOf(Math.floor((epochMilliseconds / 3_600_000 + hours) / 24));
}

const kept = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

function read(instant: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(instant);
  } catch {
    throw new RangeError(`"${instant}" is no instant; one is written 2026-03-17T09:30:00+07:00`);
  }
}

function offsetOf(zone: string): number {
  const hours = Object.hasOwn(offsets, zone) ? offsets[zone] : undefined;
  if (hours === undefined)
    throw new RangeError(
      `"${zone}" is no zone of Indonesia: Asia/Jakarta, Asia/Makassar, Asia/Jayapura`,
    );
  return hours;
}
