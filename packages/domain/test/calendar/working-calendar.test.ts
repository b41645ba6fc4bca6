import { describe, expect, test } from "vitest";
import {
  type CalendarDocument,
  type Decree,
  type WorkingCalendar,
  calendarFor,
  decreedUntil,
  nationalCalendar,
  nthWorkingDayAfter,
} from "../../src/index.ts";

const national = calendarFor(nationalCalendar);

const decree = (id: string, fields: Partial<Decree>): Decree => ({
  id,
  decree: `Keputusan ${id}`,
  year: 2026,
  adds: [],
  removes: [],
  ...fields,
});
const local = (date: string, kind: "regional" | "election" = "regional") => ({
  date,
  name: "Hari jadi",
  kind,
});
const withDecrees = (...decrees: Decree[]): CalendarDocument => ({
  ...nationalCalendar,
  version: "test",
  decrees: [...nationalCalendar.decrees, ...decrees],
});

describe("why a day does not count", () => {
  test.each([
    ["2026-03-17", undefined],
    ["2026-03-28", { kind: "weekend" }],
    ["2026-03-18", { kind: "collectiveLeave", name: "Cuti bersama Nyepi" }],
    ["2026-03-22", { kind: "national", name: "Hari Raya Idulfitri 1447 Hijriah" }],
    ["2024-02-14", { kind: "election", decree: "Keppres 10 Tahun 2024 (Pemilu)" }],
    ["2024-11-27", { kind: "election", decree: "Keppres 33 Tahun 2024 (Pilkada serentak)" }],
    ["2025-08-18", { decree: "SKB 3 Menteri 933/1/3 Tahun 2025 (perubahan)" }],
    ["2026-12-24", { decree: "SKB 3 Menteri 1497/2/5 Tahun 2025" }],
  ])("%s", (date, reason) => {
    const off = national.dayOff(date);
    expect(national.isWorkingDay(date)).toBe(off === undefined);
    if (reason === undefined) expect(off).toBeUndefined();
    else expect(off).toMatchObject(reason);
  });

  test("by the decree that gave the day first, where two give it", () => {
    const both = withDecrees(decree("kaltim", { tenant: "64", adds: [local("2026-12-24")] }));
    expect(calendarFor(both, { overlays: ["64"] }).dayOff("2026-12-24")).toMatchObject({
      kind: "collectiveLeave",
      decree: "SKB 3 Menteri 1497/2/5 Tahun 2025",
    });
  });

  test("in numbers, as the decrees publish them: holidays and collective leave of each year", () => {
    const days = (year: number) => {
      const of = nationalCalendar.decrees.filter((one) => one.year === year);
      const kinds = of.flatMap(({ adds }) => adds.map(({ kind }) => kind));
      return ["national", "collectiveLeave"].map((kind) => kinds.filter((k) => k === kind).length);
    };
    expect([2024, 2025, 2026].map(days)).toEqual([
      [17, 10],
      [17, 11],
      [17, 8],
    ]);
  });
});

describe("a year without a decree", () => {
  test("is known to have none, on both sides and among those that have one", () => {
    expect([2023, 2024, 2025, 2026, 2027].filter((year) => national.isDecreed(year))).toEqual([
      2024, 2025, 2026,
    ]);
  });

  test("has the holidays of fixed date, by the standing decree, and weekends; a decreed year only its own", () => {
    expect(national.dayOff("2027-08-17")).toEqual({
      kind: "national",
      name: "Proklamasi Kemerdekaan",
      decree: "Keppres 8 Tahun 2024",
    });
    const off = ["2027-01-01", "2027-05-01", "2027-06-01", "2027-12-25", "2027-01-02"];
    expect(off.filter((date) => national.isWorkingDay(date))).toEqual([]);
    expect(national.isWorkingDay("2027-12-24")).toBe(true);
    const moved = withDecrees(decree("skb", { removes: [{ date: "2026-05-01" }] }));
    expect(calendarFor(moved).isWorkingDay("2026-05-01")).toBe(true);
  });

  test.each<[string, Partial<Decree>, boolean]>([
    ["the nation's holidays", {}, true],
    ["a tenant's days", { tenant: "64" }, false],
    ["an amendment", { amends: "skb-2026" }, false],
    ["a polling day alone", { adds: [local("2027-06-09", "election")] }, false],
  ])("gets one by %s: %#", (_, fields, decreed) => {
    const adds = [{ date: "2027-03-10", name: "Hari Raya Idulfitri", kind: "national" as const }];
    const document = withDecrees(decree("next", { year: 2027, adds, ...fields }));
    expect(calendarFor(document, { overlays: ["64"] }).isDecreed(2027)).toBe(decreed);
  });
});

