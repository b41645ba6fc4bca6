import type { Weekday } from "./civil-date.ts";

/**
 * The days that do not count, as versioned data (PRODUCT, "The statutory clock"). The joint decree of three
 * ministers (SKB) says them year by year and is amended within the year; elections have decrees of their own;
 * a tenant's decree (`tenant`) overlays them for that tenant and those below it. All dates are ISO 8601 days.
 */
export interface CalendarDocument {
  /** What a deadline records: another content is another version. */
  readonly version: string;
  readonly weekend: readonly Weekday[];
  /** In the order in which they apply. */
  readonly decrees: readonly Decree[];
  /**
   * Units that work every day, as `64.71/rsud`: what such a unit itself owes counts every day. What its institution owes
   * keeps to the working days.
   */
  readonly everyDay?: readonly string[];
}

export interface Decree {
  readonly id: string;
  /** As it is cited: `SKB 3 Menteri 933/1/3 Tahun 2025 (perubahan)`. */
  readonly decree: string;
  /** Known from this day on; without it, known always: nobody can be told a day on which it was not. */
  readonly issued?: string;
  readonly year: number;
  /** The id of the decree that it changes. */
  readonly amends?: string;
  readonly adds: readonly DecreedDay[];
  readonly removes: readonly { readonly date: string }[];
  /** The code of the tenant that it is for; without it, for the nation. */
  readonly tenant?: string;
}

export interface DecreedDay {
  readonly date: string;
  readonly name: string;
  readonly kind: DecreedKind;
}

/** National holiday (hari libur nasional), collective leave (cuti bersama), polling day, local holiday. */
export const decreedKinds = ["national", "collectiveLeave", "election", "regional"] as const;
export type DecreedKind = (typeof decreedKinds)[number];

/** Why a day does not count; what a decree says goes before the weekend that it falls on. */
export type DayOff =
  | { readonly kind: "weekend" }
  | { readonly kind: DecreedKind; readonly name: string; readonly decree: string };
