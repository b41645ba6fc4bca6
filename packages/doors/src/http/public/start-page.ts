import { say } from "@simpul/words";
import { html } from "hono/html";
import { layout } from "./layout.ts";
import type { Html } from "./layout.ts";
import type { Reader } from "./reader.ts";
import { trackForm } from "./track-form.ts";

export function startPage(reader: Reader): Html {
  const { lang } = reader;
  return layout({
    reader,
    title: say(lang, "page.start.title"),
    index: "index",
    main: html`<h1>${say(lang, "page.start.title")}</h1>
      <p class="lead">${say(lang, "page.start.lead")}</p>
      <section class="card" aria-labelledby="track-title">
        <h2 id="track-title">${say(lang, "page.track.title")}</h2>
        ${trackForm(reader)}
      </section>`,
  });
}
