import { nthWorkingDayAfter } from "../calendar/count.ts";
import { dateIn, endOfDay } from "../calendar/end-of-day.ts";
import type { WorkingCalendar } from "../calendar/working-calendar.ts";
import { wasAdvised } from "../referral/advice.ts";
import type { Case } from "../report/fold.ts";
import { hears } from "../report/rule.ts";
import type { Report, State } from "../report/state.ts";
import type { Clock, ClockName } from "./name.ts";
import { ruleFor } from "./policy.ts";
import type { ClockPolicy, ClockRule } from "./policy.ts";
import type { Began, Span } from "./timing.ts";

/** What turns facts into deadlines: the versions that this party knows, which are the hub's newest. */
export interface Terms {
  readonly hub: string;
  readonly policy: ClockPolicy;
  /** With the overlays of the tenant that owes the act. @param unit of it, where the unit itself owes it: it may work every day */
  calendarOf(tenant: string, unit?: string): WorkingCalendar;
  /** IANA. */
  zoneOf(tenant: string): string;
}

/** One clock before its arithmetic. */
export interface Running {
  readonly name: ClockName;
  readonly began: Began;
  readonly owedBy: string;
  readonly pauses: readonly Span[];
  /** Working days that pauses may take in all; none bounds those of an incomplete file. */
  readonly mostPaused?: number;
}

/** In which the institution, its unit or the hub owes the citizen a settlement. */
const unsettled: ReadonlySet<State> = new Set<State>([
  "verified",
  "forwarded",
  "returned",
  "accepted",
  "assigned",
  "inProgress",
]);

const steps: ReadonlySet<ClockName> = new Set<ClockName>([
  "routing",
  "institution",
  "initialResponse",
  "followUp",
]);

/**
 * The clocks that run, the earliest first: the chip shows that one and says what it is. A step's deadline is never
 * later than the class deadline (PRODUCT).
 */
export function clocksOf(current: Case, terms: Terms): Clock[] {
  const clocks = runningIn(current, terms).flatMap((running) =>
    deadlineOf(current, running, terms),
  );
  const settlement = clocks.find(({ name }) => name === "settlement");
  return clocks
    .map((clock) =>
      settlement !== undefined && steps.has(clock.name) && clock.deadline > settlement.deadline
        ? {
            ...clock,
            cappedFrom: clock.date,
            date: settlement.date,
            deadline: settlement.deadline,
            provisional: settlement.provisional,
          }
        : clock,
    )
    .toSorted((a, b) => (a.deadline < b.deadline ? -1 : a.deadline > b.deadline ? 1 : 0));
}

/** Which clocks a case has, by its state, and since when. */
export function runningIn(current: Case, { hub, policy }: Terms): Running[] {
  const { report, timing, turn } = current;
  const { step } = timing;
  const holder = turn.ended ? hub : turn.holder;
  const pauses = answered(timing.asks, current, hub);
  const own = (name: ClockName, began: Began | undefined): Running[] =>
    began === undefined
      ? []
      : [{ name, began, owedBy: began.by, pauses, mostPaused: policy.mostPausedDays }];
  const running: Running[] = [];
  if (isUnverified(report))
    running.push({
      name: "verification",
      began: timing.receivedAgain ?? { at: report.receivedAt, by: report.origin },
      owedBy: holder,
      pauses: answered(timing.holds, current, hub),
    });
  switch (report.state) {
    case "held":
      if (step !== undefined)
        running.push({ name: "completion", began: step, owedBy: step.by, pauses: [] });
      break;
    case "returned":
      running.push(...own("routing", step));
      break;
    case "forwarded":
      running.push(...own("institution", step));
      break;
    case "assigned":
      running.push(...own("initialResponse", step));
      break;
    case "inProgress":
      running.push(...own("followUp", step));
      break;
    case "answered":
      if (step !== undefined)
        running.push({ name: "reporterWindow", began: step, owedBy: hub, pauses: [] });
      break;
    case "referred":
      running.push(...own("registration", step));
      break;
    case "received":
    case "verified":
    case "accepted":
    case "archived":
    case "closed":
      break;
  }
  const { completeAt } = report;
  if (completeAt === undefined || !(unsettled.has(report.state) || report.state === "received"))
    return running;
  const complete = { at: completeAt, by: timing.completeBy ?? report.origin };
  const owed = { pauses, mostPaused: policy.mostPausedDays };
  const sixtyDays = { began: { ...complete, by: hub }, owedBy: hub, ...owed };
  const institution = holder === hub ? hub : (report.institution ?? holder);
  return [
    ...running,
    { name: "settlement", began: complete, owedBy: institution, ...owed },
    // What the office did not find eligible is not offered again.
    ...(report.referral === undefined ? [{ name: "ombudsman" as const, ...sixtyDays }] : []),
    // The policy has one of the two for a class.
    ...(report.referral === undefined && !wasAdvised(current, hub)
      ? [{ name: "advice" as const, ...sixtyDays }]
      : []),
  ];
}

/** Nobody has declared the file complete: also what was verified as incomplete, or came back to the hub unverified. */
const isUnverified = ({ state, completeAt }: Report): boolean =>
  state === "received" ||
  (completeAt === undefined && (state === "verified" || state === "returned"));

/** A pause ends at the time stamped by whoever received the reporter's words, whichever word the channel has for them. */
function answered(spans: readonly Span[], { report, contributions }: Case, hub: string): Span[] {
  return spans.map(({ from, to }) => {
    const words = contributions.filter(
      ({ event, ref, at }) =>
        (event.type === "supplied" || event.type === "replied") &&
        at >= from &&
        hears(report, ref.tenant, hub),
    );
    const first = words.map(({ at }) => at).toSorted()[0];
    const end = first === undefined ? to : to === undefined || first < to ? first : to;
    return end === undefined ? { from } : { from, to: end };
  });
}

