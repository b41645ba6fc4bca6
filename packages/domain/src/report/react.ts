import { hasPassed } from "../clock/watch.ts";
import { isContribution } from "./event.ts";
import type { ReportEvent } from "./event.ts";
import { holderOf, standingIn } from "./fold.ts";
import type { Case, Contributed } from "./fold.ts";
import { openFor } from "./holding.ts";
import { answersBeside } from "./referral.ts";
import { accuses } from "./accused.ts";
import { allows, hears, isWithdrawn, mayStand } from "./rule.ts";
import type { Report, State } from "./state.ts";

/**
 * What the holder owes by itself, in the transaction that applied the cause: the hub opens its turn when
 * an institution's turn ended; the holder answers the reporter's words with an event that names them.
 * One event at a time: the caller seals it (it needs its hash), evolves, and asks again until nothing is owed.
 * @param isWithheld who may not have the report; whoever knows which node hosts whom knows of more than the accused
 */
export function react(
  current: Case,
  me: string,
  hub: string,
  isWithheld: Withheld = accuses,
): ReportEvent | "nothing" {
  if (me === hub && isWithAccused(current, hub, isWithheld)) return take(current, hub);
  if (holderOf(current, hub) !== me) return "nothing";
  if (current.turn.ended)
    return {
      type: "epochOpened",
      by: "system",
      opens: openFor(nextHolder(current, hub, isWithheld), current),
    };
  for (const contributed of current.contributions) {
    if (current.reacted.includes(contributed.ref.hash)) continue;
    const reaction = reactTo(contributed, current, hub);
    if (reaction === "nothing" || isContribution(reaction)) continue;
    // What would not stand is not owed: the accused answers nobody, and its hub takes the report.
    if (mayStand(current.report, reaction, standingIn(current, me, hub)) === "yes") return reaction;
  }
  return "nothing";
}

type Withheld = (report: Report, tenant: string) => boolean;

const withInstitution: readonly State[] = ["forwarded", "accepted", "assigned", "inProgress"];

/** Not eligible: it goes back to the institution where it stood. Everything else ends with the hub. */
function nextHolder({ report }: Case, hub: string, isWithheld: Withheld): string {
  const { institution } = report;
  return report.state === "referred" &&
    report.referral.outcome === "ineligible" &&
    institution !== undefined &&
    withInstitution.includes(report.before) &&
    !isWithheld(report, institution)
    ? institution
    : hub;
}

function isWithAccused({ report, turn }: Case, hub: string, isWithheld: Withheld): boolean {
  return !turn.ended && turn.holder !== hub && isWithheld(report, turn.holder);
}

/** Whistleblowing about its own holder: nobody there may see it, so the hub goes on with it by itself. */
function take(current: Case, hub: string): ReportEvent | "nothing" {
  const opens = openFor(hub, current);
  const { state } = current.report;
  if (allows(state, "recalled")) return { type: "recalled", by: "system", opens };
  return allows(state, "epochOpened") ? { type: "epochOpened", by: "system", opens } : "nothing";
}

/** Words count by the time their receiver stamped: what was said before a hold or a reopening is no answer to it. */
function reactTo(
  { event, ref, at }: Contributed,
  current: Case,
  hub: string,
): ReportEvent | "nothing" {
  const { report } = current;
  // The late act of a former holder stands only if a person adopts it.
  if (!isContribution(event) || !hears(report, ref.tenant, hub)) return "nothing";
  switch (event.type) {
    // A reply to a held report is the answer to its question, whichever word the channel has for it.
    case "supplied":
    case "replied":
      if (report.state === "held" && at >= report.heldAt)
        return { type: "resumed", by: "system", because: ref };
      return report.state === "archived" && wasInTime(report.lapsed, at)
        ? { type: "reopened", by: "system", because: ref }
        : "nothing";
    case "withdrawn":
      return allows(report.state, "archived") &&
        isWithdrawn(report, { tenant: ref.tenant, at }, hub)
        ? { type: "archived", by: "system", reason: "withdrawn", because: ref }
        : "nothing";
    case "confirmed":
      // The institution stays respondent: a confirmation of its later answer ends the Ombudsman's case too.
      if (report.state === "referred")
        return at >= report.referral.at && answersBeside(current).includes(event.answer ?? "")
          ? { type: "closed", by: "system", outcome: "confirmed", because: ref }
          : "nothing";
      return concernsStanding(report, event.answer, at)
        ? { type: "closed", by: "system", outcome: "confirmed", because: ref }
        : "nothing";
    case "objected":
      return concernsStanding(report, event.answer, at) && report.institution !== undefined
        ? {
            type: "reopened",
            by: "system",
            because: ref,
            opens: openFor(report.institution, current),
          }
        : "nothing";
    case "rated":
    case "consented":
    case "tightened":
    case "advised":
      return "nothing";
  }
}

/** The window is open, or it lapsed and these words were stamped inside it. */
function concernsStanding(report: Report, answer: string | undefined, at: string): boolean {
  if (report.state === "answered") return answer === report.answer.hash;
  return (
    report.state === "closed" &&
    report.answer !== undefined &&
    answer === report.answer.hash &&
    report.lapsedAt !== undefined &&
    !hasPassed(report.lapsedAt, at)
  );
}

function wasInTime(lapsed: { due: string; heldAt: string } | undefined, at: string): boolean {
  return lapsed !== undefined && at >= lapsed.heldAt && !hasPassed(lapsed.due, at);
}
