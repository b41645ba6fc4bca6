import { byKind } from "./by-kind.ts";
import { kindOf } from "./crossed.ts";
import { gathered, order, sharesOf, sum, unseen } from "./counts.ts";
import type { ByFeature, PastCount } from "./counts.ts";

export interface Remembered {
  readonly label: string;
  /** Share of reports like this one that ended there, 0..1; with what nobody has seen yet they add up to one. */
  readonly confidence: number;
  /** Reports that ended there. */
  readonly past: number;
  /** What speaks for it, the strongest first. */
  readonly because: readonly Speaking[];
}

export interface Speaking {
  readonly feature: string;
  /** Of the reports that ended there, those that had it too. */
  readonly past: number;
}

/** As many reports as a feature's general share counts for in a label that has few. */
const smoothing = 2;
/** Words say the same thing several times over: no more of them count than these, and each by a part. */
const mostWords = 8;
/**
 * How much each kind counts for: measured on held-out reports (`npm run bench -- suggestions`). Taken whole, naive Bayes is far
 * too sure, for what a report is about is in its category, in the rule and in each of its words once more.
 */
const weights: Readonly<Record<string, number>> = {
  c: 0.5,
  r: 0.5,
  k: 0.5,
  s: 0.5,
  a: 0.15,
  w: 0.3,
};

/**
 * What past dispositions say of a new report: labels by confidence, the highest first; equal ones by name. Two that know different
 * things are heard, each for a half: who gets its words wherever they are said, and who gets its kind (`byKind`). The first errs
 * where a word means another matter, the second where the category is mistaken; measured on seeds that nothing was tuned on, both
 * together are as often right as the first alone, and more honest about how sure they are.
 * @param features of the new report, each once, with what comes of two of them (`crossed`); of several categories (`c:`) the
 * first that is known counts
 * @param counts of these features and of `""`; of other labels and features too, if they are at hand
 */
export function fromPast(features: readonly string[], counts: readonly PastCount[]): Remembered[] {
  const byFeature = gathered(counts);
  const said = byWords(features, byFeature);
  const kinds = byKind(features, byFeature);
  return said
    .map(({ confidence, ...each }) => ({
      ...each,
      confidence: (confidence + (kinds.get(each.label) ?? 0)) / 2,
    }))
    .toSorted((a, b) => b.confidence - a.confidence || order(a.label, b.label));
}

/** Naive Bayes. */
function byWords(features: readonly string[], byFeature: ByFeature): Remembered[] {
  const totals = byFeature.get("") ?? new Map<string, number>();
  const all = sum(totals.values());
  if (all === 0) return [];
  const known = [...new Set(features)].flatMap((feature) => {
    const labels = byFeature.get(feature);
    if (labels === undefined || weights[kindOf(feature)] === undefined) return [];
    return [{ feature, labels, share: Math.min(1, sum(labels.values()) / all) }];
  });
  const scored = [...totals].map(([label, past]) => {
    const spoken = known.map(({ feature, labels, share }) => {
      const had = labels.get(label) ?? 0;
      const inLabel = (had + smoothing * share) / (past + smoothing);
      return { feature, past: had, says: Math.log(inLabel / share) };
    });
    const loudest = spoken
      .filter(isWord)
      .toSorted((a, b) => Math.abs(b.says) - Math.abs(a.says))
      .slice(0, mostWords);
    const category = spoken.find(({ feature }) => kindOf(feature) === "c");
    const facts = spoken.filter(
      (each) => !isWord(each) && (kindOf(each.feature) !== "c" || each === category),
    );
    const says = sum(
      [...facts, ...loudest].map((each) => (weights[kindOf(each.feature)] ?? 0) * each.says),
    );
    const because = spoken
      .filter((each) => each.past > 0 && each.says > 0.1)
      .toSorted((a, b) => b.says - a.says || order(a.feature, b.feature))
      .map(({ feature, past: reports }) => ({ feature, past: reports }));
    return { label, past, because, weight: Math.log(past / (all + unseen)) + says };
  });
  const shares = sharesOf(new Map(scored.map(({ label, weight }) => [label, weight])), all);
  return scored.map(({ weight: _, ...each }) => ({
    ...each,
    confidence: shares.get(each.label) ?? 0,
  }));
}

const isWord = ({ feature }: { readonly feature: string }): boolean => kindOf(feature) === "w";
