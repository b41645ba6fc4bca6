import type { VerbInput } from "../api-types.ts";
import type { Said } from "./draft.ts";

export type Answer = VerbInput<"respond">;
export type AnswerKind = Answer["kind"];

/** What an answer still lacks, by the name of its field. */
export type Lacking =
  | "kind"
  | "text"
  | "date"
  | "basis"
  | "behalfUnit"
  | "behalfDated"
  | "behalfScan";

export type Whole =
  | { readonly outcome: "whole"; readonly answer: Answer }
  | { readonly outcome: "lacking"; readonly field: Lacking };

export const longest = 20_000;
/** From here on the writer sees how long it is. */
export const worthCounting = 15_000;
export const lengthOf = (text: string): number => [...text].length;

/** An answer out of what was written, of a kind that can be given now. Of another kind's fields nothing is sent. */
export function answerOf(said: Said, kinds: readonly AnswerKind[]): Whole {
  const { kind, text, date = "", basis = "", attachments, onBehalf } = said;
  const lacks = (field: Lacking): Whole => ({ outcome: "lacking", field });
  if (kind === undefined || !kinds.includes(kind)) return lacks("kind");
  if (kind === "plan" && date === "") return lacks("date");
  if (text.trim() === "" || lengthOf(text) > longest) return lacks("text");
  if (kind === "refused" && (basis.trim() === "" || lengthOf(basis) > longest))
    return lacks("basis");
  const { unit = "", dated = "", scan } = onBehalf ?? {};
  if (onBehalf !== undefined) {
    if (unit === "") return lacks("behalfUnit");
    if (dated === "") return lacks("behalfDated");
    if (scan === undefined) return lacks("behalfScan");
  }
  return {
    outcome: "whole",
    answer: {
      kind,
      text,
      ...(kind === "plan" ? { date } : {}),
      ...(kind === "refused" ? { basis } : {}),
      ...(attachments.length === 0 ? {} : { attachments: [...attachments] }),
      ...(onBehalf === undefined || scan === undefined ? {} : { onBehalf: { unit, dated, scan } }),
    },
  };
}

/** Whether a second person read this very answer. */
export const sameAnswer = (one: Answer | undefined, two: Answer): boolean =>
  one !== undefined && JSON.stringify(parts(one)) === JSON.stringify(parts(two));

const parts = ({ kind, text, date, basis, attachments, onBehalf }: Answer) => [
  kind,
  text,
  date ?? null,
  basis ?? null,
  attachments ?? [],
  onBehalf === undefined ? null : [onBehalf.unit, onBehalf.dated, onBehalf.scan],
];

/** As somebody goes on with what was reviewed. */
export const saidOf = ({ kind, text, date, basis, attachments, onBehalf }: Answer): Said => ({
  kind,
  text,
  attachments: [...(attachments ?? [])],
  ...(date === undefined ? {} : { date }),
  ...(basis === undefined ? {} : { basis }),
  ...(onBehalf === undefined ? {} : { onBehalf }),
});

export const isFinal = (kind: AnswerKind | undefined): boolean =>
  kind === "done" || kind === "refused";
