import { readTrackingId } from "../tracking-id.ts";

/** Between which tracking ids, both included, lies whatever begins as it was typed; one alone where all of it was. */
export interface TrackingIdRange {
  readonly from: string;
  readonly to: string;
}

const fewest = 4;
const whole = 13;

/**
 * A tracking id or its beginning, at least four symbols of it. A word may look like one: what it finds is beside what words find.
 * As all are written alike, what lies between the least and the greatest of a beginning is the same in every collation.
 */
export function typedTrackingIds(typed: string): TrackingIdRange | "none" {
  const reading = readTrackingId(typed);
  if (reading.outcome === "read") return { from: reading.trackingId, to: reading.trackingId };
  const symbols = typed
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  if (symbols.length < fewest || symbols.length >= whole) return "none";
  if (!/^[0-9A-HJKMNP-TV-Z]+$/.test(symbols)) return "none";
  return { from: written(symbols.padEnd(whole, "0")), to: written(symbols.padEnd(whole, "Z")) };
}

const written = (symbols: string): string =>
  `${symbols.slice(0, 4)}-${symbols.slice(4, 8)}-${symbols.slice(8, 12)}-${symbols.slice(12)}`;
