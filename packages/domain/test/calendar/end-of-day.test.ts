import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateIn, endOfDay } from "../../src/index.ts";
import { date } from "./dates.ts";

const zones = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"] as const;
const zone = fc.constantFrom(...zones);

describe("a deadline ends at 23:59:59 in the zone of the party that owes the act", () => {
  test.each([
    ["2026-06-26", "Asia/Jakarta", "2026-06-26T16:59:59.000Z"],
    ["2026-06-26", "Asia/Makassar", "2026-06-26T15:59:59.000Z"],
    ["2026-06-26", "Asia/Jayapura", "2026-06-26T14:59:59.000Z"],
    ["2024-02-29", "Asia/Jakarta", "2024-02-29T16:59:59.000Z"],
    ["2025-12-31", "Asia/Jayapura", "2025-12-31T14:59:59.000Z"],
  ])("%s in %s is %s", (day, where, instant) => {
    expect(endOfDay(day, where)).toBe(instant);
  });

  test("as the time-zone database says", () => {
    fc.assert(
      fc.property(date, zone, (day, where) => {
        const end = Temporal.PlainDate.from(day)
          .toZonedDateTime({ timeZone: where, plainTime: "23:59:59" })
          .toInstant()
          .toString({ fractionalSecondDigits: 3 });
        expect(endOfDay(day, where)).toBe(end);
      }),
    );
  });
});

describe("the day of an event is the date in the zone of the party that owes the act", () => {
  test.each([
    ["2026-03-17T16:59:59.999Z", ["2026-03-17", "2026-03-18", "2026-03-18"]],
    ["2026-03-17T17:00:00.000Z", ["2026-03-18", "2026-03-18", "2026-03-18"]],
    ["2026-03-17T15:59:59.999Z", ["2026-03-17", "2026-03-17", "2026-03-18"]],
    ["2026-03-17T14:59:59.999Z", ["2026-03-17", "2026-03-17", "2026-03-17"]],
    ["2026-03-17T23:30:00+07:00", ["2026-03-17", "2026-03-18", "2026-03-18"]],
    ["2025-12-31T15:00:00Z", ["2025-12-31", "2025-12-31", "2026-01-01"]],
  ])("%s is %j in WIB, WITA and WIT", (instant, dates) => {
    expect(zones.map((where) => dateIn(where, instant))).toEqual(dates);
    expect(dateIn(zones[0], Temporal.Instant.from(instant))).toBe(dates[0]);
  });

  test("as the time-zone database says, also at the end of a day", () => {
    const instant = fc
      .integer({ min: 600_000_000_000, max: 2_500_000_000_000 })
      .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));
    fc.assert(
      fc.property(instant, date, zone, (at, day, where) => {
        expect(dateIn(where, at)).toBe(at.toZonedDateTimeISO(where).toPlainDate().toString());
        expect(dateIn(where, endOfDay(day, where))).toBe(day);
      }),
    );
  });
});

test("another zone, a malformed date and a malformed instant are refused", () => {
  for (const where of ["Europe/Paris", "WIB", "", "toString"]) {
    expect(() => endOfDay("2026-06-26", where)).toThrow(RangeError);
    expect(() => dateIn(where, "2026-06-26T00:00:00Z")).toThrow(RangeError);
  }
  expect(() => endOfDay("2026-06-31", "Asia/Jakarta")).toThrow(RangeError);
  expect(() => dateIn("Asia/Jakarta", "2026-06-26")).toThrow(/^"2026-06-26" is no instant/);
});
