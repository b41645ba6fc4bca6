import { expect, test } from "vitest";
import { dateOf, dayOf, lastDay, weekdayOf, yearOf } from "../../src/calendar/civil-date.ts";

const names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

test("every date of the years 1 to 9999 that starts a month or ends one is Temporal's", () => {
  const epoch = Temporal.PlainDate.from("1970-01-01");
  for (let month = Temporal.PlainDate.from("0001-01-01"); month.year < 10_000;) {
    const after = month.add({ months: 1 });
    for (const plain of [month, after.subtract({ days: 1 })]) {
      const day = plain.since(epoch, { largestUnit: "days" }).days;
      const text = plain.toString();
      if (dayOf(text) !== day || dateOf(day) !== text || yearOf(day) !== plain.year)
        expect.fail(`${text} is day ${day}, not ${dayOf(text)} (${dateOf(day)})`);
      if (weekdayOf(day) !== names[plain.dayOfWeek - 1])
        expect.fail(`${text} is no ${weekdayOf(day)}`);
    }
    month = after;
  }
  expect(dateOf(lastDay)).toBe("9999-12-31");
});

test("a year has a day for every day", () => {
  for (const year of [1900, 2000, 2024, 2026]) {
    const from = dayOf(`${year}-01-01`);
    const to = dayOf(`${year}-12-31`);
    expect(to - from).toBe([2000, 2024].includes(year) ? 365 : 364);
    for (let day = from; day <= to; day += 1) expect(dayOf(dateOf(day))).toBe(day);
  }
});

test("there is no day before the year 1 and none after 9999", () => {
  expect(() => dateOf(lastDay + 1)).toThrow(RangeError);
  expect(() => dateOf(dayOf("0001-01-01") - 1)).toThrow(RangeError);
});
