import { dateOf, dayOf } from "../calendar/civil-date.ts";
import { endOfDay } from "../calendar/end-of-day.ts";
import { holderOf } from "../report/fold.ts";
import type { Case } from "../report/fold.ts";
import type { Clock, ClockName } from "./name.ts";
import { calendarOfClock, nthUnpaused, pausedDays, runningIn } from "./clocks.ts";
import type { Terms } from "./clocks.ts";
import type { ClockRule } from "./policy.ts";

/** Who is reminded, lowest first: each rung hears of what the one below it let pass (PRODUCT, the ladder). */
export const rungs = [
  "reporter",
  "liaison",
  "unitHead",
  "institutionAdmin",
  "overseer",
  "verifier",
  /** In the place of all of them but the reporter, where the report is whistleblowing. */
  "examiner",
] as const;
export type Rung = (typeof rungs)[number];

/** A moment of a clock at which somebody is told, or something happens by itself. */
export interface Mark {
  readonly clock: ClockName;
  /** Names the mark once and for all, whatever a calendar makes of its date: `settlement 2026-03-17 14 7`. */
  readonly key: string;
  /** RFC 3339, UTC: a warning at the beginning of its day, the deadline's own mark right behind it. */
  readonly at: string;
  /** The units that have gone by, or the deadline itself. */
  readonly stage: number | "due";
  readonly deadline: string;
  readonly tells: readonly Rung[];
}

/**
 * Every mark of the clocks that run here, in the order they come. A party tells its own people: the institution that owes
 * the act its liaison, unit head and admin, the hub its verifiers and the overseers, whoever took the report in its reporter.
 * Of what is done at a deadline only the party that does it has a mark.
 * @param clocks of this case, by the same terms
 * @param me the tenant whose copy this is
 */
