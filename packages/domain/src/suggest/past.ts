/**
 * What past dispositions say of a new report: naive Bayes over what was there when they ended well. A feature is `kind:value`
 * (`w:lubang`, `c:road`); a label is who ended up with a report.
 */
export interface PastCount {
  /** Empty: of all reports of the label. */
  readonly feature: string;
  readonly label: string;
  readonly reports: number;
}

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

/** Reports that ended nowhere known: what is new is never impossible, and two past reports are no certainty. */
const unseen = 2;
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
 * Labels by confidence, the highest first; equal ones by name.
 * @param features of the new report, each once; of several categories (`c:`) the first that is known counts
 * @param counts of these features and of `""`; of other labels and features too, if they are at hand
 */
export function fromPast(features: readonly string[], counts: readonly PastCount[]): Remembered[] {
  const totals = new Map<string, number>();
  const ofFeature = new Map<string, Map<string, number>>();
  for (const { feature, label, reports } of counts) {
    if (reports <= 0) continue;
    if (feature === "") totals.set(label, (totals.get(label) ?? 0) + reports);
    else {
      const labels = ofFeature.get(feature) ?? new Map<string, number>();
      labels.set(label, (labels.get(label) ?? 0) + reports);
      ofFeature.set(feature, labels);
    }
  }
  const all = sum(totals.values());
  if (all === 0) return [];
  const known = [...new Set(features)].flatMap((feature) => {
    const labels = ofFeature.get(feature);
    if (labels === undefined) return [];
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
  // Subtracting the highest keeps the exponents in range.
  const nothing = Math.log(unseen / (all + unseen));
  const highest = Math.max(nothing, ...scored.map(({ weight }) => weight));
  const parts = scored.map(({ weight }) => Math.exp(weight - highest));
  const whole = sum(parts) + Math.exp(nothing - highest);
  return scored
    .map(({ weight: _, ...each }, at) => ({ ...each, confidence: (parts[at] ?? 0) / whole }))
    .toSorted((a, b) => b.confidence - a.confidence || order(a.label, b.label));
}

const kindOf = (feature: string): string => feature.slice(0, feature.indexOf(":"));
const isWord = ({ feature }: { readonly feature: string }): boolean => kindOf(feature) === "w";

function sum(numbers: Iterable<number>): number {
  let all = 0;
  for (const each of numbers) all += each;
  return all;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
