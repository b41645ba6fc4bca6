import { html } from "hono/html";
import type { Html } from "./layout.ts";

/** One row of a description list. */
export function fact(term: string, value: string | Html): Html {
  return html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;
}
