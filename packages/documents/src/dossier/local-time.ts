/** An instant as a clock in a zone shows it, RFC 3339 with the zone's offset: `2026-06-26T23:59:59+07:00`. @param zone IANA */
export function localTime(at: string, zone: string): string {
  return Temporal.Instant.from(at)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: "never", smallestUnit: "second" });
}
