import { say } from "@simpul/words";
import { html } from "hono/html";
import { errorSummary } from "./error-summary.ts";
import { layout } from "./layout.ts";
import type { Html } from "./layout.ts";
import { linkTo } from "./reader.ts";
import type { Reader } from "./reader.ts";

export interface AccessState {
  readonly trackingId: string;
  /** A code was asked for, or a session has ended. */
  readonly notice?: "asked" | "ended";
  readonly problem?: { readonly sentence: string; readonly field?: string };
}

/** Where a reporter shows who they are. It tells nothing of the report: not even whether there is one. */
export function accessPage(reader: Reader, { trackingId, notice, problem }: AccessState): Html {
  const { lang } = reader;
  const title = say(lang, "own.access.title");
  const said = notice === "asked" ? say(lang, "own.access.asked") : say(lang, "own.ended");
  const described = problem?.field === undefined ? "proof-hint" : "proof-hint proof-problem";
  return layout({
    reader,
    title: problem === undefined ? title : `${problem.sentence} ${title}`,
    index: "noindex",
    main: html`${problem === undefined ? "" : errorSummary(say(lang, "own.page.problem"), problem)}
      ${notice === undefined ? "" : html`<p class="notice" role="status">${said}</p>`}
      <h1>${title}</h1>
      <p class="number">${trackingId}</p>
      <p class="lead">${say(lang, "own.access.lead")}</p>
      <section class="card" aria-labelledby="code-title">
        <h2 id="code-title">${say(lang, "own.access.codeTitle")}</h2>
        <p>${say(lang, "own.access.codeHelp")}</p>
        <form method="post" action="${linkTo(reader, `${reader.path}/kode`)}">
          <button type="submit">${say(lang, "own.access.codeButton")}</button>
        </form>
      </section>
      <section class="card" aria-labelledby="open-title">
        <h2 id="open-title">${say(lang, "own.access.openTitle")}</h2>
        <form method="post" action="${linkTo(reader, `${reader.path}/masuk`)}" novalidate>
          <label for="proof">${say(lang, "own.access.label")}</label>
          <p class="hint" id="proof-hint">${say(lang, "own.access.hint")}</p>
          ${
            problem?.field === undefined
              ? ""
              : html`<p class="wrong" id="proof-problem">${problem.sentence}</p>`
          }
          <div class="field">
            <input
              id="proof"
              name="proof"
              type="text"
              inputmode="numeric"
              autocomplete="one-time-code"
              maxlength="40"
              spellcheck="false"
              aria-describedby="${described}"
              ${problem?.field === undefined ? "" : html`aria-invalid="true"`}
            />
            <button type="submit">${say(lang, "own.access.openButton")}</button>
          </div>
        </form>
      </section>
      <p class="hint">${say(lang, "own.access.never")}</p>
      <p><a href="${linkTo(reader, `/lacak/${trackingId}`)}">${say(lang, "own.back")}</a></p>`,
  });
}
