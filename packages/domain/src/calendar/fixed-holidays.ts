import type { DayOff } from "./document.ts";

/**
 * The holidays that fall on the same date every year (Keppres 8/2024). They stand in for the decree of a year that
 * has none: the feasts that follow the moon, and all collective leave, are not known before it.
 */
const fixed: ReadonlyMap<string, string> = new Map([
  ["01-01", "Tahun Baru Masehi"],
  ["05-01", "Hari Buruh Internasional"],
  ["06-01", "Hari Lahir Pancasila"],
  ["08-17", "Proklamasi Kemerdekaan"],
  ["12-25", "Kelahiran Yesus Kristus"],
]);

/** @param date an ISO date */
export function fixedHoliday(date: string): DayOff | undefined {
  const name = fixed.get(date.slice(5));
  return name === undefined
    ? undefined
    : { kind: "national", name, decree: "Keppres 8 Tahun 2024" };
}
