import { say } from "@simpul/words";
import { html } from "hono/html";
import type { Html } from "./layout.ts";
import type { Reader } from "./reader.ts";

export interface TrackProblem {
  readonly typed: string;
  readonly sentence: string;
}

/** Works without JavaScript; says beside the field and in a summary what is wrong with what was typed. */
export function trackForm({ lang, chosen }: Reader, problem?: TrackProblem): Html {
  const described = problem === undefined ? "id-hint" : "id-hint id-problem";
  return html`<form class="track" action="/lacak" method="get" role="search" novalidate>
    <label for="id">${say(lang, "page.track.label")}</label>
    <p class="hint" id="id-hint">${say(lang, "page.track.hint")}</p>
    ${problem === undefined ? "" : html`<p class="wrong" id="id-problem">${problem.sentence}</p>`}
    <div class="field">
      <input
        id="id"
        name="id"
        type="text"
        value="${problem?.typed ?? ""}"
        maxlength="40"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        aria-describedby="${described}"
        ${problem === undefined ? "" : html`aria-invalid="true"`}
      />
      <button type="submit">${say(lang, "page.track.button")}</button>
    </div>
    ${chosen ? html`<input type="hidden" name="lang" value="${lang}" />` : ""}
  </form>`;
}

export function problemSummary({ lang }: Reader, { sentence }: TrackProblem): Html {
  return html`<div class="summary" role="alert" aria-labelledby="summary-title" tabindex="-1">
    <h2 id="summary-title">${say(lang, "page.track.problem")}</h2>
    <p><a href="#id">${sentence}</a></p>
  </div>`;
}
