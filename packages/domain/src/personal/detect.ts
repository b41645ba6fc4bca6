import { readTrackingId } from "../tracking-id.ts";
import { identityCards, isPlateRegion, isUnitOrMonth, plates } from "./forms.ts";

export const personalKinds = ["nationalId", "familyCard", "phone", "email", "plate"] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** A place in a text, in UTF-16 code units; `end` is behind the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface PersonalSpan extends Span {
  readonly kind: PersonalKind;
}

const email =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}][\p{L}\p{N}._%+-]{0,63}@(?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\p{N}])/gu;

/** Mobile (0812…, 62812…, +62 812…) with any single separator; the national number has nine to twelve digits. */
const mobile =
  /(?<![\p{L}\p{N}]|\d[.,-])(?:\+?62[ .-]?|0)8[1-9](?:[ .-]?\d){6,10}(?![.-]?\d|\p{L})/gu;
/** (0542) 421234, 021-555 1234, +62 542 421 234; run together only behind 0 and with nine digits at least. */
const landline =
  /(?<![\p{L}\p{N}]|\d[.,-])(?:\(0[2-9]\d{1,2}\) ?|0[2-9]\d{1,2}[ -]|\+62[ .-]?[2-9]\d{1,2}[ .-]?)\d{3,4}(?:[ .-]?\d{2,4}){1,2}(?![.-]?\d|\p{L})|(?<![\p{L}\p{N}]|\d[.,-])0[2-7]\d{7,9}(?![.,-]?\d|\p{L})/gu;

/** 1.250.000: thousands are no telephone number and no card, with or without the currency. */
const money = /(?<![\d+])\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?(?!\d)|(?:Rp|IDR)\.? ?\d[\d.,]*/giu;
const trackingId = /(?<![\p{L}\p{N}-])[\dA-Z]{4}(?:-[\dA-Z]{4}){2}-[\dA-Z](?![\p{L}\p{N}-])/giu;
/** Times and dates as machines write them. */
const instant = /\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?/gu;

/**
 * Personal data in a free text: national ID (NIK) and family card (KK) numbers, telephone numbers, e-mail addresses, vehicle
 * plates. In the order of the text, without overlaps. It finds forms, not truth: a number that looks like a NIK is shown as
 * one. Tracking ids, amounts of money and dates are none of it.
 */
export function detectPersonal(text: string): PersonalSpan[] {
  const innocent = [
    ...spansOf(text, trackingId).filter(
      ({ start, end }) => readTrackingId(text.slice(start, end)).outcome === "read",
    ),
    ...spansOf(text, money),
    ...spansOf(text, instant),
  ];
  const found: PersonalSpan[] = [];
  const take = (kind: PersonalKind, spans: readonly Span[]): void => {
    for (const span of spans)
      if (![...innocent, ...found].some((other) => overlap(span, other)))
        found.push({ kind, start: span.start, end: span.end });
  };
  take("email", spansOf(text, email));
  for (const { kind, ...span } of identityCards(text)) take(kind, [span]);
  take("phone", [...spansOf(text, mobile), ...spansOf(text, landline)]);
  take(
    "plate",
    spansOf(text, plates).filter((span) => isPlate(text.slice(span.start, span.end))),
  );
  return found.toSorted((a, b) => a.start - b.start);
}

function isPlate(written: string): boolean {
  const [, region = "", number = "", suffix = ""] =
    /^(\p{L}+)[ -]?(\d+)[ -]?(\p{L}+)$/u.exec(written) ?? [];
  // Small letters are words more often than plates: "s 12 km".
  const isPlain = written === written.toUpperCase() ? number.length >= 2 : number.length >= 3;
  return isPlain && isPlateRegion(region) && !isUnitOrMonth(suffix);
}

export function spansOf(text: string, form: RegExp): Span[] {
  return [...text.matchAll(form)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
