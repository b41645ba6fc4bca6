import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type CalendarDocument,
  calendarFor,
  explain,
  nationalCalendar,
  nthWorkingDayAfter,
  workingDaysBetween,
} from "../../src/index.ts";
import { date, later, n } from "./dates.ts";

const calendar = calendarFor(nationalCalendar);

type Row = readonly [event: string, n: number, due: string, provisional?: "provisional"];

describe("the n-th working day after the event", () => {
  // Stepped day by day over the decrees by another program than ours; the first of each feast counted by hand.
  const table: readonly (readonly [string, readonly Row[]])[] = [
    [
      "2024: New Year, Isra Mikraj, Imlek and the election",
      [
        ["2023-12-31", 1, "2024-01-02"],
        ["2024-01-01", 1, "2024-01-02"],
        ["2023-12-29", 1, "2024-01-02", "provisional"],
        ["2024-02-07", 1, "2024-02-12"],
        ["2024-02-06", 2, "2024-02-12"],
        ["2024-02-09", 1, "2024-02-12"],
        ["2024-02-13", 1, "2024-02-15"],
        ["2024-02-12", 2, "2024-02-15"],
        ["2024-02-07", 5, "2024-02-19"],
      ],
    ],
    [
      "2024: Nyepi, Good Friday and Eid",
      [
        ["2024-03-08", 1, "2024-03-13"],
        ["2024-03-10", 1, "2024-03-13"],
        ["2024-03-28", 1, "2024-04-01"],
        ["2024-04-05", 1, "2024-04-16"],
        ["2024-04-05", 2, "2024-04-17"],
        ["2024-04-04", 3, "2024-04-17"],
        ["2024-04-01", 5, "2024-04-16"],
        ["2024-04-15", 0, "2024-04-15"],
        ["2024-04-14", 1, "2024-04-16"],
        ["2024-03-27", 10, "2024-04-19"],
      ],
    ],
    [
      "2024: Ascension, Waisak, Eid al-Adha, Maulid, Pilkada, Christmas",
      [
        ["2024-04-30", 1, "2024-05-02"],
        ["2024-05-08", 1, "2024-05-13"],
        ["2024-05-08", 10, "2024-05-28"],
        ["2024-05-22", 1, "2024-05-27"],
        ["2024-05-31", 1, "2024-06-03"],
        ["2024-06-14", 1, "2024-06-19"],
        ["2024-06-14", 3, "2024-06-21"],
        ["2024-08-16", 1, "2024-08-19"],
        ["2024-09-13", 1, "2024-09-17"],
        ["2024-11-26", 1, "2024-11-28"],
        ["2024-11-20", 5, "2024-11-28"],
        ["2024-11-25", 3, "2024-11-29"],
        ["2024-12-24", 1, "2024-12-27"],
        ["2024-12-23", 3, "2024-12-30"],
        ["2024-07-05", 1, "2024-07-08"],
      ],
    ],
    [
      "60 working days",
      [
        ["2024-01-02", 60, "2024-04-03"],
        ["2024-03-01", 60, "2024-06-13"],
        ["2024-09-02", 60, "2024-11-26"],
        ["2025-01-02", 60, "2025-04-10"],
        ["2025-03-03", 60, "2025-06-16"],
        ["2025-06-02", 60, "2025-08-29"],
        ["2026-01-05", 60, "2026-04-10"],
        ["2026-03-17", 60, "2026-06-26"],
        ["2026-08-03", 60, "2026-10-28"],
      ],
    ],
    [
      "the turns of the years 2024 and 2025",
      [
        ["2024-12-31", 1, "2025-01-02"],
        ["2024-12-30", 2, "2025-01-02"],
        ["2024-12-24", 5, "2025-01-03"],
        ["2025-12-31", 1, "2026-01-02"],
        ["2025-12-24", 1, "2025-12-29"],
        ["2025-12-30", 3, "2026-01-05"],
        ["2024-12-31", 0, "2024-12-31"],
      ],
    ],
    [
      "2025: Isra Mikraj, Imlek, Nyepi and Eid",
      [
        ["2025-01-24", 1, "2025-01-30"],
        ["2025-01-24", 5, "2025-02-05"],
        ["2025-01-27", 0, "2025-01-27"],
        ["2025-03-27", 1, "2025-04-08"],
        ["2025-03-27", 5, "2025-04-14"],
        ["2025-03-28", 1, "2025-04-08"],
        ["2025-04-06", 1, "2025-04-08"],
        ["2025-03-24", 5, "2025-04-09"],
        ["2025-04-17", 1, "2025-04-21"],
      ],
    ],
    [
      "2025: May, June, Maulid",
      [
        ["2025-04-30", 1, "2025-05-02"],
        ["2025-05-09", 1, "2025-05-14"],
        ["2025-05-28", 1, "2025-06-02"],
        ["2025-06-05", 1, "2025-06-10"],
        ["2025-06-05", 10, "2025-06-23"],
        ["2025-06-26", 1, "2025-06-30"],
        ["2025-09-04", 1, "2025-09-08"],
        ["2025-12-22", 5, "2025-12-31"],
      ],
    ],
    [
      "2026: January to Eid",
      [
        ["2026-01-01", 1, "2026-01-02"],
        ["2026-01-15", 1, "2026-01-19"],
        ["2026-02-13", 1, "2026-02-18"],
        ["2026-02-13", 3, "2026-02-20"],
        ["2026-03-17", 1, "2026-03-25"],
        ["2026-03-17", 0, "2026-03-17"],
        ["2026-03-17", 3, "2026-03-27"],
        ["2026-03-16", 2, "2026-03-25"],
        ["2026-03-21", 1, "2026-03-25"],
        ["2026-03-24", 1, "2026-03-25"],
      ],
    ],
    [
      "2026: after Eid",
      [
        ["2026-04-02", 1, "2026-04-06"],
        ["2026-04-30", 1, "2026-05-04"],
        ["2026-05-13", 1, "2026-05-18"],
        ["2026-05-26", 1, "2026-05-29"],
        ["2026-05-26", 2, "2026-06-02"],
        ["2026-05-29", 1, "2026-06-02"],
        ["2026-06-15", 1, "2026-06-17"],
        ["2026-08-14", 1, "2026-08-18"],
        ["2026-08-24", 1, "2026-08-26"],
        ["2026-12-23", 1, "2026-12-28"],
        ["2026-12-23", 2, "2026-12-29"],
        ["2026-12-28", 3, "2026-12-31"],
      ],
    ],
    [
      "into 2027, which has no decree",
      [
        ["2026-12-31", 0, "2026-12-31"],
        ["2026-12-31", 1, "2027-01-04", "provisional"],
        ["2026-12-30", 2, "2027-01-04", "provisional"],
        ["2026-12-28", 4, "2027-01-04", "provisional"],
        ["2026-12-01", 60, "2027-02-26", "provisional"],
        ["2027-04-30", 1, "2027-05-03", "provisional"],
        ["2027-05-31", 1, "2027-06-02", "provisional"],
        ["2027-08-16", 1, "2027-08-18", "provisional"],
        ["2026-12-24", 4, "2026-12-31"],
        ["2023-12-28", 1, "2023-12-29", "provisional"],
        ["2027-05-05", 0, "2027-05-05"],
        ["2023-12-28", 2, "2024-01-02", "provisional"],
      ],
    ],
  ];

  test.each(table)("%s", (_, rows) => {
    for (const [event, days, due, provisional] of rows)
      expect([event, days, nthWorkingDayAfter(calendar, event, days)]).toEqual([
        event,
        days,
        { date: due, provisional: provisional !== undefined },
      ]);
  });

  test("before and after the amendment that gave 18 August 2025, issued on 7 August", () => {
    const on = (asOf: string) => calendarFor(nationalCalendar, { asOf });
    for (const [event, days, before, after] of [
      ["2025-08-15", 1, "2025-08-18", "2025-08-19"],
      ["2025-08-14", 2, "2025-08-18", "2025-08-19"],
      ["2025-08-17", 1, "2025-08-18", "2025-08-19"],
      ["2025-07-01", 60, "2025-09-24", "2025-09-25"],
      ["2025-08-18", 1, "2025-08-19", "2025-08-19"],
      ["2025-08-01", 10, "2025-08-15", "2025-08-15"],
    ] as const)
      expect([
        nthWorkingDayAfter(on("2025-08-06"), event, days).date,
        nthWorkingDayAfter(on("2025-08-07"), event, days).date,
        nthWorkingDayAfter(calendar, event, days).date,
      ]).toEqual([before, after, after]);
  });

  test("is found beyond the years of the table as within them", () => {
    // 7 August 2051 is a Monday; 17 August, a Thursday, is the one day off that is known of 2051.
    expect(nthWorkingDayAfter(calendar, "2051-08-07", 10)).toEqual({
      date: "2051-08-22",
      provisional: true,
    });
    expect(nthWorkingDayAfter(calendar, "2045-12-28", 2)).toEqual({
      date: "2046-01-02",
      provisional: true,
    });
    expect(workingDaysBetween(calendar, "2045-12-28", "2046-01-02")).toBe(2);
    // Wednesday 31 December, Friday 2 and Monday 5 January.
    expect(nthWorkingDayAfter(calendar, "2014-12-30", 3).date).toBe("2015-01-05");
    expect(workingDaysBetween(calendar, "2014-12-30", "2015-01-05")).toBe(3);
  });
});

