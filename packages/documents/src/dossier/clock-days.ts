import {
  calendarFor,
  clocksOf,
  explain,
  pausedDays,
  runningIn,
  workingDaysBetween,
} from "@simpul/domain";
import type { CalendarDocument, Clock, DayOff, Terms } from "@simpul/domain";
import type { Referred, Surroundings } from "@simpul/casework";

/** A date behind day 0: its number, or why it has none. */
export type ClockDay =
  | { readonly date: string; readonly counted: number }
  | { readonly date: string; readonly notCounted: NotCounted };

/** `paused`: a working day on which the reporter owed an answer. */
export type NotCounted = DayOff | { readonly kind: "paused" };

/** One statutory clock, laid open: whoever has the calendar can count it again. */
export interface ClockTable {
  readonly name: "settlement" | "ombudsman";
  readonly rule: string;
  readonly amount: number;
  readonly unit: "workingDays" | "calendarDays" | "hours";
  readonly legalBasis: string;
  readonly owedBy: string;
  readonly began: { readonly at: string; readonly by: string; readonly zone: string };
  /** The date of the beginning in the zone of whoever owed the act then. */
  readonly day0: string;
  /** RFC 3339 UTC; 23:59:59 of `date` in `zone`. */
  readonly deadline: string;
  readonly date: string;
  readonly zone: string;
  readonly provisional: boolean;
  /** Tenants whose own decrees count besides the nation's. */
  readonly overlays: readonly string[];
  readonly pauses: readonly { readonly from: string; readonly to?: string }[];
  /** Working days that pauses may take in all. */
  readonly mostPaused: number;
  /** From day 1 to the deadline; none of a clock that counts hours. */
  readonly days: readonly ClockDay[];
}

const shown = ["settlement", "ombudsman"] as const;

/** The clock of the class and the one of the Ombudsman, as they stood when the report was referred. */
export function clockTables(
  { before }: Referred,
  terms: Terms,
  { ctx }: Pick<Surroundings, "ctx">,
): ClockTable[] {
  const clocks = clocksOf(before, terms);
  const running = runningIn(before, terms);
  return shown.flatMap((name) => {
    const clock = clocks.find((one) => one.name === name);
    const ran = running.find((one) => one.name === name);
    const rule = terms.policy.rules.find(({ id }) => id === clock?.rule);
    if (clock === undefined || ran === undefined || rule === undefined) return [];
    const zone = terms.zoneOf(clock.owedBy);
    const mostPaused = ran.mostPaused ?? 0;
    const days = rule.unit === "hours" ? [] : daysOf(clock, rule.unit, ran, terms);
    const last = days.at(-1);
    return [
      {
        name,
        rule: rule.id,
        amount: last !== undefined && "counted" in last ? last.counted : rule.amount,
        unit: rule.unit,
        legalBasis: rule.legalBasis,
        owedBy: clock.owedBy,
        began: { ...ran.began, zone: terms.zoneOf(ran.began.by) },
        day0: clock.from,
        deadline: clock.deadline,
        date: clock.date,
        zone,
        provisional: clock.provisional,
        overlays: overlaysOf(clock.owedBy, ctx),
        pauses: ran.pauses,
        mostPaused,
        days,
      },
    ];
  });
}

function daysOf(
  clock: Clock,
  unit: "workingDays" | "calendarDays",
  ran: ReturnType<typeof runningIn>[number],
  terms: Terms,
): ClockDay[] {
  const everyDay = unit === "calendarDays";
  const calendar = everyDay
    ? calendarFor({ version: "", weekend: [], decrees: [] }, { everyDay })
    : terms.calendarOf(clock.owedBy);
  const paused = everyDay ? new Set() : pausedDays(ran, calendar, terms.zoneOf(clock.owedBy));
  let counted = 0;
  return explain(calendar, clock.from, workingDaysBetween(calendar, clock.from, clock.date)).map(
    (day): ClockDay => {
      const { date } = day;
      if ("dayOff" in day) return { date, notCounted: day.dayOff };
      return paused.has(date)
        ? { date, notCounted: { kind: "paused" } }
        : { date, counted: (counted += 1) };
    },
  );
}

/** As the terms are composed: the tenant and those above it, where a decree names them. */
function overlaysOf(code: string, ctx: Surroundings["ctx"]): string[] {
  const tenants = ctx.reference.tenants();
  // Proof: only validated documents are published, and a node keeps only what the hub has signed.
  const { decrees } = ctx.reference.calendar().body as CalendarDocument;
  const chain: string[] = [];
  for (let at: string | null | undefined = code; at && !chain.includes(at);)
    at = (chain.push(at), tenants.find((one) => one.code === at)?.parent);
  return chain.filter((one) => decrees.some(({ tenant }) => tenant === one)).toSorted();
}
