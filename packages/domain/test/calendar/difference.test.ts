import fc from "fast-check";
import { expect, test } from "vitest";
import {
  calendarFor,
  differenceOf,
  nationalCalendar,
  nthWorkingDayAfter,
  widest,
} from "../../src/index.ts";
import type { CalendarDocument, DecreedDay } from "../../src/index.ts";

const day = (date: string): DecreedDay => ({ date, name: "Libur", kind: "collectiveLeave" });

function amended(adds: readonly string[], removes: readonly string[] = []): CalendarDocument {
  const decree = {
    id: "amend",
    decree: "SKB (perubahan)",
    year: 2026,
    adds: adds.map(day),
    removes: removes.map((date) => ({ date })),
  };
  return { ...nationalCalendar, version: "next", decrees: [...nationalCalendar.decrees, decree] };
}

const national = calendarFor(nationalCalendar);
const between = (next: CalendarDocument) => differenceOf(national, calendarFor(next));

test("is where the first day lies that one counts and the other does not", () => {
  expect(between(amended(["2026-07-09", "2026-07-08"]))).toEqual({
    from: "2026-07-08",
    restores: false,
  });
  // Nyepi counts again.
  expect(between(amended(["2026-07-09"], ["2026-03-19"]))).toEqual({
    from: "2026-03-19",
    restores: true,
  });
  // A Saturday, and a day that is off already.
  expect(between(amended(["2026-07-11", "2026-03-19"]))).toBeUndefined();
  expect(between(nationalCalendar)).toBeUndefined();
});

test("is the year's first day where only one of them knows its decree", () => {
  const decrees = nationalCalendar.decrees.filter(({ year }) => year < 2026);
  expect(differenceOf(calendarFor({ ...nationalCalendar, decrees }), national)?.from).toBe(
    "2026-01-01",
  );
});

test("of several is the earliest, and restores if one does", () => {
  const one = { from: "2026-07-08", restores: false };
  expect(widest([one, { from: "2026-05-01", restores: false }])).toEqual({
    from: "2026-05-01",
    restores: false,
  });
  expect(widest([one, { from: "2026-09-01", restores: true }])).toEqual({
    ...one,
    restores: true,
  });
  expect(widest([])).toBeUndefined();
});

const date = fc
  .integer({ min: 0, max: 700 })
  .map((days) => Temporal.PlainDate.from("2025-02-01").add({ days }).toString());
const decreed = nationalCalendar.decrees.flatMap(({ adds }) => adds.map((each) => each.date));

test("what ends before it is the same by both, and without a restored day nothing ends earlier", () => {
  let moved = 0;
  fc.assert(
    fc.property(
      fc.array(date, { maxLength: 4 }),
      fc.array(fc.constantFrom(...decreed), { maxLength: 1 }),
      date,
      fc.integer({ min: 1, max: 70 }),
      (adds, removes, start, amount) => {
        const after = calendarFor(amended(adds, removes));
        const difference = differenceOf(national, after);
        const was = nthWorkingDayAfter(national, start, amount);
        const becomes = nthWorkingDayAfter(after, start, amount);
        if (difference === undefined || was.date < difference.from) expect(becomes).toEqual(was);
        else if (!difference.restores) expect(becomes.date >= was.date).toBe(true);
        if (becomes.date !== was.date) moved += 1;
      },
    ),
    { numRuns: 200 },
  );
  expect(moved).toBeGreaterThan(5);
});
