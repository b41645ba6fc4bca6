import { html } from "hono/html";
import type { Html } from "./layout.ts";

/** Says first of all what is wrong, and leads to the field. */
export function errorSummary(
  title: string,
  problem: { readonly sentence: string; readonly field?: string },
): Html {
  const { sentence, field } = problem;
  return html`<div class="summary" role="alert" aria-labelledby="summary-title" tabindex="-1">
    <h2 id="summary-title">${title}</h2>
    <p>${field === undefined ? sentence : html`<a href="#${field}">${sentence}</a>`}</p>
  </div>`;
}
