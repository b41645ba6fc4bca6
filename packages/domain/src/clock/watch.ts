import { dateOf, dayOf } from "../calendar/civil-date.ts";
import { endOfDay } from "../calendar/end-of-day.ts";
import type { Case } from "../report/fold.ts";
import type { Clock, ClockName } from "./name.ts";
import { nthUnpaused, pausedDays, runningIn } from "./clocks.ts";
import type { Terms } from "./clocks.ts";

/** Who is reminded, lowest first: each rung hears of what the one below it let pass (PRODUCT, the ladder). */
export const rungs = [
  "reporter",
  "liaison",
  "unitHead",
  "institutionAdmin",
  "overseer",
  "verifier",
] as const;
export type Rung = (typeof rungs)[number];

/** A moment of a clock at which somebody is told, or something happens by itself. */
export interface Mark {
  readonly clock: ClockName;
  /** Names the mark once and for all, whatever becomes of its date: `settlement 2026-03-17 7`. */
  readonly key: string;
  /** RFC 3339, UTC: a warning at the beginning of its day, the deadline's own mark right behind it. */
  readonly at: string;
  /** The units that have gone by, or the deadline itself. */
  readonly stage: number | "due";
  readonly deadline: string;
  readonly tells: readonly Rung[];
}

/**
 * Every mark of the clocks that run here, in the order they come. A party tells its own people: the institution's
 * node its liaison, unit head and admin, the hub its verifiers and the overseers.
 * @param clocks of this case, by the same terms
 */
export function marksOf(
  current: Case,
  clocks: readonly Clock[],
  terms: Terms,
  here: "hub" | "node",
): Mark[] {
  const running = runningIn(current, terms);
  return clocks
    .flatMap((clock) => {
      const found = running.find(({ name }) => name === clock.name);
      const rule = terms.policy.rules.find(({ id }) => id === clock.rule);
      if (found === undefined || rule === undefined) return [];
      const zone = terms.zoneOf(clock.owedBy);
      const calendar = terms.calendarOf(clock.owedBy);
      const paused = pausedDays(found, calendar, zone);
      const named = (stage: Mark["stage"], at: string, isFirst = false): Mark => ({
        clock: clock.name,
        key: `${clock.name} ${clock.from} ${stage}`,
        at,
        stage,
        deadline: clock.deadline,
        tells: toldOf(
          clock,
          stage === "due" ? "due" : isFirst ? "first" : "later",
          current,
          terms.hub,
          here,
        ),
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
    .filter(({ tells, clock, stage }) => tells.length > 0 || actsBy(clock, stage))
    .toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** At whose deadline the report itself changes. */
function actsBy(clock: ClockName, stage: Mark["stage"]): boolean {
  return (
    stage === "due" &&
    (clock === "verification" ||
      clock === "completion" ||
      clock === "reporterWindow" ||
      clock === "ombudsman")
  );
}

function toldOf(
  { name, owedBy }: Clock,
  stage: "first" | "later" | "due",
  { report }: Case,
  hub: string,
  here: "hub" | "node",
): Rung[] {
  // Whoever took the report in reaches the reporter.
  const reaches = (here === "hub") === (report.origin === hub);
  if (name === "completion" || name === "reporterWindow")
    // The lapse itself is told as any other event.
    return stage !== "due" && reaches ? ["reporter"] : [];
  // With the last warnings the reporter is asked whether the office may learn who they are.
  const asked: Rung[] = name === "ombudsman" && stage !== "first" && reaches ? ["reporter"] : [];
  if (here === "hub") {
    if (name === "ombudsman") return ["overseer", "verifier", ...asked];
    if (owedBy === hub) return ["verifier"];
    return stage === "due" ? ["overseer", "verifier"] : [];
  }
  if (owedBy === hub && name !== "ombudsman") return [];
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