describe("counting and adding are one arithmetic", () => {
  test("adding n working days, then counting them, gives n", () => {
    fc.assert(
      fc.property(date, n, (event, days) => {
        const due = nthWorkingDayAfter(calendar, event, days).date;
        expect(workingDaysBetween(calendar, event, due)).toBe(days);
        expect(days === 0 || calendar.isWorkingDay(due)).toBe(true);
      }),
    );
  });

  test("more days are never earlier, and more than none are later", () => {
    fc.assert(
      fc.property(date, n, (event, days) => {
        const due = nthWorkingDayAfter(calendar, event, days).date;
        expect(nthWorkingDayAfter(calendar, event, days + 1).date > due).toBe(true);
      }),
    );
  });

  test("a later event is never due earlier", () => {
    fc.assert(
      fc.property(date, fc.nat(400), n, (event, by, days) => {
        const due = nthWorkingDayAfter(calendar, event, days).date;
        expect(nthWorkingDayAfter(calendar, later(event, by), days).date >= due).toBe(true);
      }),
    );
  });

  test("the days between are those of the two halves, and none backwards", () => {
    fc.assert(
      fc.property(date, fc.nat(200), fc.nat(200), (start, one, other) => {
        const middle = later(start, one);
        const end = later(middle, other);
        expect(
          workingDaysBetween(calendar, start, middle) + workingDaysBetween(calendar, middle, end),
        ).toBe(workingDaysBetween(calendar, start, end));
        expect(workingDaysBetween(calendar, end, start)).toBe(0);
      }),
    );
  });

  test("the explanation names every day after the event once, counts to n, and agrees with the calendar", () => {
    fc.assert(
      fc.property(date, n, (event, days) => {
        const explained = explain(calendar, event, days);
        expect(explained.map((day) => day.date)).toEqual(
          explained.map((_, i) => later(event, i + 1)),
        );
        expect(explained.at(-1)?.date ?? event).toBe(
          nthWorkingDayAfter(calendar, event, days).date,
        );
        const counted = explained.flatMap((day) => ("counted" in day ? [day.counted] : []));
        expect(counted).toEqual(Array.from({ length: days }, (_, i) => i + 1));
        for (const day of explained)
          expect("dayOff" in day ? day.dayOff : undefined).toEqual(calendar.dayOff(day.date));
      }),
    );
  });

  test("it is provisional exactly when a day after the event, up to the last, lies in a year without a decree", () => {
    const events = date.filter((one) => one >= "2022" && one < "2028");
    fc.assert(
      fc.property(events, n, (event, days) => {
        const touched = explain(calendar, event, days).map((day) => Number(day.date.slice(0, 4)));
        expect(nthWorkingDayAfter(calendar, event, days).provisional).toBe(
          touched.some((year) => year < 2024 || year > 2026),
        );
      }),
    );
  });

  test("an amendment that gives a day off moves only what counts over that day", () => {
    const added = date.filter((one) => one >= "2024" && one < "2027");
    fc.assert(
      fc.property(added, fc.integer({ min: -60, max: 20 }), n, (day, by, days) => {
        const event = later(day, by);
        const amendment = { id: "amendment", decree: "SKB perubahan", amends: "skb-2026" };
        const amended: CalendarDocument = {
          ...nationalCalendar,
          decrees: [
            ...nationalCalendar.decrees,
            {
              ...amendment,
              year: 2026,
              adds: [{ date: day, name: "Cuti bersama", kind: "collectiveLeave" }],
              removes: [],
            },
          ],
        };
        const before = nthWorkingDayAfter(calendar, event, days).date;
        const after = nthWorkingDayAfter(calendarFor(amended), event, days).date;
        const holdsIt = event < day && day <= before && calendar.isWorkingDay(day);
        const expected = holdsIt ? nthWorkingDayAfter(calendar, event, days + 1).date : before;
        expect(after).toBe(expected);
      }),
    );
  });
});

describe("what is no question is refused", () => {
  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e9])("%d working days", (days) => {
    expect(() => nthWorkingDayAfter(calendar, "2026-03-17", days)).toThrow(RangeError);
    expect(() => explain(calendar, "2026-03-17", days)).toThrow(RangeError);
  });

  test.each([
    "",
    "2026-3-17",
    "17-03-2026",
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-01-00",
    "0000-01-01",
    "2026-03-17T00:00:00Z",
    "20260317  ",
    "２０２６-03-17",
  ])("%j as a date", (wrong) => {
    expect(() => nthWorkingDayAfter(calendar, wrong, 1)).toThrow(RangeError);
    expect(() => workingDaysBetween(calendar, "2026-03-17", wrong)).toThrow(RangeError);
    expect(() => calendar.isWorkingDay(wrong)).toThrow(RangeError);
    expect(() => calendarFor(nationalCalendar, { asOf: wrong })).toThrow(RangeError);
  });

  test("a result after the last year of the calendar", () => {
    expect(() => nthWorkingDayAfter(calendar, "9999-12-30", 2)).toThrow(RangeError);
  });
});