export function marksOf(current: Case, clocks: readonly Clock[], terms: Terms, me: string): Mark[] {
  const running = runningIn(current, terms);
  const respondent = running.find(({ name }) => name === "settlement")?.owedBy;
  const ruleOf = ({ rule }: Clock) => terms.policy.rules.find(({ id }) => id === rule);
  const settlement = clocks.find(({ name }) => name === "settlement");
  const cap = settlement === undefined ? undefined : ruleOf(settlement)?.amount;
  return clocks
    .flatMap((clock) => {
      const found = running.find(({ name }) => name === clock.name);
      const rule = ruleOf(clock);
      if (found === undefined || rule === undefined) return [];
      const zone = terms.zoneOf(clock.owedBy);
      const calendar = calendarOfClock(current, clock, terms);
      const paused = pausedDays(found, calendar, zone);
      const named = (stage: Mark["stage"], at: string, isFirst = false): Mark => ({
        clock: clock.name,
        key: keyOf(clock, rule, stage, { began: found.began.at, cap }),
        at,
        stage,
        deadline: clock.deadline,
        tells: toldOf(clock, stage === "due" ? "due" : isFirst ? "first" : "later", {
          current,
          hub: terms.hub,
          me,
          respondent,
        }),
      });
      const reached = (n: number): string => {
        switch (rule.unit) {
          case "workingDays":
            return startOfDay(nthUnpaused(calendar, clock.from, n, paused).date, zone);
          case "calendarDays":
            return startOfDay(dateOf(dayOf(clock.from) + n), zone);
          case "hours":
            return Temporal.Instant.from(found.began.at)
              .add({ hours: n })
              .toString({ fractionalSecondDigits: 3 });
        }
      };
      const warnings = rule.warnAt.map((n, i) => named(n, reached(n), i === 0));
      return [
        // A step that its class cut short has no warning behind its deadline.
        ...warnings.filter(({ at }) => at < clock.deadline),
        named("due", secondAfter(clock.deadline)),
      ];
    })
    .filter(
      ({ tells, clock, stage }) =>
        tells.length > 0 || (stage === "due" && actorAt(clock, current, terms.hub) === me),
    )
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/**
 * A mark is another one where the deadline is: another day 0 (a rule in hours: another moment), another amount, as after the
 * class was corrected, or a class that cuts it short. Verification is keyed by who owes it too, because its deadline asks the
 * next holder for what the one before has not done.
 */
function keyOf(
  { name, from, owedBy, cappedFrom }: Clock,
  { amount, unit }: ClockRule,
  stage: Mark["stage"],
  { began, cap }: { readonly began: string; readonly cap: number | undefined },
): string {
  return [
    name,
    unit === "hours" ? began : from,
    stage === "due" && cappedFrom !== undefined ? `${amount}/${cap}` : amount,
    ...(name === "verification" ? [owedBy] : []),
    stage,
  ].join(" ");
}

/** Who does what a deadline asks for, where the report itself changes with it. */
function actorAt(clock: ClockName, current: Case, hub: string): string | undefined {
  switch (clock) {
    case "verification":
    case "completion":
    case "reporterWindow":
      return holderOf(current, hub);
    case "ombudsman":
    case "advice":
      return hub;
    case "routing":
    case "institution":
    case "initialResponse":
    case "followUp":
    case "settlement":
    case "registration":
      return undefined;
  }
}

function toldOf(
  { name, owedBy }: Clock,
  stage: "first" | "later" | "due",
  {
    current: { report },
    hub,
    me,
    respondent,
  }: {
    readonly current: Case;
    readonly hub: string;
    readonly me: string;
    readonly respondent: string | undefined;
  },
): Rung[] {
  // Whoever took the report in reaches the reporter.
  const reaches = me === report.origin;
  if (name === "completion" || name === "reporterWindow")
    // The lapse itself is told as any other event.
    return stage !== "due" && reaches ? ["reporter"] : [];
  // So is the advice.
  if (name === "advice") return [];
  // With the last warnings the reporter is asked whether the office may learn who they are.
  const asked: Rung[] = name === "ombudsman" && stage !== "first" && reaches ? ["reporter"] : [];
  if (me === hub) {
    if (name === "ombudsman") return ["overseer", "verifier", ...asked];
    if (owedBy === hub) return ["verifier"];
    return stage === "due" ? ["overseer", "verifier"] : [];
  }
  // The sixty days are the hub's to end and the respondent's to fear.
  if ((name === "ombudsman" ? respondent : owedBy) !== me) return asked;
  // The unit in the row is the respondent's, and none of the office's.
  if (name === "registration") return ["institutionAdmin"];
  const unit = "unit" in report && report.unit !== undefined;
  if (!unit) return ["institutionAdmin", ...asked];
  if (name === "ombudsman" || stage === "due")
    return ["liaison", "unitHead", "institutionAdmin", ...asked];
  // The first reminder is the liaison's own; whoever needs a second has a head.
  return stage === "first" ? ["liaison"] : ["liaison", "unitHead"];
}

/** The next mark that has not been kept yet: also one that passed while nobody watched. */
export function nextMark(marks: readonly Mark[], kept: readonly string[]): Mark | undefined {
  return marks.find(({ key }) => !kept.includes(key));
}

const startOfDay = (date: string, zone: string): string =>
  secondAfter(endOfDay(dateOf(dayOf(date) - 1), zone));

/** A million marks are computed at once, and nearly every deadline is the last second of an hour: that needs no Temporal. */
function secondAfter(deadline: string): string {
  const hour = Number(deadline.slice(11, 13)) + 1;
  return deadline.endsWith(":59:59.000Z") && hour < 24
    ? `${deadline.slice(0, 11)}${hour < 10 ? "0" : ""}${hour}:00:00.000Z`
    : Temporal.Instant.from(deadline).add({ seconds: 1 }).toString({ fractionalSecondDigits: 3 });
}

/** Whether a moment lies behind a deadline, which is the whole of its last second. */
export const hasPassed = (deadline: string, at: string): boolean =>
  at.slice(0, 19) > deadline.slice(0, 19);
