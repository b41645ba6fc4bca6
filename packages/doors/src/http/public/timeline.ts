import type { PublicView } from "@simpul/domain";
import { isKey, say } from "@simpul/words";
import { html } from "hono/html";
import type { Html } from "./layout.ts";
import { momentWords } from "./moments.ts";
import type { Names } from "./names.ts";
import type { Reader } from "./reader.ts";

type Step = PublicView["history"][number];

/** Newest first: who comes back wants what is new. */
export function timeline(reader: Reader, history: readonly Step[], names: Names): Html {
  return html`<ol class="timeline" reversed>
    ${history.toReversed().map((step) => entry(reader, step, names))}
  </ol>`;
}

function entry({ lang }: Reader, step: Step, { tenants, zone }: Names): Html {
  const by = byline(lang, step, tenants);
  return html`<li>
    <p class="step">${sentence(lang, step)}</p>
    <p class="when">
      <time datetime="${step.at}">${momentWords(lang, step.at, zone).full}</time
      >${by === "" ? "" : html` · ${by}`}
    </p>
    ${step.text === undefined ? "" : html`<blockquote>${step.text}</blockquote>`}
  </li>`;
}

/** Of a secret report there is no actor, and its state is all that is said. */
function sentence(lang: Reader["lang"], { type, state, actor }: Step): string {
  const key = `publicStep.${type}`;
  return actor !== undefined && isKey(key) ? plain(lang, key) : say(lang, `state.${state}`);
}

function byline(lang: Reader["lang"], { actor }: Step, tenants: Names["tenants"]): string {
  if (actor === undefined) return "";
  if (actor.role === "clock") return say(lang, "page.report.lapsed");
  if (actor.role === "reporter") return say(lang, "role.reporter");
  return (
    tenants.find((each) => each.code === actor.tenant)?.name ?? say(lang, `role.${actor.role}`)
  );
}

type Plain = `publicStep.${"received" | "answered"}`;

function plain(lang: Reader["lang"], key: string): string {
  // Proof: it is a key, and the texts of `publicStep` take no parameters.
  return say(lang, key as Plain);
}
