import { expect, test } from "vitest";
import fc from "fast-check";
import { counts, daysAfter, graceDays, overlap } from "../../src/index.ts";

const day = fc.integer({ min: 0, max: 400 }).map((days) => daysAfter("2026-01-01", days));
const days = fc
  .tuple(day, fc.option(fc.integer({ min: 0, max: 60 }), { nil: undefined }))
  .map(([begins, length]) =>
    length === undefined ? { begins } : { begins, ends: daysAfter(begins, length) },
  );

test.each([
  ["2026-02-28", false],
  ["2026-03-01", true],
  ["2026-03-31", true],
  ["2026-04-01", false],
])("a role from 1 to 31 March on %s: %s", (on, expected) => {
  expect(counts({ begins: "2026-03-01", ends: "2026-03-31" }, on)).toBe(expected);
});

test.each([
  ["before its decree", "2026-01-31", false],
  ["on its first day", "2026-02-01", true],
  ["on its last", "2026-02-28", true],
  ["on the last day of grace", "2026-03-30", true],
  ["after it", "2026-03-31", false],
])("a role without an end, %s", (_, on, expected) => {
  const decree = { begins: "2026-02-01", ends: "2026-02-28" };
  expect(counts({ begins: "2026-01-01", decree }, on)).toBe(expected);
});

test("a role never counts longer than its own days, nor its decree's and the grace", () => {
  fc.assert(
    fc.property(days, days, day, (own, decree, on) => {
      const expected =
        own.begins <= on &&
        on <= (own.ends ?? "9999-12-31") &&
        decree.begins <= on &&
        on <= (decree.ends === undefined ? "9999-12-31" : daysAfter(decree.ends, graceDays));
      expect(counts({ ...own, decree }, on)).toBe(expected);
    }),
  );
});

test("days overlap where a day is in both", () => {
  fc.assert(
    fc.property(days, days, (one, other) => {
      const lasts = (each: typeof one, on: string) =>
        each.begins <= on && on <= (each.ends ?? "9999-12-31");
      const shared = lasts(one, other.begins) || lasts(other, one.begins);
      expect(overlap(one, other)).toBe(shared);
      expect(overlap(other, one)).toBe(shared);
    }),
  );
});
