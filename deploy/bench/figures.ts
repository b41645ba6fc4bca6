/** The value that a share of all values does not exceed. @param share 0.99 for the 99th percentile */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).toSorted();
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** As people compare figures: three digits that mean something. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** Of all, to three places; of none, none. */
export const share = (some: number, all: number): number =>
  all === 0 ? 0 : Math.round((some / all) * 1000) / 1000;
