import { accept, ask, assign, decline, extend, respond, returnToHub } from "./institution.ts";
import { close, forward, recall, reopen } from "./hub.ts";
import { deem, lapse } from "./lapse.ts";
import type { Circumstances, Command, Receive } from "./command.ts";
import type { Decision } from "./decision.ts";
import { isContribution } from "./event.ts";
import type { Received } from "./event.ts";
import { standingIn } from "./fold.ts";
import type { Case } from "./fold.ts";
import { mayStand } from "./rule.ts";
import { archive, correct, hold, merge, split, verify } from "./verification.ts";
import { advise, conclude, ineligible, refer, register } from "./referral.ts";
import { speak } from "./reporter.ts";
import { erase, mask, tighten } from "./tighten.ts";

/** What a command does to a case, and the rules that the fold too asks of every event. */
export function decide(current: Case, command: Command, now: Circumstances): Decision {
  const decision = wished(current, command, now);
  if (decision.outcome === "refused") return decision;
  for (const event of decision.events) {
    if (isContribution(event)) continue;
    const may = mayStand(current.report, event, standingIn(current, now.me, now.hub));
    if (may !== "yes") return may;
  }
  return decision;
}

/**
 * The whole life of a report (PRODUCT, "The life of a report"): one function a command, each pure.
 * Nothing else decides about a report.
 */
function wished(current: Case, command: Command, now: Circumstances): Decision {
  switch (command.type) {
    // the desk of whoever holds it first: the hub, or the node that took it in
    case "verify":
      return verify(current, command, now);
    case "hold":
      return hold(current, command, now);
    case "archive":
      return archive(current, command, now);
    case "correct":
      return correct(current, command, now);
    case "split":
      return split(current, command, now);
    case "merge":
      return merge(current, command, now);
    // the hub alone: it opens every epoch after the first
    case "forward":
      return forward(current, command, now);
    case "recall":
      return recall(current, command, now);
    case "close":
      return close(current, command, now);
    case "reopen":
      return reopen(current, command, now);
    // nobody: a deadline passed
    case "lapse":
      return lapse(current, command, now);
    case "deem":
      return deem(current, command, now);
    case "refer":
      return refer(current, command, now);
    case "advise":
      return advise(current, command, now);
    // the Ombudsman's office
    case "register":
      return register(current, command, now);
    case "ineligible":
      return ineligible(current, command, now);
    case "conclude":
      return conclude(current, command, now);
    // the institution and its units
    case "accept":
      return accept(current, command, now);
    case "return":
      return returnToHub(current, command, now);
    case "assign":
      return assign(current, command, now);
    case "decline":
      return decline(current, command, now);
    case "ask":
      return ask(current, command, now);
    case "extend":
      return extend(current, command, now);
    case "respond":
      return respond(current, command, now);
    // the reporter, and whoever must protect one: contributions of any party, in any epoch
    case "supply":
    case "reply":
    case "confirm":
    case "object":
    case "rate":
    case "withdraw":
    case "consent":
      return speak(current, command, now);
    case "tighten":
      return tighten(current, command, now);
    case "mask":
      return mask(current, command, now);
    case "erase":
      return erase(current, command, now);
  }
}

/** Intake: every well-formed report is taken in; whistleblowing is always secret (PRODUCT). */
export function receive(command: Receive, now: Circumstances): Received {
  const { type: _, anonymous, secret, place, ...rest } = command;
  return {
    ...rest,
    type: "received",
    by: now.by,
    place: place ?? {},
    flags: {
      anonymous: anonymous ?? false,
      secret: (secret ?? false) || command.class === "whistleblowing",
    },
  };
}
