import { kindOf, wordIn } from "./crossed.ts";
import { sharesOf, sum, unseen } from "./counts.ts";
import type { ByFeature } from "./counts.ts";

type Counts = ReadonlyMap<string, number>;
const none: Counts = new Map();

/** As many reports as the wider kind counts for in the narrower one. Measured (`npm run bench -- suggestions`), as are those below. */
const widerKind = 6;
const widerPlace = 10;
/** As many reports as a word has to be in before it says more than what is usual. */
const silent = 24;
const mostWords = 12;

/**
 * Who usually gets such a kind of report, narrowed step by step as far as there are reports: what the rules say, its category,
 * both together, its category at its place. Then its words speak, each by what it meant within that category, for elsewhere it
 * stands for other matters.
 */
export function byKind(features: readonly string[], byFeature: ByFeature): Counts {
  const of = (feature: string): Counts => byFeature.get(feature) ?? none;
  const totals = of("");
  const all = sum(totals.values());
  const asked = Map.groupBy(new Set(features), kindOf);
  const ofKind = (kind: string): string[] => asked.get(kind) ?? [];
  const categories = ofKind("c");
  const steps = [
    ...[...ofKind("r"), ...categories.toReversed(), ...ofKind("j")].map(
      (step) => [step, widerKind] as const,
    ),
    ...ofKind("p").map((step) => [step, widerPlace] as const),
  ];
  let usual: Counts = new Map([...totals].map(([label, n]) => [label, n / (all + unseen)]));
  for (const [step, wider] of steps) usual = narrowed(usual, of(step), wider);

  const deepest = categories.find((each) => byFeature.has(each));
  const within = deepest === undefined ? none : of(deepest);
  const known = sum(within.values());
  // Where a category has seen little, all the others speak too; else they would only say once more which category it is.
  const general = Math.max(0, 1 - known / silent);
  const words = ofKind("w").flatMap((feature) => {
    const had = of(feature);
    const here = deepest === undefined ? none : of(wordIn(deepest, feature));
    return had.size === 0 ? [] : [{ had, here }];
  });
  const weights = [...usual].map(([label, share]): [string, number] => {
    const overall = (totals.get(label) ?? 0) / all;
    const usualHere = ((within.get(label) ?? 0) + silent * overall) / (known + silent);
    const loudest = words
      .map(
        ({ had, here }) =>
          Math.log(shareOf(here, label, usualHere) / usualHere) +
          general * Math.log(shareOf(had, label, overall) / overall),
      )
      .toSorted((a, b) => Math.abs(b) - Math.abs(a))
      .slice(0, mostWords);
    return [label, Math.log(share) + sum(loudest)];
  });
  return sharesOf(new Map(weights), all);
}

/** Shares among the reports of a narrower kind; the fewer there are, the nearer to those of the wider one. */
function narrowed(usual: Counts, had: Counts, wider: number): Counts {
  const all = sum(had.values());
  return new Map(
    [...usual].map(([label, share]) => [
      label,
      ((had.get(label) ?? 0) + wider * share) / (all + wider),
    ]),
  );
}

/** Of the reports with a word the share that ended there; few reports are held for usual ones. */
const shareOf = (had: Counts, label: string, usual: number): number =>
  ((had.get(label) ?? 0) + silent * usual) / (sum(had.values()) + silent);
