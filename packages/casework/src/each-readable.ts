/**
 * What is made of each of many reports, without those of which it cannot be made: work that goes through all of them in order
 * would meet such a one again and again, and never come past it.
 */
export function eachReadable<T, R>(
  of: readonly T[],
  make: (one: T) => readonly R[],
): { readonly made: R[]; readonly unreadable: number } {
  let unreadable = 0;
  const made = of.flatMap((one) => {
    try {
      return make(one);
    } catch {
      unreadable += 1;
      return [];
    }
  });
  return { made, unreadable };
}
