import { dateOf, dayOf, weekdayOf, yearOf } from "./civil-date.ts";
import type { CalendarDocument, DayOff, Decree } from "./document.ts";
import { fixedHoliday } from "./fixed-holidays.ts";

/** Which days count, for one tenant (or unit), as known on one day. Dates are ISO 8601 days without a zone. */
export interface WorkingCalendar {
  /** Of the document that it was made from. */
  readonly version: string;
  /** A malformed date is a RangeError, here and in `dayOff`. */
  isWorkingDay(date: string): boolean;
  dayOff(date: string): DayOff | undefined;
  /**
   * Whether the year's national decree is known. In a year without one, only weekends and the holidays of fixed
   * date are days off, and whatever touches such a year is provisional.
   */
  isDecreed(year: number): boolean;
  /** The same by number, for `count.ts`. */
  readonly days: NumberedDays;
}

/** Days are counted from 1970-01-01. */
export interface NumberedDays {
  off(day: number): DayOff | undefined;
  readonly first: number;
  readonly last: number;
  /** For each day from `first` to `last`: the working days from `first` up to and including it. */
  readonly counted: Int16Array;
  /** For each ordinal that `counted` reaches: its day, less `first`. */
  readonly ordinals: Int16Array;
}

export interface Wishes {
  /** Codes of the tenant and of all above it: decrees for these tenants apply too. */
  readonly overlays?: readonly string[];
  /** A unit that works every day: every day counts, and no decree is needed to know it. */
  readonly everyDay?: boolean;
  /**
   * Decrees issued after this ISO date are not known. A decree without a day of issue is known always: the yearly
   * decrees come before their year, and only an amendment is ever asked about from both sides.
   */
  readonly asOf?: string;
}

/** One calendar for one set of decrees: its table is made once, however many reports ask for it. */
const made = new WeakMap<CalendarDocument, Map<string, WorkingCalendar>>();

/** @throws RangeError for an `asOf` that is no date */
export function calendarFor(document: CalendarDocument, wishes: Wishes = {}): WorkingCalendar {
  const { overlays = [], everyDay = false, asOf } = wishes;
  if (asOf !== undefined) dayOf(asOf);
  const known = document.decrees.filter(
    ({ issued }) => asOf === undefined || issued === undefined || issued <= asOf,
  );
  const national = known.filter(({ tenant }) => tenant === undefined);
  // After the national ones: what a tenant adds outlives an amendment of the nation's decree.
  const ours = known.filter(({ tenant }) => tenant !== undefined && overlays.includes(tenant));
  const decrees = [...national, ...ours];
  const key = everyDay ? "everyDay" : JSON.stringify(decrees.map(({ id }) => id));
  const calendars = made.get(document) ?? new Map<string, WorkingCalendar>();
  made.set(document, calendars);
  const before = calendars.get(key);
  if (before !== undefined) return before;
  const calendar = everyDay ? withoutDaysOff(document) : withDaysOff(document, decrees);
  calendars.set(key, calendar);
  return calendar;
}

/** The last year of an unbroken row of decreed ones that begins with this one; the one before it, where it has none itself. */
export function decreedUntil({ isDecreed }: WorkingCalendar, from: number): number {
  // A unit that works every day needs no decree, for ever.
  const end = from + 100;
  let year = from;
  while (year < end && isDecreed(year)) year += 1;
  return year - 1;
}

function withoutDaysOff({ version }: CalendarDocument): WorkingCalendar {
  return calendarOf(
    version,
    () => undefined,
    () => true,
  );
}

function withDaysOff(
  { version, weekend }: CalendarDocument,
  decrees: readonly Decree[],
): WorkingCalendar {
  const decreed = daysOffOf(decrees);
  const years = new Set(decrees.filter(isYearly).map(({ year }) => year));
  const off = (day: number): DayOff | undefined =>
    decreed.get(day) ??
    (years.has(yearOf(day)) ? undefined : fixedHoliday(dateOf(day))) ??
    (weekend.includes(weekdayOf(day)) ? { kind: "weekend" } : undefined);
  return calendarOf(version, off, (year) => years.has(year));
}

/** The decree that a year waits for: the nation's own, no change to another, with its holidays. */
const isYearly = ({ tenant, amends, adds }: Decree): boolean =>
  tenant === undefined && amends === undefined && adds.some(({ kind }) => kind === "national");

/** In their order; a day that two decrees give keeps the name it got first. */
function daysOffOf(decrees: readonly Decree[]): ReadonlyMap<number, DayOff> {
  const days = new Map<number, DayOff>();
  for (const { decree, adds, removes } of decrees) {
    for (const { date, name, kind } of adds) {
      const day = dayOf(date);
      if (!days.has(day)) days.set(day, { kind, name, decree });
    }
    for (const { date } of removes) days.delete(dayOf(date));
  }
  return days;
}

function calendarOf(
  version: string,
  off: NumberedDays["off"],
  isDecreed: WorkingCalendar["isDecreed"],
): WorkingCalendar {
  return {
    version,
    isWorkingDay: (date) => off(dayOf(date)) === undefined,
    dayOff: (date) => off(dayOf(date)),
    isDecreed,
    days: { off, ...tabulate(off) },
  };
}

/** The years that reports live in; days before and after are stepped over one by one. */
const [first, last] = [dayOf("2015-01-01"), dayOf("2045-12-31")];

function tabulate(off: NumberedDays["off"]): Omit<NumberedDays, "off"> {
  const counted = new Int16Array(last - first + 1);
  const ordinals = new Int16Array(last - first + 2);
  let ordinal = 0;
  for (let place = 0; place < counted.length; place += 1) {
    if (off(first + place) === undefined) ordinals[(ordinal += 1)] = place;
    counted[place] = ordinal;
  }
  return { first, last, counted, ordinals: ordinals.slice(0, ordinal + 1) };
}
