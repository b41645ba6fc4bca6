import type { Calendar } from "./dossier-reference.ts";

/** What the table of a clock is counted again from. */
export interface Count {
  /** Behind which counting starts. */
  readonly day0: string;
  readonly amount: number;
  readonly unit: string;
  readonly zone: string;
  /** Tenants whose decrees count besides the nation's. */
  readonly overlays: readonly string[];
  readonly pauses: readonly { readonly from: string; readonly to?: string }[];
  readonly mostPaused: number;
}

export interface Day {
  readonly date: string;
  readonly counted?: number;
  readonly notCounted?: { readonly kind: string; readonly name?: string; readonly decree?: string };
}

const dayMs = 86_400_000;
const hours: Readonly<Record<string, number>> = {
  "Asia/Jakarta": 7,
  "Asia/Makassar": 8,
  "Asia/Jayapura": 9,
};
const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
/** Keppres 8/2024: what is known of a year before its decree. */
const fixed: Readonly<Record<string, string>> = {
  "01-01": "Tahun Baru Masehi",
  "05-01": "Hari Buruh Internasional",
  "06-01": "Hari Lahir Pancasila",
  "08-17": "Proklamasi Kemerdekaan",
  "12-25": "Kelahiran Yesus Kristus",
};
/** Ten years: no statutory clock is longer. */
const longest = 3660;

/** The date of an instant in one of Indonesia's three zones; none for another zone. */
export function dateOf(at: string, zone: string): string | undefined {
  const offset = hours[zone];
  return offset === undefined
    ? undefined
    : new Date(Date.parse(at) + offset * 3_600_000).toISOString().slice(0, 10);
}

/** The local time of an instant, RFC 3339 to the second. */
export function localOf(at: string, zone: string): string | undefined {
  const offset = hours[zone];
  if (offset === undefined) return undefined;
  const shifted = new Date(Date.parse(at) + offset * 3_600_000).toISOString();
  return `${shifted.slice(0, 19)}+0${offset}:00`;
}

/** 23:59:59 of a date in a zone, in UTC. */
export function endOf(date: string, zone: string): string | undefined {
  const offset = hours[zone];
  return offset === undefined
    ? undefined
    : new Date(Date.parse(`${date}T23:59:59.000Z`) - offset * 3_600_000).toISOString();
}

/**
 * Every date from the first behind day 0 to the deadline, one by one: the plainest way there is, on purpose another than the
 * writer's. @returns none for a clock that does not end within ten years
 */
export function countDays(
  calendar: Calendar,
  count: Count,
): { days: Day[]; provisional: boolean } | undefined {
  const { day0, amount, unit } = count;
  const off = daysOff(calendar, count.overlays);
  const paused = unit === "workingDays" ? pausedDates(off, count) : new Set<string>();
  const days: Day[] = [];
  let provisional = false;
  for (let n = 0, date = day0; n < amount;) {
    if (days.length > longest) return undefined;
    date = next(date);
    const why = unit === "calendarDays" ? undefined : off(date);
    provisional ||= unit === "workingDays" && !isDecreed(calendar, date.slice(0, 4));
    if (why !== undefined) days.push({ date, notCounted: why });
    else if (paused.has(date)) days.push({ date, notCounted: { kind: "paused" } });
    else days.push({ date, counted: (n += 1) });
  }
  return { days, provisional };
}

type Off = (date: string) => Day["notCounted"];

function daysOff(calendar: Calendar, overlays: readonly string[]): Off {
  const own = calendar.decrees.filter(
    ({ tenant }) => tenant !== undefined && overlays.includes(tenant),
  );
  const decreed = new Map<string, { kind: string; name: string; decree: string }>();
  // The nation's first, so that what a tenant gives outlives an amendment of the nation's.
  for (const { decree, adds, removes } of [
    ...calendar.decrees.filter(({ tenant }) => tenant === undefined),
    ...own,
  ]) {
    for (const { date, name, kind } of adds)
      if (!decreed.has(date)) decreed.set(date, { kind, name, decree });
    for (const { date } of removes) decreed.delete(date);
  }
  return (date) => {
    const named = decreed.get(date);
    if (named !== undefined) return named;
    const name = isDecreed(calendar, date.slice(0, 4)) ? undefined : fixed[date.slice(5)];
    if (name !== undefined) return { kind: "national", name, decree: "Keppres 8 Tahun 2024" };
    const weekday = weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? "";
    return calendar.weekend.includes(weekday) ? { kind: "weekend" } : undefined;
  };
}

const isDecreed = ({ decrees }: Calendar, year: string): boolean =>
  decrees.some(
    (one) =>
      String(one.year).padStart(4, "0") === year &&
      one.tenant === undefined &&
      one.amends === undefined &&
      one.adds.some(({ kind }) => kind === "national"),
  );

/** Behind the day of a question, up to and with the day of the answer; an open one takes all that is left. */
function pausedDates(off: Off, { pauses, mostPaused, zone }: Count): Set<string> {
  const taken = new Set<string>();
  for (const { from, to } of pauses) {
    const last = to === undefined ? undefined : dateOf(to, zone);
    let date = dateOf(from, zone) ?? "9999-12-31";
    for (let steps = 0; taken.size < mostPaused && steps < longest; steps += 1) {
      date = next(date);
      if (last !== undefined && date > last) break;
      if (off(date) === undefined) taken.add(date);
    }
  }
  return taken;
}

const next = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);
