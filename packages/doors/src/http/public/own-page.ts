import type { FullView } from "@simpul/casework";
import type { Tenant } from "@simpul/domain";
import { isKey, say } from "@simpul/words";
import { html } from "hono/html";
import { errorSummary } from "./error-summary.ts";
import { layout } from "./layout.ts";
import type { Html } from "./layout.ts";
import { momentWords } from "./moments.ts";
import { actsIn, ownForm } from "./own-form.ts";
import type { FormProblem, FormTokens } from "./own-form.ts";
import { linkTo } from "./reader.ts";
import type { Reader } from "./reader.ts";

export interface OwnView {
  readonly view: FullView;
  readonly tenants: readonly Tenant[];
  /** IANA. */
  readonly zone: string;
  readonly tokens: FormTokens;
  readonly isDone: boolean;
  readonly problem?: FormProblem | { readonly sentence: string };
}

/** The report as its reporter sees it: what they wrote, what they were asked and answered, and what they can do. */
export function ownPage(reader: Reader, own: OwnView): Html {
  const { lang } = reader;
  const { view, tokens, problem } = own;
  const title = say(lang, "own.page.title", { trackingId: view.trackingId });
  const wrong = problem !== undefined && "act" in problem ? problem : undefined;
  const { first, more } = actsIn(view.state);
  const form = (act: (typeof first)[number]) => ownForm(reader, act, tokens, wrong);
  return layout({
    reader,
    title: problem === undefined ? title : `${problem.sentence} ${title}`,
    index: "noindex",
    main: html`${problem === undefined ? "" : errorSummary(say(lang, "own.page.problem"), problem)}
      ${own.isDone ? html`<p class="notice" role="status">${say(lang, "own.page.done")}</p>` : ""}
      <h1>${say(lang, "own.page.heading")} <span class="number">${view.trackingId}</span></h1>
      <p class="hint">${say(lang, "own.page.signedIn")}</p>
      <section class="card" aria-labelledby="now">
        <h2 id="now">${say(lang, "page.report.now")}</h2>
        <p class="state">${say(lang, `state.${view.state}`)}</p>
        <p class="lead">${say(lang, `tracking.${view.state}.now`)}</p>
      </section>
      ${
        first.length === 0
          ? ""
          : html`<section aria-labelledby="acts">
              <h2 id="acts">${say(lang, "own.page.acts")}</h2>
              ${first.map(form)}
            </section>`
      }
      <section aria-labelledby="messages">
        <h2 id="messages">${say(lang, "own.page.messages")}</h2>
        <ol class="timeline" reversed>
          ${view.history.toReversed().map((entry) => step(reader, own, entry))}
        </ol>
      </section>
      <section aria-labelledby="wrote">
        <h2 id="wrote">${say(lang, "own.page.wrote")}</h2>
        ${view.title === undefined ? "" : html`<p class="step">${view.title}</p>`}
        <blockquote>${view.text ?? ""}</blockquote>
      </section>
      ${
        more.length === 0
          ? ""
          : html`<details ${wrong !== undefined && more.includes(wrong.act) ? html`open` : ""}>
              <summary>${say(lang, "own.page.more")}</summary>
              ${more.map(form)}
            </details>`
      }
      <form method="post" action="${linkTo(reader, `${reader.path}/keluar`)}">
        <input type="hidden" name="csrf" value="${tokens.csrf}" />
        <button type="submit" class="quiet">${say(lang, "own.page.signOut")}</button>
      </form>
      <p><a href="${linkTo(reader, `/lacak/${view.trackingId}`)}">${say(lang, "own.back")}</a></p>`,
  });
}

type Entry = FullView["history"][number];

function step({ lang }: Reader, { tenants, zone }: OwnView, entry: Entry): Html {
  const { at, text, actor } = entry;
  const isTheirs = actor.role === "reporter" || actor.role === "channel";
  const by = isTheirs
    ? say(lang, "own.page.you")
    : (tenants.find((each) => each.code === actor.tenant)?.name ?? say(lang, `role.${actor.role}`));
  return html`<li>
    <p class="step">${sentence(lang, entry)}</p>
    <p class="when"><time datetime="${at}">${momentWords(lang, at, zone).full}</time> · ${by}</p>
    ${text === undefined || entry.type === "received" ? "" : html`<blockquote>${text}</blockquote>`}
  </li>`;
}

function sentence(lang: Reader["lang"], { type, state }: Entry): string {
  for (const key of [`own.step.${type}`, `publicStep.${type}`])
    // Proof: it is a key, and the texts of both take no parameters.
    if (isKey(key)) return say(lang, key as "own.step.asked");
  return say(lang, `state.${state}`);
}
