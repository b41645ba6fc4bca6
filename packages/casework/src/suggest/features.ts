import type { KeptContent } from "@simpul/db";
import { categoryPath, circumspect, ownerLabel, readAs, route, wordsIn } from "@simpul/domain";
import type { Report } from "@simpul/domain";
import type { Context } from "../context.ts";
import { readWords } from "../enclose.ts";

/** What a report says, as it may be learnt from: without what was masked or looks personal. */
export interface Letter {
  readonly title?: string;
  readonly text?: string;
}

/** @param contentOf contents of this very report by hash */
export function letterOf(
  report: Report,
  contentOf: (hash: string) => KeptContent | undefined,
): Letter {
  const said = (ref: Report["text"], field: "title" | "text"): string | undefined => {
    if (ref === undefined || report.erased?.includes(ref.hash) === true) return undefined;
    const bytes = contentOf(ref.hash)?.bytes;
    const value = bytes === undefined ? undefined : readWords(bytes)?.[field];
    if (typeof value !== "string") return undefined;
    return readAs("published", value, { content: ref.hash, field }, report.masks);
  };
  const title = said(report.details, "title") ?? said(report.text, "title");
  const text = said(report.details, "text") ?? said(report.text, "text");
  return { ...(title === undefined ? {} : { title }), ...(text === undefined ? {} : { text }) };
}

/** Where the words of a report lie. */
export const lettersHashes = ({ text, details }: Report): string[] =>
  [text?.hash, details?.hash].filter((hash) => hash !== undefined);

const wholeLetter = ({ title, text }: Letter): string =>
  [title, text].filter((part) => part !== undefined).join("\n");

/** The words of a letter by their stems: each stem with the forms in which it stands there. */
export type Stems = ReadonlyMap<string, readonly string[]>;

/** A letter longer than this is a document: what it is about stands at its beginning. */
const mostWords = 400;

export const formsOf = (letter: Letter): string[] =>
  wordsIn(wholeLetter(letter))
    .slice(0, mostWords)
    .map(({ form }) => form);

/** @param stemOf from `stemsOf` of the forms */
export function stemsIn(letter: Letter, stemOf: ReadonlyMap<string, string>): Stems {
  const text = wholeLetter(letter);
  const stems = new Map<string, string[]>();
  for (const { form, start, end } of wordsIn(text).slice(0, mostWords)) {
    const stem = stemOf.get(form) ?? form;
    const said = text.slice(start, end).toLowerCase();
    const forms = stems.get(stem) ?? [];
    if (!forms.includes(said)) forms.push(said);
    stems.set(stem, forms);
  }
  return stems;
}

/** Whistleblowing and secret reports teach nothing: a model that tells of secrets leaks them. Nor does what was archived. */
export function teaches(report: Report): boolean {
  return !circumspect(report).secret && report.state !== "archived";
}

/** What is known of a report beside its words: its category and those above, its area and those around, its class. */
export function factFeatures(ctx: Context, report: Report): string[] {
  const { category, place, class: kind } = report;
  const parts = place.area?.split(".") ?? [];
  return [
    ...(category === undefined
      ? []
      : categoryPath(category, ctx.reference.categories()).map((code) => `c:${code}`)),
    // To the district: a village has too few reports.
    ...parts.slice(0, 3).map((_, at) => `a:${parts.slice(0, at + 1).join(".")}`),
    ...(place.roadStatus === undefined ? [] : [`s:${place.roadStatus}`]),
    ...(kind === undefined ? [] : [`k:${kind}`]),
  ];
}

/** What the rules say of its owner, as a feature: how often they were followed is learnt like anything else. */
export function ruleFeature(ctx: Context, report: Report): string {
  const { rules, tenants, categories } = ctx.reference;
  const said = route(report, rules(), tenants(), categories());
  return `r:${said.outcome === "suggested" ? ownerLabel(said.tenant, report.place) : "none"}`;
}

/** Who has taken it and kept it, at this desk; the hub learns institutions, an institution its units. */
export function endOf(
  ctx: Context,
  tenant: string,
  report: Report,
): { owner?: string; unit?: string } {
  switch (report.state) {
    case "accepted":
    case "assigned":
    case "inProgress":
    case "answered":
    case "closed":
    case "referred": {
      const { institution } = report;
      if (institution === undefined) return {};
      if (tenant === ctx.hub) return { owner: ownerLabel(institution, report.place) };
      const unit = "unit" in report ? report.unit : undefined;
      return institution === tenant && unit !== undefined ? { unit } : {};
    }
    case "received":
    case "held":
    case "archived":
    case "verified":
    case "forwarded":
    case "returned":
      return {};
  }
}
