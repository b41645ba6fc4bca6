import { isContribution } from "./event.ts";
import type { ReportEvent } from "./event.ts";
import { holderOf, standingIn } from "./fold.ts";
import type { Case, Contributed } from "./fold.ts";
import { openFor } from "./holding.ts";
import { accuses, allows, hears, isWithdrawn, mayStand } from "./rule.ts";

/**
 * What the holder owes by itself, in the transaction that applied the cause: the hub opens its turn when
 * an institution's turn ended; the holder answers the reporter's words with an event that names them.
 * One event at a time: the caller seals it (it needs its hash), evolves, and asks again until nothing is owed.
 */
export function react(current: Case, me: string, hub: string): ReportEvent | "nothing" {
  if (me === hub && isWithAccused(current, hub)) return take(current, hub);
  if (holderOf(current, hub) !== me) return "nothing";
  if (current.turn.ended)
    return { type: "epochOpened", by: "system", opens: openFor(hub, current) };
  for (const contributed of current.contributions) {
    if (current.reacted.includes(contributed.ref.hash)) continue;
    const reaction = reactTo(contributed, current, hub);
    if (reaction === "nothing" || isContribution(reaction)) continue;
    // What would not stand is not owed: the accused answers nobody, and its hub takes the report.
    if (mayStand(current.report, reaction, standingIn(current, me, hub)) === "yes") return reaction;
  }
  return "nothing";
}

function isWithAccused({ report, turn }: Case, hub: string): boolean {
  return !turn.ended && turn.holder !== hub && accuses(report, turn.holder);
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
      return report.state === "held" && at >= report.heldAt
        ? { type: "resumed", by: "system", because: ref }
        : "nothing";
    case "withdrawn":
      return allows(report.state, "archived") &&
        isWithdrawn(report, { tenant: ref.tenant, at }, hub)
        ? { type: "archived", by: "system", reason: "withdrawn", because: ref }
        : "nothing";
    case "confirmed":
      return report.state === "answered" && event.answer === report.answer.hash
        ? { type: "closed", by: "system", outcome: "confirmed", because: ref }
        : "nothing";
    case "objected":
      return report.state === "answered" && event.answer === report.answer.hash
        ? {
            type: "reopened",
            by: "system",
            because: ref,
            opens: openFor(report.institution, current),
          }
        : "nothing";
    case "rated":
    case "tightened":
      return "nothing";
  }
}
