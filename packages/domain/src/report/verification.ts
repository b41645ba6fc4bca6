import type { Archive, Circumstances, Correct, Hold, Merge, Split, Verify } from "./command.ts";
import { decided } from "./decision.ts";
import type { Decision } from "./decision.ts";
import type { Assessment } from "./event.ts";
import type { Case } from "./fold.ts";
import { mayAct, spoken } from "./holding.ts";
import { refused } from "./refusal.ts";

/** Class, category and the rest are set or corrected; complete unless said otherwise. */
export function verify(current: Case, command: Verify, now: Circumstances): Decision {
  const may = mayAct(current, now, "verified");
  if (may !== "yes") return may;
  return decided({
    type: "verified",
    ...spoken(command, now),
    ...assessment(command),
    complete: command.complete ?? true,
  });
}

/** The file lacks who, what, where or when: the reporter is asked. After `completeAt` there is no hold. */
export function hold(current: Case, command: Hold, now: Circumstances): Decision {
  const may = mayAct(current, now, "held");
  if (may !== "yes") return may;
  return decided({ type: "held", ...spoken(command, now) });
}

export function archive(current: Case, command: Archive, now: Circumstances): Decision {
  if (command.reason === "duplicate") {
    if (command.duplicateOf === undefined) return refused("duplicateMissing", "/duplicateOf");
    return merge(current, { ...command, type: "merge", into: command.duplicateOf }, now);
  }
  const may = mayAct(current, now, "archived");
  if (may !== "yes") return may;
  return decided({ type: "archived", ...spoken(command, now), reason: command.reason });
}

/** A duplicate: the reporter keeps the id and follows the main report. Casework resolves chains to their root. */
export function merge(current: Case, command: Merge, now: Circumstances): Decision {
  const may = mayAct(current, now, "archived");
  if (may !== "yes") return may;
  if (command.into === current.report.id) return refused("duplicateOfItself", "/into");
  return decided({
    type: "archived",
    ...spoken(command, now),
    reason: "duplicate",
    duplicateOf: command.into,
  });
}

/** Everything verify sets can be corrected by whoever holds the report, each time with its own event. */
export function correct(current: Case, command: Correct, now: Circumstances): Decision {
  const may = mayAct(current, now, "corrected");
  if (may !== "yes") return may;
  const change = assessment(command);
  if (Object.keys(change).length === 0 && command.content === undefined)
    return refused("nothingToCorrect");
  return decided({ type: "corrected", ...spoken(command, now), ...change });
}

/** One message, several matters: linked reports, which the first one's tracking id shows. */
export function split(current: Case, command: Split, now: Circumstances): Decision {
  const may = mayAct(current, now, "split");
  if (may !== "yes") return may;
  if (command.parts.length === 0) return refused("noParts", "/parts");
  return decided({ type: "split", ...spoken(command, now), parts: command.parts });
}

function assessment(from: Assessment): Assessment {
  return {
    ...(from.class === undefined ? {} : { class: from.class }),
    ...(from.category === undefined ? {} : { category: from.category }),
    ...(from.place === undefined ? {} : { place: from.place }),
    ...(from.urgency === undefined ? {} : { urgency: from.urgency }),
    ...(from.supervisory === undefined ? {} : { supervisory: from.supervisory }),
    ...(from.maladministration === undefined ? {} : { maladministration: from.maladministration }),
    ...(from.accused === undefined ? {} : { accused: from.accused }),
  };
}
