import { nationalCalendar } from "@simpul/domain";
import { describe, expect, test } from "vitest";
import { coverage } from "../src/doctor/calendar.ts";

const on = (date: string, calendar = nationalCalendar) =>
  coverage(calendar, 3, Temporal.PlainDate.from(date));

describe("doctor says when a year is without its decree", () => {
  test("the next one from October on, with what to do", () => {
    expect(on("2026-09-30")).toEqual({
      name: "calendar",
      verdict: "ok",
      detail: "skb-2026, version 3, decrees up to 2026",
    });
    const said = {
      name: "calendar",
      verdict: "due",
      detail: "skb-2026, version 3, no decree for 2027: deadlines that touch it are provisional",
      mend: "at the hub, once the decree is out: simpul calendar import FILE",
    };
    expect(on("2026-10-01")).toEqual(said);
    expect(on("2027-02-01")).toEqual(said);
  });

  test("not where it has been imported", () => {
    const day = { date: "2027-01-01", name: "Tahun Baru", kind: "national" as const };
    const next = { id: "skb-2027", decree: "SKB 2027", year: 2027, adds: [day], removes: [] };
    const calendar = { ...nationalCalendar, decrees: [...nationalCalendar.decrees, next] };
    expect(on("2026-10-01", calendar)).toMatchObject({ verdict: "ok" });
  });
});
