import { calendarFor, dateIn, nationalCalendar, nthWorkingDayAfter } from "@simpul/domain";
import { describe, expect, test } from "vitest";
import { lastDeadline, sixtyDays } from "../../src/demo/seed/sixty-days.ts";
import { isPassing } from "../../src/demo/seed/story.ts";

const calendar = calendarFor(nationalCalendar, { overlays: [] });
const nth = (date: string, n: number): string => nthWorkingDayAfter(calendar, date, n).date;

describe.each([
  ["a Sunday", "2026-11-22T02:30:00Z"],
  ["a working day", "2026-11-24T09:00:00Z"],
  ["the middle of a working day's night", "2026-11-24T17:30:00Z"],
  ["Eid, with its collective leave", "2026-03-20T05:00:00Z"],
  ["a year that has no decree yet", "2027-06-01T05:00:00Z"],
])("seeded on %s", (_, at) => {
  const now = Temporal.Instant.from(at);
  const today = dateIn("Asia/Jakarta", now);
  const stories = sixtyDays(now);
  const days = stories.map(({ daysAgo }) => {
    const completeAt = now.subtract({ seconds: Math.round(daysAgo * 86_400) }).add({ hours: 1 });
    return dateIn("Asia/Jakarta", completeAt);
  });

  test("each is verified, and so complete, in its first hour", () => {
    for (const { acts } of stories) expect(acts[0]).toMatchObject({ verb: "verify", hours: 1 });
  });

  test.each([
    [39, 0],
    [49, 1],
    [56, 2],
    [59, 3],
  ])("a complaint has come to day %i, and to no later one", (n, which) => {
    const completed = days[which] ?? "";
    expect(nth(completed, n) <= today).toBe(true);
    expect(nth(completed, n + 1) > today).toBe(true);
  });

  test("one is past the end of day 60, since the last working day", () => {
    const completed = days[4] ?? "";
    expect(nth(completed, 60) < today).toBe(true);
    expect(nth(completed, 61) >= today).toBe(true);
    expect(lastDeadline(now) < now.toString()).toBe(true);
    expect(dateIn("Asia/Jakarta", lastDeadline(now))).toBe(nth(completed, 60));
  });

  test("one has been with the office since its day 62 at the latest, and is registered", () => {
    const [{ daysAgo, acts } = { daysAgo: 0, acts: [] }] = stories.slice(5);
    let clock = now.subtract({ seconds: Math.round(daysAgo * 86_400) });
    for (const step of acts) {
      clock = clock.add({ minutes: Math.round(step.hours * 60) });
      if (isPassing(step)) expect(dateIn("Asia/Jakarta", clock)).toBe(nth(days[5] ?? "", 62));
    }
    expect(acts.at(-1)).toMatchObject({ who: "ombudsman", verb: "register" });
    expect(Temporal.Instant.compare(clock, now)).toBe(-1);
  });
});
