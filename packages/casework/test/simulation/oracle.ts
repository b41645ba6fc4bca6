import type { CalendarDocument, ClockName } from "@simpul/domain";
import { hub, office } from "./cast.ts";
import { dateAt, Days, morning, night, plus, stamp } from "./oracle-days.ts";
import { pausesOf, standingAfter } from "./oracle-life.ts";
import type { History, Pause, Standing } from "./oracle-life.ts";

/**
 * Where PRODUCT is read more strictly than the code does: `own`, a node tells nobody of what another institution owes;
 * `rule`, who was told by one rule is told by another again; `cap`, verification too ends with the class deadline;
 * `hold`, a pause ends as well when the file is verified without an answer.
 */
export const readings = ["own", "rule", "cap", "hold"] as const;
export type Readings = ReadonlySet<(typeof readings)[number]>;

/** A deadline that PRODUCT ("The statutory clock") gives a report. */
export interface Deadline {
  readonly name: ClockName;
  /** Which running of this clock: its first day, and its rule. */
  readonly running: string;
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
      running: strict.has("rule") ? `${from} ${amount}` : from,
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
      pauses: holdsOf(now, history, strict),
      most: Infinity,
    });
  switch (state) {
    case "held": {
      const from = dateAt(began.by, began.at);
      const date = plus(from, 30);
      found.push({
        name: "completion",
        running: from,
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
  }
  return capped(found, strict).toSorted((a, b) =>
    a.deadline < b.deadline ? -1 : a.deadline > b.deadline ? 1 : 0,
  );
}

/** While the file was incomplete; a hold that is open stops nothing, for a clock of its own runs. */
function holdsOf(now: Standing, { words }: History, strict: Readings): Pause[] {
  const holds = now.holds.map((hold) =>
    hold.byVerifying === true && !strict.has("hold") ? { from: hold.from } : hold,
  );
  return pausesOf(holds, words);
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
  return now.extended || bound.date < own.date ? bound : own;
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
    const { date, deadline, provisional } = settlement;
    return { ...each, date, deadline, provisional };
  });
}

/** The moments of a deadline: its warnings, and the second after it. */
export function ringsOf(
  deadlines: readonly Deadline[],
  rings: (each: Deadline, stage: number | "due") => boolean,
): Ring[] {
  return deadlines
    .flatMap((each) => {
      const { name, running, deadline, warnings } = each;
      const due = { stage: "due" as const, at: stamp(Date.parse(deadline) + 1000) };
      return [...warnings.filter(({ at }) => at < deadline), due].flatMap(({ stage, at }) =>
        rings(each, stage) ? [{ name, running, stage, at, deadline }] : [],
      );
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Whom a side tells: its own people of what it owes, the hub of everybody's breach, both of the Ombudsman's days. */
export function ringsAt(me: string, now: Standing, strict: Readings) {
  const own = strict.has("own");
  return ({ name, owedBy }: Deadline, stage: number | "due"): boolean => {
    const acts = ["verification", "completion", "reporterWindow", "ombudsman"].includes(name);
    if (stage === "due" && acts) return true;
    if (name === "completion" || name === "reporterWindow")
      return stage !== "due" && (own ? now.origin === me : (me === hub) === (now.origin === hub));
    if (name === "ombudsman") return me === hub || me === now.institution || !own;
    if (me === hub) return owedBy === hub || stage === "due";
    return own ? owedBy === me : owedBy !== hub;
  };
}
