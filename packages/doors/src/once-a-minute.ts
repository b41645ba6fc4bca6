const minuteMs = 60_000;

/**
 * A figure that is not worth a query a scrape. What failed is no figure: the next one who asks has it measured again.
 * @param elapsedMs a clock that never goes back
 */
export function onceAMinute<T>(
  measure: () => Promise<T>,
  elapsedMs: () => number,
): () => Promise<T> {
  let measured: { readonly at: number; readonly value: Promise<T> } | undefined;
  return () => {
    const at = elapsedMs();
    if (measured !== undefined && at - measured.at < minuteMs) return measured.value;
    const value = measure();
    measured = { at, value };
    value.catch(() => {
      measured = undefined;
    });
    return value;
  };
}
