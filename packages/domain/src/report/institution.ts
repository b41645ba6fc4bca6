import type {
  Accept,
  Ask,
  Assign,
  Circumstances,
  Decline,
  Extend,
  Respond,
  Return,
} from "./command.ts";
import { decided } from "./decision.ts";
import type { Decision } from "./decision.ts";
import type { Case } from "./fold.ts";
import { mayAct, spoken } from "./holding.ts";
import { refused } from "./refusal.ts";

/** The second verification (3 working days). From `verified` only for what the institution took in itself. */
export function accept(current: Case, command: Accept, now: Circumstances): Decision {
  const may = mayAct(current, now, "accepted");
  if (may !== "yes") return may;
  return decided({ type: "accepted", ...spoken(command, now) });
}

/** "Not our authority", with its reason and legal basis: the turn ends here, no clock is reset. */
export function returnToHub(current: Case, command: Return, now: Circumstances): Decision {
  const may = mayAct(current, now, "returned");
  if (may !== "yes") return may;
  if (command.proposedTenant === now.me) return refused("sameTenant", "/proposedTenant");
  return decided({
    type: "returned",
    ...spoken(command, now),
    ...(command.proposedTenant === undefined ? {} : { proposedTenant: command.proposedTenant }),
  });
}

/** One accountable unit, any number of supporting ones; may be repeated to move it to another unit. */
export function assign(current: Case, command: Assign, now: Circumstances): Decision {
  const may = mayAct(current, now, "assigned");
  if (may !== "yes") return may;
  const supporting = command.supporting.filter((unit) => unit !== command.unit);
  return decided({ type: "assigned", ...spoken(command, now), unit: command.unit, supporting });
}

/** A unit gives it back to its own institution, which assigns anew. */
export function decline(current: Case, command: Decline, now: Circumstances): Decision {
  const may = mayAct(current, now, "declined");
  if (may !== "yes") return may;
  return decided({
    type: "declined",
    ...spoken(command, now),
    ...(command.proposedUnit === undefined ? {} : { proposedUnit: command.proposedUnit }),
  });
}

export function ask(current: Case, command: Ask, now: Circumstances): Decision {
  const may = mayAct(current, now, "asked");
  return may === "yes" ? decided({ type: "asked", ...spoken(command, now) }) : may;
}

/** Once a unit, also when it is given back and assigned to it anew; moves only the follow-up, to day 10 from assign. */
export function extend(current: Case, command: Extend, now: Circumstances): Decision {
  const may = mayAct(current, now, "extended");
  if (may !== "yes") return may;
  return decided({ type: "extended", ...spoken(command, now) });
}

/**
 * Answers are typed. `done` and `refused` end the turn: the hub holds while the reporter has the word. With the Ombudsman the
 * institution stays respondent: its answer is a contribution to the office's case, and the reporter may confirm it.
 */
export function respond(current: Case, command: Respond, now: Circumstances): Decision {
  const { kind } = command;
  const final = kind === "done" || kind === "refused";
  const { report } = current;
  const isRespondent = report.state === "referred" && report.institution === now.me;
  const may =
    isRespondent && final ? "yes" : mayAct(current, now, final ? "answered" : "responded");
  if (may !== "yes") return may;
  if (final) return decided({ type: "answered", ...spoken(command, now), kind });
  if (kind === "plan" && command.date !== undefined && command.date < now.at.slice(0, 10))
    return refused("datePast", "/date");
  return decided({
    type: "responded",
    ...spoken(command, now),
    kind,
    ...(command.date === undefined ? {} : { date: command.date }),
  });
}
