import { expect, test } from "vitest";
import { calendarFor, clocksOf, marksOf, nationalCalendar } from "../../src/index.ts";
import type { Terms } from "../../src/index.ts";
import * as say from "../report/life.ts";
import { city } from "../report/life.ts";
import { assigned, clocksIn, national, played, shown, wib } from "./story.ts";

/** The city's unit `dpu` works every day, as a hospital does. */
const terms: Terms = {
  ...national,
  calendarOf: (tenant, unit) =>
    calendarFor(nationalCalendar, {
      everyDay: tenant === city && unit === "dpu",
      overlays: [tenant],
    }),
};

/** Tuesday 17 March 2026: by the nation's calendar the next working day is the 25th. */
const assignedNow = () => assigned(wib("03-17 10:00"));

test("what a unit that works every day owes counts every day, what its institution and the hub owe does not", () => {
  const clocks = clocksIn(assignedNow(), terms);
  expect(clocks).toContain("initialResponse 03-17 → 03-22 WITA 64.71");
  const others = (all: string[]) => all.filter((one) => !one.startsWith("initialResponse"));
  expect(others(clocks)).toEqual(others(clocksIn(assignedNow())));
});

test("its follow-up and the bound from the assignment count so too", () => {
  const life = played(assignedNow(), [wib("03-20 10:00"), city, say.initial]);
  expect(clocksIn(life, terms)).toContain("followUp 03-20 → 03-25 WITA 64.71");
  expect(clocksIn(life)).not.toContain("followUp 03-20 → 03-25 WITA 64.71");
});

test("its reminders come on its own days", () => {
  const { current } = assignedNow();
  const clocks = clocksOf(current, terms);
  const marks = marksOf(current, clocks, terms, city).filter(
    ({ clock }) => clock === "initialResponse",
  );
  expect(marks.map(({ at }) => at)).toEqual([
    wib("03-19 23:00"),
    wib("03-20 23:00"),
    wib("03-22 23:00"),
  ]);
  expect(clocks.map(shown)).toContain("initialResponse 03-17 → 03-22 WITA 64.71");
});