/** A question of the unit's is open, and the clocks stand still: nobody but the reporter can go on. */
export function waitsForReporter(current: Case, hub: string): boolean {
  const { state } = current.report;
  if (state !== "assigned" && state !== "inProgress") return false;
  return answered(current.timing.asks, current, hub).some(({ to }) => to === undefined);
}

/** By which a clock counts: the steps of a unit by the unit's own, all else by the tenant's. */
export function calendarOfClock(
  { report }: Case,
  { name, owedBy }: Pick<Clock, "name" | "owedBy">,
  terms: Terms,
): WorkingCalendar {
  const isOfUnit = name === "initialResponse" || name === "followUp";
  return terms.calendarOf(owedBy, isOfUnit && "unit" in report ? report.unit : undefined);
}

/** The rule of a clock that runs; none where the policy has none. @param from day 0 */
export function ruleOf(
  { report }: Case,
  { name, owedBy }: Running,
  from: string,
  { policy }: Terms,
): ClockRule | undefined {
  return ruleFor(policy, {
    clock: name,
    tenant: owedBy,
    from,
    supervisory: report.supervisory,
    // Of a file that only counts as complete nobody set a class; what most are is also what protects the citizen.
    class: report.class ?? "complaint",
    ...(report.category === undefined ? {} : { category: report.category }),
  });
}

function deadlineOf(current: Case, running: Running, terms: Terms): Clock[] {
  const { name, began, owedBy } = running;
  const from = dateIn(terms.zoneOf(began.by), began.at);
  const rule = ruleOf(current, running, from, terms);
  if (rule === undefined) return [];
  const calendar = calendarOfClock(current, running, terms);
  const zone = terms.zoneOf(owedBy);
  const common = {
    name,
    calendar: calendar.version,
    policy: terms.policy.version,
    rule: rule.id,
    owedBy,
    from,
    paused: running.pauses.some(({ to }) => to === undefined),
  };
  if (rule.unit === "hours") {
    const due = Temporal.Instant.from(began.at).add({ hours: rule.amount });
    const deadline = due.toString({ fractionalSecondDigits: 3 });
    return [{ ...common, deadline, date: dateIn(zone, deadline), provisional: false }];
  }
  const { date, provisional } = countOf(current, running, rule, from, calendar, zone);
  return [{ ...common, deadline: endOfDay(date, zone), date, provisional }];
}

/** How a clock of days came to its end. */
export interface Counted {
  readonly date: string;
  readonly provisional: boolean;
  /** Day 0 of what was counted, an ISO date, and how many days from it. */
  readonly since: string;
  readonly amount: number;
  /** Working days that did not count because the reporter owed an answer. */
  readonly paused: ReadonlySet<string>;
  /** It is counted from the assignment: the earlier end of the two, or the later one that an extension gave. */
  readonly bound?: true;
}

/** @param rule of the unit days, working or not */
export function countOf(
  current: Case,
  running: Running,
  rule: ClockRule,
  from: string,
  calendar: WorkingCalendar,
  zone: string,
): Counted {
  if (rule.unit === "calendarDays")
    return {
      date: Temporal.PlainDate.from(from).add({ days: rule.amount }).toString(),
      provisional: false,
      since: from,
      amount: rule.amount,
      paused: new Set(),
    };
  const paused = pausedDays(running, calendar, zone);
  const count = (since: string, amount: number): Counted => ({
    ...nthUnpaused(calendar, since, amount, paused),
    since,
    amount,
    paused,
  });
  const own = count(from, rule.amount);
  const { assignedAt } = current.timing;
  if (rule.boundFromAssignment === undefined || assignedAt === undefined) return own;
  const bound = count(dateIn(zone, assignedAt), rule.boundFromAssignment);
  const extended = "extended" in current.report && current.report.extended === true;
  return extended || bound.date < own.date ? { ...bound, bound: true } : own;
}

/**
 * Working days on which the reporter owed an answer: as with every clock the day of the question is still counted and
 * the day of the answer is the last that is not. An open question is taken to use up what pauses may take, so a deadline
 * never moves away from a reader while nobody acts.
 */
export function pausedDays(
  { pauses, mostPaused }: Pick<Running, "pauses" | "mostPaused">,
  calendar: WorkingCalendar,
  zone: string,
): Set<string> {
  const days = new Set<string>();
  for (const { from, to } of pauses) {
    // An incomplete file has a clock of its own while it waits.
    if (to === undefined && mostPaused === undefined) continue;
    const first = dateIn(zone, from);
    const last = to === undefined ? undefined : dateIn(zone, to);
    for (let n = 1; days.size < (mostPaused ?? Infinity); n += 1) {
      const { date } = nthWorkingDayAfter(calendar, first, n);
      if (last !== undefined && date > last) break;
      days.add(date);
    }
  }
  return days;
}

/** The n-th working day after a date that no pause took. */
export function nthUnpaused(
  calendar: WorkingCalendar,
  from: string,
  n: number,
  paused: ReadonlySet<string>,
): { date: string; provisional: boolean } {
  for (let skipped = 0; ;) {
    const found = nthWorkingDayAfter(calendar, from, n + skipped);
    const inside = [...paused].filter((day) => day > from && day <= found.date).length;
    if (inside === skipped) return found;
    skipped = inside;
  }
}
