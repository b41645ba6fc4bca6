import type { Tracked } from "@simpul/casework";
import type { PublicView } from "@simpul/domain";
import { say } from "@simpul/words";
import { html } from "hono/html";
import { deadlineFacts } from "./deadline.ts";
import { fact } from "./fact.ts";
import { layout } from "./layout.ts";
import type { Html } from "./layout.ts";
import { momentWords } from "./moments.ts";
import type { Names } from "./names.ts";
import { linkTo } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { timeline } from "./timeline.ts";

/** What anybody who knows the number may see: state in plain words, then the facts, then every public step. */
export function reportPage(reader: Reader, { view, deadline }: Tracked, names: Names): Html {
  const { lang } = reader;
  const title = say(lang, "page.report.title", { trackingId: view.trackingId });
  return layout({
    reader,
    title: `${say(lang, `state.${view.state}`)}: ${title}`,
    index: "noindex",
    main: html`<h1>
        ${say(lang, "page.report.heading")} <span class="number">${view.trackingId}</span>
      </h1>
      ${view.secret ? html`<p class="notice">${say(lang, "page.report.secret")}</p>` : ""}
      ${view.follows === undefined ? "" : follows(reader, view.follows)}
      <section class="card" aria-labelledby="now">
        <h2 id="now">${say(lang, "page.report.now")}</h2>
        <p class="state">${say(lang, `state.${view.state}`)}</p>
        <p class="lead">${say(lang, `tracking.${view.state}.now`)}</p>
        <dl>
          ${fact(say(lang, "page.report.who"), say(lang, `tracking.${view.state}.who`))}
          ${fact(say(lang, "page.report.next"), say(lang, `tracking.${view.state}.next`))}
          ${deadline === undefined ? "" : deadlineFacts(lang, deadline)}
        </dl>
      </section>
      <section aria-labelledby="about">
        <h2 id="about">${say(lang, "page.report.about")}</h2>
        <dl>${facts(reader, view, names)}</dl>
      </section>
      <section aria-labelledby="history">
        <h2 id="history">${say(lang, "page.report.history")}</h2>
        ${timeline(reader, view.history, names)}
      </section>
      <section class="card" aria-labelledby="own">
        <h2 id="own">
          <a href="${linkTo(reader, `/lacak/${view.trackingId}/saya`)}">${say(lang, "own.link")}</a>
        </h2>
        <p>${say(lang, "own.linkHelp")}</p>
      </section>
      <p><a href="${linkTo(reader, "/lacak")}">${say(lang, "page.track.another")}</a></p>`,
  });
}

function facts(
  { lang }: Reader,
  view: PublicView,
  { tenants, categories, area, zone }: Names,
): Html[] {
  const road = view.place?.roadStatus;
  const category = categories.find((each) => each.code === view.category)?.name[lang];
  const institution = tenants.find((each) => each.code === view.institution)?.name;
  return [
    view.title === undefined ? [] : [fact(say(lang, "page.report.subject"), view.title)],
    view.class === undefined
      ? []
      : [fact(say(lang, "page.report.class"), say(lang, `class.${view.class}`))],
    category === undefined ? [] : [fact(say(lang, "page.report.category"), category)],
    institution === undefined ? [] : [fact(say(lang, "page.report.institution"), institution)],
    area === undefined ? [] : [fact(say(lang, "page.report.area"), area)],
    road === undefined
      ? []
      : [fact(say(lang, "page.report.road"), say(lang, `roadStatus.${road}`))],
    [fact(say(lang, "page.report.received"), moment(lang, view.receivedAt, zone))],
    [fact(say(lang, "page.report.updated"), moment(lang, view.updatedAt, zone))],
  ].flat();
}

function follows(reader: Reader, trackingId: string): Html {
  const sentence = say(reader.lang, "page.report.follows", { trackingId });
  return html`<p class="notice">
    ${sentence} <a href="${linkTo(reader, `/lacak/${trackingId}`)}">${trackingId}</a>
  </p>`;
}

function moment(lang: Reader["lang"], at: string, zone: string): Html {
  return html`<time datetime="${at}">${momentWords(lang, at, zone).full}</time>`;
}
