import { acceptedLanguage } from "@simpul/words";
import type { Lang } from "@simpul/words";
import type { Context } from "hono";

/** Whom a page is for: what it is made of besides its subject. */
export interface Reader {
  readonly lang: Lang;
  /** Whether the language was chosen on the page: then links keep it, without a cookie. */
  readonly chosen: boolean;
  readonly path: string;
}

export function readerOf(c: Context): Reader {
  const asked = c.req.query("lang");
  const chosen = asked === "id" || asked === "en";
  return {
    lang: chosen ? asked : acceptedLanguage(c.req.header("accept-language")),
    chosen,
    path: c.req.path,
  };
}

/** A link within the site, in the language the reader chose. */
export function linkTo({ lang, chosen }: Reader, path: string): string {
  return chosen ? `${path}?lang=${lang}` : path;
}
