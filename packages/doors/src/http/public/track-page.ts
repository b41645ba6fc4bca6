import { say } from "@simpul/words";
import { html } from "hono/html";
import { layout } from "./layout.ts";
import type { Html } from "./layout.ts";
import type { Reader } from "./reader.ts";
import { problemSummary, trackForm } from "./track-form.ts";
import type { TrackProblem } from "./track-form.ts";

/** The form by itself: asked for, or shown again with what is wrong. */
export function trackPage(reader: Reader, problem?: TrackProblem): Html {
  const { lang } = reader;
  const title = say(lang, "page.track.title");
  return layout({
    reader,
    // A screen reader reads the title first: it says at once that something is wrong.
    title: problem === undefined ? title : `${problem.sentence} ${title}`,
    index: "noindex",
    main: html`${problem === undefined ? "" : problemSummary(reader, problem)}
      <h1>${title}</h1>
      <div class="card">${trackForm(reader, problem)}</div>`,
  });
}
