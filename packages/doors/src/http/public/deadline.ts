import type { PublicDeadline } from "@simpul/casework";
import { deadlineWords, say } from "@simpul/words";
import type { Lang } from "@simpul/words";
import { html } from "hono/html";
import { fact } from "./fact.ts";
import type { Html } from "./layout.ts";
import { dateWords, zoneName } from "./moments.ts";

/** Until when, what for, and what holds it up; near day 60 what then happens by itself. */
export function deadlineFacts(lang: Lang, deadline: PublicDeadline): Html[] {
  const { name, date, zone, ombudsman } = deadline;
  const by = say(lang, "deadline.by", { date: dateWords(lang, date), zone: zoneName(zone) });
  const told = html`<p><time datetime="${date}">${by}</time></p>
    <p>${say(lang, `clockDuty.${name}`)}</p>
    ${remarks(lang, deadline).map((remark) => html`<p class="remark">${remark}</p>`)}`;
  return [
    fact(say(lang, "page.report.deadline"), told),
    ombudsman === undefined
      ? []
      : fact(
          say(lang, "page.report.ombudsman"),
          say(lang, "page.report.ombudsmanNear", {
            date: dateWords(lang, ombudsman.date),
            zone: zoneName(ombudsman.zone),
          }),
        ),
  ].flat();
}

function remarks(lang: Lang, { late, paused, provisional }: PublicDeadline): string[] {
  return [
    late === undefined
      ? []
      : // A weekend or a holiday right behind the deadline: it has passed, by no working day.
        [late === 0 ? say(lang, "deadline.past") : deadlineWords(lang, -late)],
    paused ? [say(lang, "deadline.paused")] : [],
    provisional ? [say(lang, "deadline.provisional")] : [],
  ].flat();
}
