import { type Weekday, dayOf, weekdays } from "./civil-date.ts";
import { type CalendarDocument, type Decree, type DecreedDay, decreedKinds } from "./document.ts";

export interface CalendarFault {
  /** RFC 6901; "" is the whole document. */
  readonly pointer: string;
  readonly says: string;
}

export type CalendarReading =
  | { readonly outcome: "valid"; readonly document: CalendarDocument }
  /** Every fault that was found, in the order of the document; never none. */
  | {
      readonly outcome: "refused";
      readonly code: "badCalendar";
      readonly faults: readonly CalendarFault[];
    };

/**
 * A calendar that somebody brings, as parsed JSON: `{version?, note?, weekend, decrees}` and members of `Decree`,
 * nothing else. Without a version it gets one that its content alone decides. Refused are wrong shapes, dates that
 * are none or lie outside their decree's year, one day or id twice, a change to what does not stand before it, and
 * the removal of a day that is no day off.
 */
export function validateCalendar(value: unknown): CalendarReading {
  const faults: CalendarFault[] = [];
  const document = readDocument(value, (pointer, says) => faults.push({ pointer, says }));
  return document === undefined || faults.length > 0
    ? { outcome: "refused", code: "badCalendar", faults }
    : { outcome: "valid", document };
}

type Complain = (pointer: string, says: string) => void;

function readDocument(value: unknown, complain: Complain): CalendarDocument | undefined {
  const fields = membersOf(value, ["version", "note", "weekend", "decrees"], "", complain);
  if (fields === undefined) return undefined;
  const { version, note, weekend, decrees } = fields;
  if (version !== undefined) wantText(version, /^[\w][\w.:-]{0,63}$/, "/version", complain);
  if (note !== undefined) wantText(note, /^[^]*$/, "/note", complain);
  const days = listOf(weekend, "/weekend", complain).filter((day, i): day is Weekday => {
    const known = weekdays.some((one) => one === day);
    if (!known) complain(`/weekend/${i}`, `wanted a weekday: ${weekdays.join(", ")}`);
    return known;
  });
  if (new Set(days).size < days.length) complain("/weekend", "one weekday stands here twice");
  if (new Set(days).size === weekdays.length) complain("/weekend", "no day is left to work on");
  const read: Decree[] = [];
  for (const [i, one] of listOf(decrees, "/decrees", complain).entries()) {
    const decree = readDecree(one, `/decrees/${i}`, read, complain);
    if (decree !== undefined) read.push(decree);
  }
  return {
    version: typeof version === "string" ? version : versionOf(days, read),
    weekend: days,
    decrees: read,
  };
}

const decreeMembers = [
  "id",
  "decree",
  "issued",
  "year",
  "amends",
  "adds",
  "removes",
  "tenant",
] as const;

