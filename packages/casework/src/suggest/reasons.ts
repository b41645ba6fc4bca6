import type { Lesson } from "@simpul/db";
import { crossed, fromPast } from "@simpul/domain";
import type { Remembered } from "@simpul/domain";
import type { Stems } from "./features.ts";

/** Why somebody is suggested; `past` counts reports that ended there and had the same. */
export type SuggestionReason =
  | { readonly kind: "rule"; readonly rule: string; readonly basis: string }
  /** Named by an institution that gave the report back. */
  | { readonly kind: "proposed"; readonly by: string }
  /** It gave this report back before. */
  | { readonly kind: "returned" }
  /** As they stand in this report. */
  | { readonly kind: "words"; readonly words: readonly string[]; readonly past: number }
  | { readonly kind: "place"; readonly area: string; readonly past: number }
  | { readonly kind: "category"; readonly category: string; readonly past: number }
  | { readonly kind: "class"; readonly class: string; readonly past: number };

const mostWords = 4;

/** What was learnt of a report with these features, with reasons in its own words. */
export function reasonsOf({ because }: Remembered, stems: Stems): SuggestionReason[] {
  const of = (kind: string) =>
    because
      .filter(({ feature }) => feature.startsWith(`${kind}:`))
      .map(({ feature, past }) => ({ value: feature.slice(kind.length + 1), past }));
  const words = of("w").slice(0, mostWords);
  // The deepest area and category say most.
  const deepest = (kind: string) =>
    of(kind).toSorted((a, b) => b.value.length - a.value.length || a.past - b.past)[0];
  const [place, category, kind] = [deepest("a"), of("c")[0], of("k")[0]];
  return [
    ...(words.length === 0
      ? []
      : [
          {
            kind: "words" as const,
            words: words.map(({ value }) => stems.get(value)?.[0] ?? value),
            past: Math.max(...words.map(({ past }) => past)),
          },
        ]),
    ...(category === undefined
      ? []
      : [{ kind: "category" as const, category: category.value, past: category.past }]),
    ...(place === undefined
      ? []
      : [{ kind: "place" as const, area: place.value, past: place.past }]),
    ...(kind === undefined ? [] : [{ kind: "class" as const, class: kind.value, past: kind.past }]),
  ];
}

/** @param told further counts that are as good as learnt */
export const rememberedOf = (
  features: readonly string[],
  lessons: readonly Lesson[],
  told: readonly Omit<Lesson, "tenant" | "about">[] = [],
): Remembered[] => fromPast(crossed(features), [...lessons, ...told]);
