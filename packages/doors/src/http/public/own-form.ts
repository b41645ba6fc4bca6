import type { VerbName } from "@simpul/casework";
import { isHeard } from "@simpul/domain";
import type { State } from "@simpul/domain";
import { say } from "@simpul/words";
import { html } from "hono/html";
import type { Html } from "./layout.ts";
import { linkTo } from "./reader.ts";
import type { Reader } from "./reader.ts";

/** What a reporter may do on their page; each is a form and a verb of the same name. */
export const ownActs = [
  "supply",
  "reply",
  "confirm",
  "object",
  "rate",
  "consent",
  "withdraw",
] as const satisfies readonly VerbName[];
export type OwnAct = (typeof ownActs)[number];

/** What the server keeps of a form that was not right. */
export interface FormProblem {
  readonly act: OwnAct;
  readonly sentence: string;
  /** The id of the field at fault. */
  readonly field: string;
  readonly typed: string;
}

export interface FormTokens {
  readonly csrf: string;
  /** Sent twice it counts once. */
  readonly once: string;
}

const needsWords: ReadonlySet<OwnAct> = new Set(["supply", "reply", "object"]);

/** What helps now comes first; the rest waits behind a summary. A message is written where nothing is asked for. */
export function actsIn(state: State): { first: readonly OwnAct[]; more: readonly OwnAct[] } {
  const heard = ownActs.filter(
    (act) => isHeard(act, state) && (act !== "supply" || state === "held"),
  );
  const rare: ReadonlySet<OwnAct> = new Set(["consent", "withdraw"]);
  return {
    first: heard.filter((act) => !rare.has(act)),
    more: heard.filter((act) => rare.has(act)),
  };
}

export function ownForm(
  reader: Reader,
  act: OwnAct,
  { csrf, once }: FormTokens,
  problem: FormProblem | undefined,
): Html {
  const { lang } = reader;
  const wrong = problem?.act === act ? problem : undefined;
  return html`<form
    class="own"
    method="post"
    action="${linkTo(reader, `${reader.path}/${act}`)}"
    aria-labelledby="${act}-title"
    novalidate
  >
    <h3 id="${act}-title">${say(lang, `own.${act}.title`)}</h3>
    <input type="hidden" name="csrf" value="${csrf}" />
    <input type="hidden" name="once" value="${once}" />
    ${act === "rate" ? scores(lang, wrong) : ""}
    ${act === "consent" ? answers(lang, wrong) : words(lang, act, wrong)}
    <button type="submit">${say(lang, `own.${act}.button`)}</button>
  </form>`;
}

type Lang = Reader["lang"];

function words(lang: Lang, act: Exclude<OwnAct, "consent">, wrong: FormProblem | undefined): Html {
  const id = `${act}-text`;
  const isWrong = wrong?.field === id;
  return html`<label for="${id}"
      >${say(lang, `own.${act}.label`)}
      ${needsWords.has(act) ? "" : html`<span class="hint">(${say(lang, "own.page.optional")})</span>`}</label
    >
    ${isWrong ? html`<p class="wrong" id="${id}-problem">${wrong.sentence}</p>` : ""}
    <textarea
      id="${id}"
      name="text"
      rows="4"
      ${needsWords.has(act) ? html`required` : ""}
      ${isWrong ? html`aria-invalid="true" aria-describedby="${id}-problem"` : ""}
    >
${wrong?.typed ?? ""}</textarea>`;
}

function scores(lang: Lang, wrong: FormProblem | undefined): Html {
  return choice(
    "rate",
    say(lang, "own.rate.legend"),
    wrong,
    [1, 2, 3, 4, 5].map((score) => [String(score), String(score)]),
  );
}

function answers(lang: Lang, wrong: FormProblem | undefined): Html {
  return choice("consent", say(lang, "own.consent.wording"), wrong, [
    ["yes", say(lang, "own.consent.yes")],
    ["no", say(lang, "own.consent.no")],
  ]);
}

function choice(
  act: "rate" | "consent",
  legend: string,
  wrong: FormProblem | undefined,
  options: readonly (readonly [string, string])[],
): Html {
  const isWrong = wrong?.field === `${act}-choice`;
  return html`<fieldset ${isWrong ? html`aria-describedby="${act}-choice-problem"` : ""}>
    <legend>${legend}</legend>
    ${isWrong ? html`<p class="wrong" id="${act}-choice-problem">${wrong.sentence}</p>` : ""}
    ${options.map(
      ([value, label], i) =>
        html`<label class="option"
          ><input
            type="radio"
            name="choice"
            value="${value}"
            id="${i === 0 ? `${act}-choice` : `${act}-choice-${value}`}"
          />
          ${label}</label
        >`,
    )}
  </fieldset>`;
}

/** The verb's input out of the form's fields, or what is wrong with them. */
export function readForm(
  lang: Lang,
  act: OwnAct,
  fields: URLSearchParams,
): { outcome: "read"; input: object } | ({ outcome: "wrong" } & FormProblem) {
  // A form's lines end in CRLF (HTML, form submission): nobody typed the CR.
  const text = (fields.get("text") ?? "").replaceAll("\r\n", "\n");
  const chosen = fields.get("choice") ?? "";
  const wrong = (key: "text" | "long" | "choice", field: string) => ({
    outcome: "wrong" as const,
    act,
    typed: text,
    field: `${act}-${field}`,
    sentence: say(lang, `own.missing.${key}`),
  });
  if (text.trim() === "" && needsWords.has(act)) return wrong("text", "text");
  if ([...text].length > 20_000) return wrong("long", "text");
  const said = text.trim() === "" ? {} : { text };
  switch (act) {
    case "supply":
    case "reply":
    case "confirm":
      return { outcome: "read", input: said };
    case "object":
      return { outcome: "read", input: { reason: text } };
    case "withdraw":
      return { outcome: "read", input: text.trim() === "" ? {} : { reason: text } };
    case "rate":
      return /^[1-5]$/.test(chosen)
        ? { outcome: "read", input: { score: Number(chosen), ...said } }
        : wrong("choice", "choice");
    case "consent":
      return chosen === "yes" || chosen === "no"
        ? {
            outcome: "read",
            // What was asked, word for word and by us: the form cannot make it something else.
            input: { granted: chosen === "yes", wording: say(lang, "own.consent.wording") },
          }
        : wrong("choice", "choice");
  }
}
