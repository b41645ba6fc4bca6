import { type Weekday, weekdays } from "./civil-date.ts";
import { type CalendarDocument, type Decree, type DecreedDay, decreedKinds } from "./document.ts";
import {
  anyText,
  citation,
  code,
  type Complain,
  type Fault,
  fingerprint,
  listOf,
  membersOf,
  name,
  unitOfTenant,
  wantDate,
  wantText,
} from "./reading.ts";

export type CalendarReading =
  | { readonly outcome: "valid"; readonly document: CalendarDocument }
  /** Every fault that was found, in the order of the document; never none. */
  | {
      readonly outcome: "refused";
      readonly code: "badCalendar";
      readonly faults: readonly Fault[];
    };

/**
 * A calendar that somebody brings, as parsed JSON: `{version?, note?, weekend, decrees, everyDay?}` and members of
 * `Decree`, nothing else. Without a version it gets one that its content alone decides. Refused are wrong shapes, dates that
 * are none or lie outside their decree's year, one day or id twice, a change to what does not stand before it, and
 * the removal of a day that is no day off.
 */
export function validateCalendar(value: unknown): CalendarReading {
  const faults: Fault[] = [];
  const document = readDocument(value, (pointer, says) => faults.push({ pointer, says }));
  return document === undefined || faults.length > 0
    ? { outcome: "refused", code: "badCalendar", faults }
    : { outcome: "valid", document };
}

const documentMembers = ["version", "note", "weekend", "decrees", "everyDay"] as const;

function readDocument(value: unknown, complain: Complain): CalendarDocument | undefined {
  const fields = membersOf(value, documentMembers, "", complain);
  if (fields === undefined) return undefined;
  const { version, note, weekend, decrees, everyDay } = fields;
  if (version !== undefined) wantText(version, name, "/version", complain);
  if (note !== undefined) wantText(note, anyText, "/note", complain);
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
  const units = everyDay === undefined ? [] : readUnits(everyDay, complain);
  const content = { weekend: days, decrees: read, ...(units.length > 0 && { everyDay: units }) };
  return {
    version: typeof version === "string" ? version : versionOf(content),
    ...content,
  };
}

function readUnits(value: unknown, complain: Complain): string[] {
  const units = listOf(value, "/everyDay", complain).map((one, i) =>
    wantText(one, unitOfTenant, `/everyDay/${i}`, complain),
  );
  for (const [i, unit] of units.entries())
    if (unit !== "" && units.indexOf(unit) < i)
      complain(`/everyDay/${i}`, `${unit} stands here twice`);
  return units;
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
  const id = wantText(fields.id, name, `${at}/id`, complain);
  if (before.some((one) => one.id === id)) complain(`${at}/id`, `"${id}" is an earlier decree`);
  const decree = wantText(fields.decree, citation, `${at}/decree`, complain);
  const year = typeof fields.year === "number" ? fields.year : Number.NaN;
  if (!Number.isInteger(year) || year < 1 || year > 9999)
    complain(`${at}/year`, "wanted a year from 1 to 9999, as a number");
  if (issued !== undefined) wantDate(issued, `${at}/issued`, complain);
  if (amends !== undefined && !before.some((one) => one.id === amends && one.year === year))
    complain(`${at}/amends`, `no decree before this one has this id and is for ${year}`);
  if (tenant !== undefined) wantText(tenant, code, `${at}/tenant`, complain);

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
  const named = wantText(fields.name, citation, `${at}/name`, complain);
  const kind = decreedKinds.find((one) => one === fields.kind);
  if (kind === undefined) complain(`${at}/kind`, `wanted a kind: ${decreedKinds.join(", ")}`);
  if (date === undefined || kind === undefined) return [];
  return [{ date, day: { date, name: named, kind }, at: `${at}/date` }];
}

function isOff(date: string, decrees: readonly Decree[]): boolean {
  const last = decrees.findLast(({ adds, removes }) =>
    [...adds, ...removes].some((day) => day.date === date),
  );
  return last !== undefined && last.adds.some((day) => day.date === date);
}

/** Two files without a version are the same calendar only if they say the same; short enough to be a version again. */
function versionOf({ weekend, decrees, everyDay }: Omit<CalendarDocument, "version">): string {
  const content = [weekend, decrees, ...(everyDay === undefined ? [] : [everyDay])];
  return `${(decrees.at(-1)?.id ?? "weekend").slice(0, 55)}.${fingerprint(content)}`;
}
