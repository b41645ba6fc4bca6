import type { Lang } from "./text.ts";

/** The better liked of our two in an Accept-Language header (RFC 9110 § 12.5.4); Indonesian where it names neither. */
export function acceptedLanguage(header: string | undefined): Lang {
  let best: { lang: Lang; quality: number } | undefined;
  for (const range of (header ?? "").slice(0, 500).split(",")) {
    const [tag = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const lang = langOf(tag.split("-")[0] ?? "");
    if (lang === undefined) continue;
    const stated = parameters.find((each) => each.startsWith("q="))?.slice(2);
    const quality = stated === undefined ? 1 : Number(stated);
    if (quality > (best?.quality ?? 0)) best = { lang, quality };
  }
  return best?.lang ?? "id";
}

/** `in` is the withdrawn code of Indonesian that old Android devices still send. */
function langOf(primary: string): Lang | undefined {
  if (primary === "en") return "en";
  return primary === "id" || primary === "in" ? "id" : undefined;
}
