import type { Lang } from "@simpul/words";

/** `31 Desember 2026`. @param day ISO date */
export function dayWords(lang: Lang, day: string): string {
  return Temporal.PlainDate.from(day).toLocaleString(lang === "id" ? "id-ID" : "en-GB", {
    dateStyle: "long",
  });
}
