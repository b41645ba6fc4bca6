import type { CalendarDocument, ClockName } from "@simpul/domain";
import { hub, office } from "./cast.ts";
import { dateAt, Days, morning, night, plus, stamp } from "./oracle-days.ts";
import { pausesOf, standingAfter } from "./oracle-life.ts";
import type { History, Pause, Standing } from "./oracle-life.ts";

/** Where PRODUCT is read more strictly than the code does: `cap`, verification too ends with the class deadline. */
export const readings = ["cap"] as const;
export type Readings = ReadonlySet<(typeof readings)[number]>;

/** A deadline that PRODUCT ("The statutory clock") gives a report. */
export interface Deadline {
  readonly name: ClockName;
  /** Which running of this clock: its first day, its amount, and of verification who owes it. */
  readonly running: string;
  /** The running of its end, where its class cuts it short. */
  readonly cutShort?: string;
  readonly from: string;
  readonly date: string;
  readonly deadline: string;
  readonly provisional: boolean;
  readonly owedBy: string;
  readonly paused: boolean;
  /** When somebody is reminded: the units that have gone by, and the morning. */
  readonly warnings: readonly { readonly stage: number; readonly at: string }[];
}

export interface Ring {
  readonly name: ClockName;
  readonly running: string;
  readonly stage: number | "due";
  readonly at: string;
  readonly deadline: string;
}

const days = new Map<CalendarDocument, Map<string, Days>>();

function daysOf(document: CalendarDocument, code: string): Days {
  const known = days.get(document) ?? new Map<string, Days>();
  days.set(document, known);
  const found = known.get(code) ?? new Days(document, code);
  known.set(code, found);
  return found;
}

const half = (amount: number): number[] => [
  ...new Set([Math.ceil(amount / 2), Math.ceil((amount * 4) / 5)]),
];

const classDays: Readonly<Record<string, number>> = {
  information: 5,
  aspiration: 14,
  complaint: 14,
  whistleblowing: 60,
};

const owes = [
  "verified",
  "forwarded",
  "returned",
  "accepted",
  "assigned",
  "inProgress",
  "received",
];
const steps = ["routing", "institution", "initialResponse", "followUp"];

/** Every deadline that runs, the earliest first. */
export function deadlinesOf(
  history: History,
  document: CalendarDocument,
  strict: Readings,
): Deadline[] {
  const now = standingAfter(history.acts);
  const asks = pausesOf(now.asks, history.words);
  const { state, began, holder, completeAt } = now;
  const found: Deadline[] = [];
  const count = (
    name: ClockName,
    given: {
      began: { at: string; by: string };
      owedBy: string;
      amount: number;
      warn?: readonly number[];
      pauses?: readonly Pause[];
      /** Working days that pauses may take. */
      most?: number;
      until?: (
        calendar: Days,
        out: ReadonlySet<string>,
      ) => { date: string; provisional: boolean } | undefined;
    },
  ): void => {
    const { owedBy, amount, warn = half(amount), pauses = asks, most = 10 } = given;
    const calendar = daysOf(document, owedBy);
    const from = dateAt(given.began.by, given.began.at);
    const out = daysOut(pauses, calendar, owedBy, most);
    const own = calendar.after(from, amount, out);
    const ended = given.until?.(calendar, out) ?? own;
    found.push({
      name,
      running: name === "verification" ? `${from} ${amount} ${owedBy}` : `${from} ${amount}`,
      from,
      ...ended,
      deadline: night(owedBy, ended.date),
      owedBy,
      paused: pauses.some(({ to }) => to === undefined),
      warnings: warn.map((n) => ({
        stage: n,
        at: morning(owedBy, calendar.after(from, n, out).date),
      })),
    });
  };
  const own = { began, owedBy: began.by };
  // Until somebody declares the file complete, or the deadline does: wherever it waits.
  if (
    state === "received" ||
    (completeAt === undefined && (state === "verified" || state === "returned"))
  )
    count("verification", {
      began: now.verifying,
      owedBy: holder,
      amount: 3,
      // A hold that is open stops nothing, for a clock of its own runs.
      pauses: pausesOf(now.holds, history.words),
      most: Infinity,
    });
  switch (state) {
    case "held": {
      const from = dateAt(began.by, began.at);
      const date = plus(from, 30);
      found.push({
        name: "completion",
        running: `${from} 30`,
        from,
        date,
        deadline: night(began.by, date),
        provisional: false,
        owedBy: began.by,
        paused: false,
        warnings: half(30).map((n) => ({ stage: n, at: morning(began.by, plus(from, n)) })),
      });
      break;
    }
    case "returned":
      count("routing", { ...own, amount: 3 });
      break;
    case "forwarded":
      count("institution", { ...own, amount: 3 });
      break;
    case "assigned":
      count("initialResponse", { ...own, amount: 5 });
      break;
    case "inProgress":
      count("followUp", {
        ...own,
        amount: 5,
        until: (calendar, out) => boundOf(now, calendar, out, began),
      });
      break;
    case "answered":
      // Not before the hub opened it.
      if (began.act !== -1) count("reporterWindow", { began, owedBy: hub, amount: 10, pauses: [] });
      break;
    case "referred":
      // Until it is registered or declined.
      if (began.act !== -1) count("registration", { ...own, owedBy: office, amount: 14 });
      break;
    case "received":
    case "verified":
    case "accepted":
    case "archived":
    case "closed":
      break;
  }
  if (completeAt !== undefined && owes.includes(state)) {
    // What nobody has classed yet is what most reports are.
    const given = now.class ?? "complaint";
    const complete = { at: completeAt, by: now.completeBy ?? now.origin };
    const amount = given === "complaint" && now.supervisory ? 60 : (classDays[given] ?? 0);
    count("settlement", { began: complete, owedBy: holder, amount });
    if (!now.wasReferred && (given === "complaint" || given === "whistleblowing"))
      count("ombudsman", {
        began: { ...complete, by: hub },
        owedBy: hub,
        amount: 60,
        warn: [40, 50, 57],
      });
    const wasAdvised = history.words.some(({ event }) => event.type === "advised");
    if (!now.wasReferred && !wasAdvised && (given === "aspiration" || given === "information"))
      count("advice", { began: { ...complete, by: hub }, owedBy: hub, amount: 60, warn: [] });
  }
  return capped(found, strict).toSorted((a, b) =>
    a.deadline < b.deadline ? -1 : a.deadline > b.deadline ? 1 : 0,
  );
}

