import type { Circumstances, Command, CommandType } from "./command.ts";
import { decide } from "./decide.ts";
import type { Case } from "./fold.ts";
import type { RefusalCode } from "./refusal.ts";

/** Acts that a person may be offered; the others are the clock's own. */
export type Offered = Exclude<CommandType, "lapse" | "deem" | "refer" | "advise">;

const nowhere = "0";

/** Each act with an input that is refused, if at all, for what the report is and not for what was typed. */
const samples: { readonly [T in Offered]: Command & { readonly type: T } } = {
  verify: { type: "verify", class: "complaint", category: nowhere },
  hold: { type: "hold" },
  archive: { type: "archive", reason: "spam" },
  correct: { type: "correct", urgency: "high" },
  split: { type: "split", parts: [nowhere] },
  merge: { type: "merge", into: nowhere },
  forward: { type: "forward", tenant: nowhere, rules: [], adjudicate: true },
  recall: { type: "recall" },
  return: { type: "return" },
  accept: { type: "accept" },
  assign: { type: "assign", unit: nowhere, supporting: [] },
  decline: { type: "decline" },
  ask: { type: "ask" },
  extend: { type: "extend" },
  respond: { type: "respond", kind: "done" },
  close: { type: "close", recordedWord: true },
  reopen: { type: "reopen" },
  register: { type: "register", number: nowhere },
  ineligible: { type: "ineligible" },
  conclude: { type: "conclude" },
  supply: { type: "supply" },
  reply: { type: "reply" },
  confirm: { type: "confirm" },
  object: { type: "object" },
  withdraw: { type: "withdraw" },
  rate: { type: "rate", score: 5 },
  consent: { type: "consent", granted: true },
  tighten: { type: "tighten", flags: { anonymous: true, secret: true } },
  mask: { type: "mask", masks: [{ content: nowhere, field: "text", start: 0, end: 1 }] },
  erase: { type: "erase", contents: [nowhere] },
};

/** Refusals that no other input would turn into a yes. */
const final: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  "notHolder",
  "wrongState",
  "hubOnly",
  "institutionOnly",
  "originOnly",
  "adjudicated",
  "alreadyExtended",
  "alreadyReferred",
  "notAssessed",
  "noAnswer",
  "notDue",
  "tooManyWords",
]);

/**
 * What can be done with a case now by this party, as far as the rules of its life go; who may is the policy's. An act that
 * stands here can still be refused for what is typed.
 */
export function possible(current: Case, now: Circumstances): ReadonlySet<Offered> {
  // Proof: the keys of `samples` are `Offered`, by its type.
  return new Set(
    (Object.keys(samples) as Offered[]).filter((type) => {
      const decision = decide(current, samples[type], now);
      return decision.outcome !== "refused" || !final.has(decision.code);
    }),
  );
}