describe("what was known on a day", () => {
  const document = withDecrees(
    decree("skb-2027", {
      year: 2027,
      issued: "2026-09-15",
      adds: [{ date: "2027-03-10", name: "Hari Raya Idulfitri", kind: "national" }],
    }),
  );
  const due = (asOf?: string) =>
    nthWorkingDayAfter(calendarFor(document, asOf === undefined ? {} : { asOf }), "2027-03-09", 1);

  test("is a decree from the day of its issue on", () => {
    expect(due("2026-09-14")).toEqual({ date: "2027-03-10", provisional: true });
    expect(due("2026-09-15")).toEqual({ date: "2027-03-11", provisional: false });
    expect(due()).toEqual({ date: "2027-03-11", provisional: false });
  });

  test("is a decree without a day of issue, always", () => {
    expect(calendarFor(nationalCalendar, { asOf: "2020-01-01" }).isDecreed(2026)).toBe(true);
  });
});

describe("a tenant's decree", () => {
  const document = withDecrees(
    decree("kaltim", { tenant: "64", adds: [local("2026-01-09")] }),
    decree("balikpapan", { tenant: "64.71", adds: [local("2026-02-10")] }),
    decree("berau", { tenant: "64.03", removes: [{ date: "2026-12-24" }] }),
  );
  const off = (overlays: readonly string[]) => {
    const calendar: WorkingCalendar = calendarFor(document, { overlays });
    return ["2026-01-09", "2026-02-10", "2026-12-24"].filter(
      (date) => !calendar.isWorkingDay(date),
    );
  };

  test("holds for it and for those below it, and for nobody else", () => {
    expect(off([])).toEqual(["2026-12-24"]);
    expect(off(["34"])).toEqual(["2026-12-24"]);
    expect(off(["64", "national"])).toEqual(["2026-01-09", "2026-12-24"]);
    expect(off(["64.71", "64", "national"])).toEqual(["2026-01-09", "2026-02-10", "2026-12-24"]);
    expect(off(["64.03", "64", "national"])).toEqual(["2026-01-09"]);
  });

  test("outlives the nation's taking back of the same day", () => {
    const amended = withDecrees(
      decree("kaltim", { tenant: "64", adds: [local("2026-12-24")] }),
      decree("amendment", { amends: "skb-2026", removes: [{ date: "2026-12-24" }] }),
    );
    expect(calendarFor(amended).isWorkingDay("2026-12-24")).toBe(true);
    expect(calendarFor(amended, { overlays: ["64"] }).dayOff("2026-12-24")).toMatchObject({
      kind: "regional",
    });
  });
});

describe("a unit that works every day", () => {
  const everyDay = calendarFor(nationalCalendar, { everyDay: true });

  test("counts Eid, weekends and years without a decree, which make nothing provisional", () => {
    expect(nthWorkingDayAfter(everyDay, "2026-03-17", 5)).toEqual({
      date: "2026-03-22",
      provisional: false,
    });
    expect(nthWorkingDayAfter(everyDay, "2026-12-31", 1)).toEqual({
      date: "2027-01-01",
      provisional: false,
    });
    expect(everyDay.dayOff("2026-03-21")).toBeUndefined();
  });
});

test("the same decrees give the same calendar, and another document another", () => {
  expect(calendarFor(nationalCalendar, { overlays: ["64"] })).toBe(national);
  expect(calendarFor(nationalCalendar, { asOf: "2025-08-07" })).toBe(national);
  expect(calendarFor(nationalCalendar, { asOf: "2025-08-06" })).not.toBe(national);
  expect(calendarFor({ ...nationalCalendar, version: "other" }).version).toBe("other");
});

test("decreed years are counted from the one that is asked for, up to the first gap", () => {
  expect(decreedUntil(national, 2024)).toBe(2026);
  expect(decreedUntil(national, 2026)).toBe(2026);
  expect(decreedUntil(national, 2027)).toBe(2026);
  const decrees = nationalCalendar.decrees.filter(({ year }) => year !== 2025);
  expect(decreedUntil(calendarFor({ ...nationalCalendar, decrees }), 2024)).toBe(2024);
  expect(decreedUntil(calendarFor(nationalCalendar, { everyDay: true }), 2026)).toBeGreaterThan(
    2026,
  );
});
