/**
 * Full jitter (each wait is anywhere between nothing and the bound), so that 700 nodes that lost the hub at once do not
 * return at once. The bound doubles to 15 minutes in the first day and to an hour after it; nobody ever gives up.
 * @param attempt failures in a row, from 1; @param failingSeconds since the first of them; @param chance in [0, 1)
 * @param firstMs the first bound
 * @returns milliseconds
 */
export function backoffMs(
  attempt: number,
  failingSeconds: number,
  chance: number,
  firstMs = 1_000,
): number {
  const cap = failingSeconds < 86_400 ? 15 * 60_000 : 60 * 60_000;
  const bound = Math.min(cap, firstMs * 2 ** Math.min(attempt - 1, 20));
  return Math.floor(bound * chance);
}
