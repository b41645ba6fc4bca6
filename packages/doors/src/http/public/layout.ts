import { langs, say } from "@simpul/words";
import type { Lang } from "@simpul/words";
import { html } from "hono/html";
import { linkTo } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { stylesheetPath } from "./stylesheet.ts";

export type Html = ReturnType<typeof html>;

/** Each language is named in itself: who reads only one finds it. */
const languageNames: Readonly<Record<Lang, string>> = { id: "Bahasa Indonesia", en: "English" };

export interface Page {
  readonly reader: Reader;
  readonly title: string;
  readonly main: Html;
  /** A report's page is its reporter's to show, not a search engine's. */
  readonly index: "index" | "noindex";
}

export function layout({ reader, title, main, index }: Page): Html {
  const { lang } = reader;
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${index === "noindex" ? html`<meta name="robots" content="noindex" />` : ""}
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Simpul</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${stylesheetPath}" />
      </head>
      <body>
        <a class="skip" href="#main">${say(lang, "page.skip")}</a>
        <header>
          <div class="bar">
            <a class="brand" href="${linkTo(reader, "/")}">Simpul</a>
            <nav aria-label="${say(lang, "page.languages")}">
              <ul class="languages">
                ${langs.map(
                  (each) =>
                    html`<li>
                      <a
                        href="${reader.path}?lang=${each}"
                        lang="${each}"
                        hreflang="${each}"
                        ${each === lang ? html`aria-current="true"` : ""}
                        >${languageNames[each]}</a
                      >
                    </li>`,
                )}
              </ul>
            </nav>
          </div>
        </header>
        <main id="main" tabindex="-1">${main}</main>
        <footer>
          <section aria-labelledby="emergency">
            <h2 id="emergency">${say(lang, "page.emergency")}</h2>
            <p>${say(lang, "page.emergencyHelp")}</p>
            <ul class="numbers">
              <li><a href="tel:112">112</a> ${say(lang, "page.emergencyAll")}</li>
              <li><a href="tel:110">110</a> ${say(lang, "page.emergencyPolice")}</li>
            </ul>
          </section>
          <p>${say(lang, "page.product")}</p>
        </footer>
      </body>
    </html>`;
}
