import type { Lang } from "@simpul/words";

const locale = (lang: Lang): string => (lang === "id" ? "id-ID" : "en-GB");

/** An ISO date, which has no zone: "Rab, 25 Nov 2026". */
export function dayWords(lang: Lang, date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  return new Intl.DateTimeFormat(locale(lang), {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(day);
}

const zones: Readonly<Record<string, string>> = {
  "Asia/Jakarta": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Jayapura": "WIT",
};

/** What people call a zone of the country, in both languages. */
export const zoneWords = (zone: string): string => zones[zone] ?? zone;

/** A moment in a zone, with its name: "22 Nov 2026, 10.15 WITA". */
export function momentWords(lang: Lang, at: string, zone: string): string {
  const moment = new Intl.DateTimeFormat(locale(lang), {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(new Date(at));
  return `${moment} ${zoneWords(zone)}`;
}

/** The ISO date of a moment in a zone. */
export const dayAt = (at: string, zone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(at));

/** For lists: the time today, the day otherwise. */
export function shortMoment(lang: Lang, at: string, zone: string, now: string): string {
  const isToday = dayAt(at, zone) === dayAt(now, zone);
  return new Intl.DateTimeFormat(locale(lang), {
    ...(isToday
      ? { hour: "2-digit", minute: "2-digit" }
      : {
          day: "numeric",
          month: "short",
          ...(at.slice(0, 4) === now.slice(0, 4) ? {} : { year: "2-digit" }),
        }),
    timeZone: zone,
  }).format(new Date(at));
}