/** @param before the decrees that stand before this one */
function readDecree(
  value: unknown,
  at: string,
  before: readonly Decree[],
  complain: Complain,
): Decree | undefined {
  const fields = membersOf(value, decreeMembers, at, complain);
  if (fields === undefined) return undefined;
  const { issued, amends, tenant } = fields;
  const id = wantText(fields.id, /^[\w][\w.:-]{0,63}$/, `${at}/id`, complain);
  if (before.some((one) => one.id === id)) complain(`${at}/id`, `"${id}" is an earlier decree`);
  const decree = wantText(fields.decree, /^\S.{0,199}$/, `${at}/decree`, complain);
  const year = typeof fields.year === "number" ? fields.year : Number.NaN;
  if (!Number.isInteger(year) || year < 1 || year > 9999)
    complain(`${at}/year`, "wanted a year, as a number");
  if (issued !== undefined) wantDate(issued, `${at}/issued`, complain);
  if (amends !== undefined && !before.some((one) => one.id === amends && one.year === year))
    complain(`${at}/amends`, `no decree before this one has this id and is for ${year}`);
  if (tenant !== undefined)
    wantText(tenant, /^[a-z0-9][a-z0-9.-]{0,63}$/, `${at}/tenant`, complain);

  const adds = listOf(fields.adds, `${at}/adds`, complain).flatMap((one, i) =>
    readDay(one, `${at}/adds/${i}`, complain),
  );
  const removes = listOf(fields.removes, `${at}/removes`, complain).flatMap((one, i) => {
    const member = membersOf(one, ["date"], `${at}/removes/${i}`, complain);
    const date = member && wantDate(member.date, `${at}/removes/${i}/date`, complain);
    return date === undefined ? [] : [{ date, at: `${at}/removes/${i}/date` }];
  });
  const named = new Set<string>();
  for (const { date, at: pointer } of [...adds, ...removes]) {
    if (!date.startsWith(String(year).padStart(4, "0")))
      complain(pointer, `${date} lies outside the decree's year, ${year}`);
    if (named.has(date)) complain(pointer, `${date} stands in this decree twice`);
    named.add(date);
  }
  for (const { day, at: pointer } of adds)
    if (day.kind === "regional" && tenant === undefined)
      complain(pointer, "a regional day needs a decree with its tenant");
  // A tenant's decree may also take back what one above it gave: who stands above whom is not known here.
  const visible = before.filter((one) => one.tenant === undefined || tenant !== undefined);
  for (const { date, at: pointer } of removes)
    if (!isOff(date, visible)) complain(pointer, `${date} is no day off by the decrees before`);
  return {
    id,
    decree,
    ...(typeof issued === "string" && { issued }),
    year,
    ...(typeof amends === "string" && { amends }),
    adds: adds.map(({ day }) => day),
    removes: removes.map(({ date }) => ({ date })),
    ...(typeof tenant === "string" && { tenant }),
  };
}

function readDay(
  value: unknown,
  at: string,
  complain: Complain,
): { readonly date: string; readonly day: DecreedDay; readonly at: string }[] {
  const fields = membersOf(value, ["date", "name", "kind"], at, complain);
  if (fields === undefined) return [];
  const date = wantDate(fields.date, `${at}/date`, complain);
  const name = wantText(fields.name, /^\S.{0,199}$/, `${at}/name`, complain);
  const kind = decreedKinds.find((one) => one === fields.kind);
  if (kind === undefined) complain(`${at}/kind`, `wanted a kind: ${decreedKinds.join(", ")}`);
  if (date === undefined || kind === undefined) return [];
  return [{ date, day: { date, name, kind }, at: `${at}/date` }];
}

function isOff(date: string, decrees: readonly Decree[]): boolean {
  const last = decrees.findLast(({ adds, removes }) =>
    [...adds, ...removes].some((day) => day.date === date),
  );
  return last !== undefined && last.adds.some((day) => day.date === date);
}

/** FNV-1a of the content: two files without a version are the same calendar only if they say the same. */
function versionOf(weekend: readonly Weekday[], decrees: readonly Decree[]): string {
  let hash = 0x811c9dc5;
  for (const symbol of JSON.stringify([weekend, decrees]))
    hash = Math.imul(hash ^ (symbol.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return `${decrees.at(-1)?.id ?? "weekend"}.${hash.toString(16).padStart(8, "0")}`;
}

function membersOf<const Name extends string>(
  value: unknown,
  names: readonly Name[],
  at: string,
  complain: Complain,
): Readonly<Record<Name, unknown>> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    complain(at, "wanted an object");
    return undefined;
  }
  for (const name of Object.keys(value))
    if (!names.some((one) => one === name)) {
      const token = name.replaceAll("~", "~0").replaceAll("/", "~1");
      complain(`${at}/${token}`, `no such member; there are ${names.join(", ")}`);
    }
  // Proof: an absent member reads as undefined, and that is what unknown allows.
  return value as Record<Name, unknown>;
}

function listOf(value: unknown, at: string, complain: Complain): readonly unknown[] {
  if (Array.isArray(value)) return value;
  complain(at, "wanted a list");
  return [];
}

function wantText(value: unknown, pattern: RegExp, at: string, complain: Complain): string {
  if (typeof value === "string" && pattern.test(value)) return value;
  complain(at, "wanted a text of the right length and signs");
  return "";
}

function wantDate(value: unknown, at: string, complain: Complain): string | undefined {
  try {
    if (typeof value === "string" && dayOf(value) !== undefined) return value;
  } catch {
    // not a date, as below
  }
  complain(at, "wanted a date, written 2026-03-17");
  return undefined;
}
