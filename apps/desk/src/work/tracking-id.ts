import { readTrackingId } from "@simpul/domain";

/** The number in what somebody typed, as it is written; undefined where it is none, or mistyped. */
export function trackingIdIn(typed: string): string | undefined {
  const reading = readTrackingId(typed);
  return reading.outcome === "read" ? reading.trackingId : undefined;
}
