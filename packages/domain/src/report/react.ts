import { isContribution } from "./event.ts";
import type { ReportEvent } from "./event.ts";
import { allows } from "./evolve.ts";
import { holderOf } from "./fold.ts";
import type { Case, Contributed } from "./fold.ts";
import { openFor } from "./holding.ts";

/**
 * What the holder owes by itself, in the transaction that applied the cause: the hub opens its turn when
 * an institution's turn ended; the holder answers the reporter's words with an event that names them.
 * One event at a time: the caller seals it (it needs its hash), evolves, and asks again until nothing is owed.
 */
export function react(current: Case, me: string, hub: string): ReportEvent | "nothing" {
  if (holderOf(current, hub) !== me) return "nothing";
  if (current.turn.ended)
    return { type: "epochOpened", by: "system", opens: openFor(hub, current) };
  for (const contributed of current.contributions) {
    if (current.reacted.includes(contributed.ref.hash)) continue;
    const reaction = reactTo(contributed, current);
    if (reaction !== "nothing") return reaction;
  }
  return "nothing";
}

/** Words count by the time their receiver stamped: what was said before a hold or a reopening is no answer to it. */
function reactTo({ event, ref, at }: Contributed, current: Case): ReportEvent | "nothing" {
  const { report } = current;
  // The late act of a former holder stands only if a person adopts it.
  if (!isContribution(event)) return "nothing";
  switch (event.type) {
    // A reply to a held report is the answer to its question, whichever word the channel has for it.
    case "supplied":
    case "replied":
      return report.state === "held" && at >= report.heldAt
        ? { type: "resumed", by: "system", because: ref }
        : "nothing";
    case "withdrawn":
      return allows(report.state, "archived") && at >= (report.reopenedAt ?? "")
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