/** The follow-up is never later than day 10 from assign; extended it is that day. */
function boundOf(
  now: Standing,
  calendar: Days,
  out: ReadonlySet<string>,
  began: Standing["began"],
) {
  if (now.assignedAt === undefined) return undefined;
  const bound = calendar.after(dateAt(began.by, now.assignedAt), 10, out);
  const own = calendar.after(dateAt(began.by, began.at), 5, out);
  const isExtended = now.unit !== undefined && now.extensions.includes(now.unit);
  return isExtended || bound.date < own.date ? bound : own;
}

/** Working days on which the reporter owed an answer, the first ten of them. */
function daysOut(
  pauses: readonly Pause[],
  calendar: Days,
  code: string,
  most: number,
): Set<string> {
  const out = new Set<string>();
  for (const { from, to } of pauses) {
    if (to === undefined && most === Infinity) continue;
    const last = to === undefined ? "9999" : dateAt(code, to);
    for (
      let date = plus(dateAt(code, from), 1);
      date <= last && out.size < most;
      date = plus(date, 1)
    )
      if (calendar.works(date)) out.add(date);
  }
  return out;
}

/** A step's deadline is never later than the class deadline. */
function capped(found: readonly Deadline[], strict: Readings): Deadline[] {
  const isStep = (name: string) =>
    steps.includes(name) || (name === "verification" && strict.has("cap"));
  const settlement = found.find(({ name }) => name === "settlement");
  return found.map((each) => {
    if (settlement === undefined || !isStep(each.name)) return each;
    if (each.deadline <= settlement.deadline) return each;
    const { date, deadline, provisional, running } = settlement;
    const cutShort = `${each.running}/${running.split(" ")[1]}`;
    return { ...each, date, deadline, provisional, cutShort };
  });
}

/** The moments of a deadline: its warnings, and the second after it. */
export function ringsOf(
  deadlines: readonly Deadline[],
  rings: (each: Deadline, stage: number | "due") => boolean,
): Ring[] {
  return deadlines
    .flatMap((each) => {
      const { name, deadline, warnings } = each;
      const due = { stage: "due" as const, at: stamp(Date.parse(deadline) + 1000) };
      return [...warnings.filter(({ at }) => at < deadline), due].flatMap(({ stage, at }) =>
        rings(each, stage) ? [{ name, running: runningAt(each, stage), stage, at, deadline }] : [],
      );
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const runningAt = ({ running, cutShort }: Deadline, stage: number | "due"): string =>
  stage === "due" ? (cutShort ?? running) : running;

/**
 * What a side has to do with a moment: it acts at the deadline of what it holds, the hub at that of the Ombudsman; it tells
 * its own people of what it owes, the hub of everybody's breach, hub and respondent of the Ombudsman's days, and the reporter
 * is told by whoever took the report in.
 */
export function ringsAt(me: string, { holder, origin }: Standing) {
  return ({ name, owedBy }: Deadline, stage: number | "due"): boolean => {
    const acts = ["verification", "completion", "reporterWindow"].includes(name)
      ? holder
      : name === "ombudsman" || name === "advice"
        ? hub
        : undefined;
    if (stage === "due" && acts === me) return true;
    if (name === "completion" || name === "reporterWindow") return stage !== "due" && origin === me;
    if (name === "advice") return false;
    if (name === "ombudsman") return me === hub || me === holder || (stage !== 40 && me === origin);
    return owedBy === me || (me === hub && stage === "due");
  };
}
