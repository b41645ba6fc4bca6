import { hasPassed } from "../clock/watch.ts";
import type { Circumstances, Deem, Lapse } from "./command.ts";
import { decided } from "./decision.ts";
import type { Decision } from "./decision.ts";
import type { Case } from "./fold.ts";
import { mayAct, spoken } from "./holding.ts";
import { refused } from "./refusal.ts";

/**
 * The reporter let a deadline pass: the window after an answer (closed, unconfirmed), or 30 calendar days with a question
 * that makes the file complete (archived as withdrawn). Words stamped up to the deadline undo it, whenever they arrive.
 */
export function lapse(current: Case, command: Lapse, now: Circumstances): Decision {
  if (!hasPassed(command.due, now.at)) return refused("notDue");
  const { state } = current.report;
  const { due } = command;
  if (state === "held") {
    const may = mayAct(current, now, "archived");
    return may === "yes"
      ? decided({ type: "archived", ...spoken(command, now), reason: "withdrawn", due })
      : may;
  }
  const may = mayAct(current, now, "closed");
  if (may !== "yes") return may;
  return state === "answered"
    ? decided({ type: "closed", ...spoken(command, now), outcome: "unconfirmed", due })
    : refused("wrongState");
}

/** The hub's own delay never postpones a citizen's rights: the file counts as complete from the verification deadline. */
export function deem(current: Case, command: Deem, now: Circumstances): Decision {
  if (!hasPassed(command.due, now.at)) return refused("notDue");
  const may = mayAct(current, now, "deemed");
  return may === "yes"
    ? decided({ type: "deemed", ...spoken(command, now), due: command.due })
    : may;
}
