import type { Circumstances, Close, Forward, Recall, Reopen } from "./command.ts";
import { decided } from "./decision.ts";
import type { Decision } from "./decision.ts";
import type { Case } from "./fold.ts";
import { mayAct, openFor, spoken } from "./holding.ts";
import { refused } from "./refusal.ts";
import { accuses } from "./accused.ts";
import { allows } from "./rule.ts";

/** After this many "not ours" the hub adjudicates: its next forward cannot be returned. */
export const bouncesBeforeAdjudication = 2;

/** Disposition to an institution: opens its turn. Sets `completeAt` at the latest (PRODUCT, verified). */
export function forward(current: Case, command: Forward, now: Circumstances): Decision {
  const may = mayAct(current, now, "forwarded");
  if (may !== "yes") return may;
  const { report } = current;
  if (report.class === undefined || report.category === undefined) return refused("notAssessed");
  if (command.tenant === now.hub) return refused("sameTenant", "/tenant");
  if (accuses(report, command.tenant)) return refused("accusedTenant", "/tenant");
  if (report.hops >= bouncesBeforeAdjudication && !command.adjudicate)
    return refused("needsAdjudication");
  return decided({
    type: "forwarded",
    ...spoken(command, now),
    opens: openFor(command.tenant, current),
    rules: command.rules,
    adjudicated: command.adjudicate,
  });
}

/** The hub takes the report back from an institution that holds it, whether it answers or not. */
export function recall(current: Case, command: Recall, now: Circumstances): Decision {
  if (now.me !== now.hub) return refused("hubOnly");
  if (!allows(current.report.state, "recalled")) return refused("wrongState");
  return decided({ type: "recalled", ...spoken(command, now), opens: openFor(now.hub, current) });
}

/** Staff close only on the reporter's recorded word; the lapse of the window closes by itself. */
export function close(current: Case, command: Close, now: Circumstances): Decision {
  const may = mayAct(current, now, "closed");
  if (may !== "yes") return may;
  if (!command.recordedWord) return refused("windowOpen");
  return decided({ type: "closed", ...spoken(command, now), outcome: "confirmed" });
}

/** Back to the unit that answered; an archived report back to where it was before. */
export function reopen(current: Case, command: Reopen, now: Circumstances): Decision {
  const may = mayAct(current, now, "reopened");
  if (may !== "yes") return may;
  const { report } = current;
  if (report.state === "archived") return decided({ type: "reopened", ...spoken(command, now) });
  if (report.institution === undefined) return refused("noAnswer");
  return decided({
    type: "reopened",
    ...spoken(command, now),
    opens: openFor(report.institution, current),
  });
}
