import type { Report } from "../api-types.ts";

type Personal = Report["personal"][number];

/** A stretch of a text: plain, or what looks like somebody's personal data, or what the public does not read already. */
export interface Segment {
  readonly text: string;
  /** What was found, if it was. */
  readonly found?: Personal;
  readonly isMasked: boolean;
}

interface Marked {
  readonly content: string | undefined;
  readonly field: string;
}

/**
 * A text cut at what was found in it and what is masked in it. The pieces in their order are the text, to the letter.
 * @param of where it stands
 */
export function segmentsOf(
  text: string,
  of: Marked,
  report: Pick<Report, "personal" | "masks">,
): Segment[] {
  const here = (place: { content: string; field: string }): boolean =>
    place.content === of.content && place.field === of.field;
  const found = report.personal.filter(here);
  const masks = report.masks.filter(here);
  const cuts = [...found, ...masks].flatMap(({ start, end }) => [start, end]);
  const places = [...new Set([0, ...cuts, text.length])]
    .filter((place) => place >= 0 && place <= text.length)
    .toSorted((a, b) => a - b);
  return places.slice(1).map((end, index) => {
    const start = places[index] ?? 0;
    const inside = (span: { start: number; end: number }): boolean =>
      span.start <= start && span.end >= end;
    const what = found.find(inside);
    return {
      text: text.slice(start, end),
      isMasked: masks.some(inside),
      ...(what === undefined ? {} : { found: what }),
    };
  });
}

/** What was found in these places and is not masked yet. */
export function unmasked(report: Pick<Report, "personal" | "masks">): Personal[] {
  return report.personal.filter(
    (one) =>
      !report.masks.some(
        (mask) =>
          mask.content === one.content &&
          mask.field === one.field &&
          mask.start <= one.start &&
          mask.end >= one.end,
      ),
  );
}
