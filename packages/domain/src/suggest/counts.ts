/** How many past reports had a feature (`kind:value`; `w:lubang`, `c:road`), by where they ended. */
export interface PastCount {
  /** Empty: of all reports of the label. */
  readonly feature: string;
  /** Who ended up with a report. */
  readonly label: string;
  readonly reports: number;
}

/** Labels by their number of reports, feature by feature. */
export type ByFeature = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function gathered(counts: readonly PastCount[]): ByFeature {
  const byFeature = new Map<string, Map<string, number>>();
  for (const { feature, label, reports } of counts) {
    if (reports <= 0) continue;
    const labels = byFeature.get(feature) ?? new Map<string, number>();
    labels.set(label, (labels.get(label) ?? 0) + reports);
    byFeature.set(feature, labels);
  }
  return byFeature;
}

/** Reports that ended nowhere known: what is new is never impossible, and two past reports are no certainty. */
export const unseen = 2;

/** Shares of one whole by their logarithms, with what nobody has seen yet. @param all past reports */
export function sharesOf(weights: ReadonlyMap<string, number>, all: number): Map<string, number> {
  // Subtracting the highest keeps the exponents in range.
  const nothing = Math.log(unseen / (all + unseen));
  const highest = Math.max(nothing, ...weights.values());
  const parts = new Map([...weights].map(([label, weight]) => [label, Math.exp(weight - highest)]));
  const whole = sum(parts.values()) + Math.exp(nothing - highest);
  return new Map([...parts].map(([label, part]) => [label, part / whole]));
}

export function sum(numbers: Iterable<number>): number {
  let all = 0;
  for (const each of numbers) all += each;
  return all;
}

export const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
