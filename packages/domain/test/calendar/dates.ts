import fc from "fast-check";

/** Over the years of the national calendar, and some without a decree on either side. */
export const date: fc.Arbitrary<string> = fc.nat(8 * 365).map((days) => later("2021-01-01", days));

export const n: fc.Arbitrary<number> = fc.nat(80);

/** By Temporal, which the calendar's own arithmetic does not use. */
export const later = (from: string, days: number): string =>
  Temporal.PlainDate.from(from).add({ days }).toString();
