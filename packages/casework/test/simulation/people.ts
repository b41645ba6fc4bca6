import { decide, holderOf } from "@simpul/domain";
import type { ActorRole, Case, Command, ReportEvent } from "@simpul/domain";
import { hub, nodes } from "./cast.ts";
import type { Chance } from "./chance.ts";

const classes = [
  "complaint",
  "complaint",
  "complaint",
  "information",
  "aspiration",
  "whistleblowing",
] as const;

/** What people of one side may think of doing, the likelier the more often. */
function thoughts(current: Case, chance: Chance): Command[] {
  const verify: Command = {
    type: "verify",
    class: chance.of(classes),
    category: "road",
    supervisory: chance.is(0.3),
    complete: chance.is(0.85),
  };
  const forward: Command = {
    type: "forward",
    tenant: chance.of(nodes),
    rules: [],
    adjudicate: current.report.hops >= 2,
  };
  const done: Command = { type: "respond", kind: chance.is(0.8) ? "done" : "refused" };
  const initial: Command = { type: "respond", kind: "initial" };
  const assign: Command = { type: "assign", unit: chance.of(["dpu", "dlh"]), supporting: [] };
  const onward: Command[] = [verify, forward, { type: "accept" }, assign, initial, done];
  const sideways: Command[] = [
    { type: "hold" },
    { type: "archive", reason: "spam" },
    { type: "correct", supervisory: chance.is(0.5) },
    { type: "correct", class: chance.of(classes) },
    { type: "recall" },
    { type: "return" },
    { type: "decline" },
    { type: "ask" },
    { type: "ask" },
    { type: "ask" },
    { type: "extend" },
    { type: "extend" },
    { type: "respond", kind: "interim" },
    { type: "close", recordedWord: true },
    { type: "reopen" },
    { type: "register", number: "0042/LM/2025" },
    { type: "ineligible" },
    { type: "conclude" },
  ];
  const all = [...onward, ...onward, ...onward, ...onward, ...sideways];
  const asks: Command[] =
    current.report.state === "received" && chance.is(0.4) ? [{ type: "hold" }] : [];
  return [...asks, ...Array.from({ length: 16 }, () => chance.of(all))];
}

function words(chance: Chance): Command[] {
  const all: Command[] = [
    { type: "supply" },
    { type: "reply" },
    { type: "reply" },
    { type: "object" },
    { type: "object" },
    { type: "object" },
    { type: "confirm" },
    ...(chance.is(0.1) ? [{ type: "withdraw" } as const] : []),
  ];
  return Array.from({ length: 8 }, () => chance.of(all));
}

const roleOf = (me: string): ActorRole => (me === hub ? "verifier" : "institution");

/** One thing that the rules let this side do now, in its own view. @param speaking how often it is the reporter who speaks */
export function act(
  me: string,
  current: Case,
  at: string,
  chance: Chance,
  speaking: number,
): readonly ReportEvent[] {
  const { origin } = current.report;
  const speaks = (me === origin || me === hub) && chance.is(speaking);
  if (!speaks && holderOf(current, hub) !== me && !(me === hub && chance.is(0.1))) return [];
  const wishes = speaks ? words(chance) : thoughts(current, chance);
  for (const command of wishes) {
    const by = speaks ? "reporter" : roleOf(me);
    const decision = decide(current, command, { me, hub, at, by });
    if (decision.outcome === "decided") return decision.events;
  }
  return [];
}
