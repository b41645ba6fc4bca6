import { hasPassed } from "../clock/watch.ts";
import { wasAdvised } from "../referral/advice.ts";
import { officeFor } from "../referral/offices.ts";
import { ombudsmanTenant } from "../tenant/tenant.ts";
import type { Advise, Circumstances, Conclude, Ineligible, Refer, Register } from "./command.ts";
import { decided } from "./decision.ts";
import type { Decision } from "./decision.ts";
import type { Case } from "./fold.ts";
import { mayAct, openFor, spoken } from "./holding.ts";
import { refused } from "./refusal.ts";
import { allows } from "./rule.ts";

/**
 * The automatic handoff: unsettled 60 working days after its file was complete. The hub alone refers, whoever holds the
 * report, once every node that held it has been heard: that is asked before, because no rule of a report knows it.
 */
export function refer(current: Case, command: Refer, now: Circumstances): Decision {
  if (now.me !== now.hub) return refused("hubOnly");
  const { report } = current;
  if (!allows(report.state, "referred")) return refused("wrongState");
  if (!hasPassed(command.due, now.at)) return refused("notDue");
  return decided({
    type: "referred",
    ...spoken(command, now),
    opens: openFor(ombudsmanTenant, current),
    office: officeFor(report.place.area, report.institution),
    due: command.due,
  });
}

/**
 * Instead of the handoff, for what is not handed over. The hub's, whoever holds the report, and a contribution: nobody's turn
 * ends with it, and a report that turns out to be a complaint is referred all the same.
 */
export function advise(current: Case, command: Advise, now: Circumstances): Decision {
  if (now.me !== now.hub) return refused("hubOnly");
  const { state, completeAt } = current.report;
  if (!allows(state, "referred") || completeAt === undefined || wasAdvised(current, now.hub))
    return refused("wrongState");
  if (!hasPassed(command.due, now.at)) return refused("notDue");
  return decided({ type: "advised", ...spoken(command, now), due: command.due });
}

/** The office has the case under a number of its own. May be repeated: a number can be corrected. */
export function register(current: Case, command: Register, now: Circumstances): Decision {
  const may = mayAct(current, now, "registered");
  return may === "yes"
    ? decided({ type: "registered", ...spoken(command, now), number: command.number })
    : may;
}

/** Back to the institution, as overdue; it is not offered again by itself. */
export function ineligible(current: Case, command: Ineligible, now: Circumstances): Decision {
  const may = mayAct(current, now, "ineligible");
  return may === "yes" ? decided({ type: "ineligible", ...spoken(command, now) }) : may;
}

export function conclude(current: Case, command: Conclude, now: Circumstances): Decision {
  const may = mayAct(current, now, "concluded");
  return may === "yes" ? decided({ type: "concluded", ...spoken(command, now) }) : may;
}

/** Answers of the institution beside the office's case: it stays respondent. By their events' hashes, the last one last. */
export function answersBeside({ report, contributions }: Case): readonly string[] {
  return contributions
    .filter(({ event, ref }) => event.type === "answered" && ref.tenant === report.institution)
    .map(({ ref }) => ref.hash);
}
