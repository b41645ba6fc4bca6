import type { Lang } from "@simpul/words";

/** The country's zones by the names people use. */
const zoneNames: Readonly<Record<string, string>> = {
  "Asia/Jakarta": "WIB",
  "Asia/Pontianak": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Jayapura": "WIT",
};

const locales = { id: "id-ID", en: "en-GB" } as const;

export function zoneName(zone: string): string {
  return zoneNames[zone] ?? zone;
}

export interface MomentWords {
  readonly date: string;
  /** With the zone's name: a time without it is no time in a country of three zones. */
  readonly full: string;
}

/** @param date an ISO date */
export function dateWords(lang: Lang, date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString(locales[lang], {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}

/** @param at RFC 3339; @param zone IANA */
export function momentWords(lang: Lang, at: string, zone: string): MomentWords {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  const date = dateWords(lang, local.toPlainDate().toString());
  const time = local.toLocaleString(locales[lang], {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return { date, full: `${date}, ${time} ${zoneName(zone)}` };
}
