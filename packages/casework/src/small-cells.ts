/** As many as hide a single one among them; what statistics offices ask of counts of people. */
const least = 5;

/**
 * Counts of nested groups, from the widest to the narrowest, without those that would let somebody be counted out: a shown
 * count and each difference between two shown ones is none or at least five. One that is not shown (`null`) is one to four
 * more than the next one shown behind it.
 */
export function withoutSmallCells(counts: readonly number[]): (number | null)[] {
  let inner = 0;
  return counts
    .toReversed()
    .map((count) => {
      if (count !== inner && count - inner < least) return null;
      inner = count;
      return count;
    })
    .toReversed();
}
