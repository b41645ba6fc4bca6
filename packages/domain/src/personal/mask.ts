import type { Span } from "./detect.ts";

/** What stands in the place of what is left out, however long it was. */
export const blackened = "███";

/**
 * A text without these places, which may overlap and may lie beyond it. No half of a surrogate pair is left: it could not be
 * written down.
 */
export function masked(text: string, spans: readonly Span[]): string {
  let shown = "";
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const [from, to] = [whole(text, start, -1), whole(text, end, 1)];
    if (to <= at || to <= from) continue;
    // One that begins where the last ended is part of it.
    if (from > at || shown === "") shown += text.slice(at, Math.max(at, from)) + blackened;
    at = to;
  }
  return shown + text.slice(at);
}

function whole(text: string, place: number, outwards: 1 | -1): number {
  const at = Math.min(Math.max(0, place), text.length);
  const isInside =
    /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at));
  return isInside ? at + outwards : at;
}
