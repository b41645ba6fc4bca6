import type { Circumstances, Words } from "./command.ts";
import { decided } from "./decision.ts";
import type { Decision } from "./decision.ts";
import type { Case } from "./fold.ts";
import { spoken } from "./holding.ts";
import { answersBeside } from "./referral.ts";
import { refused } from "./refusal.ts";
import { hears } from "./rule.ts";
import type { State } from "./state.ts";

/** Where the reporter's word can still mean something; elsewhere it is refused, so that nobody waits in vain. */
const heard: Record<Words["type"], readonly State[]> = {
  supply: [
    "received",
    "held",
    "verified",
    "forwarded",
    "returned",
    "accepted",
    "assigned",
    "inProgress",
  ],
  reply: [
    "received",
    "held",
    "verified",
    "forwarded",
    "returned",
    "accepted",
    "assigned",
    "inProgress",
    "answered",
    "referred",
  ],
  confirm: ["answered", "closed", "referred"],
  object: ["answered", "closed"],
  rate: ["answered", "closed"],
  // From the first reminder on, long before there is anything to hand over.
  consent: [
    "received",
    "verified",
    "forwarded",
    "returned",
    "accepted",
    "assigned",
    "inProgress",
    "answered",
    "referred",
  ],
  withdraw: [
    "received",
    "held",
    "verified",
    "forwarded",
    "returned",
    "accepted",
    "assigned",
    "inProgress",
  ],
};

/** Whether the reporter's word still means something there; a form for any other would be waited for in vain. */
export const isHeard = (type: Words["type"], state: State): boolean => heard[type].includes(state);

/** Of one writer about one report: a history that never ends makes every reading of the report dearer. */
export const mostWords = 500;

export function isFull({ contributions }: Case, me: string): boolean {
  return contributions.filter(({ ref }) => ref.tenant === me).length >= mostWords;
}

/** Words that settle something, or count: no party says them in the reporter's name. */
const settling: ReadonlySet<Words["type"]> = new Set([
  "confirm",
  "object",
  "rate",
  "withdraw",
  "consent",
]);

/**
 * The reporter's words are contributions, whoever holds the report: the holder reacts by an event of
 * its own (see react.ts). They name the answer they concern.
 */
export function speak(current: Case, command: Words, now: Circumstances): Decision {
  const { report } = current;
  if (!heard[command.type].includes(report.state)) return refused("wrongState");
  if (settling.has(command.type) && !hears(report, now.me, now.hub)) return refused("originOnly");
  if (isFull(current, now.me)) return refused("tooManyWords");
  const words = spoken(command, now);
  const concerned = "answer" in report ? report.answer?.hash : answersBeside(current).at(-1);
  const answer = concerned === undefined ? {} : { answer: concerned };
  switch (command.type) {
    case "supply":
      return decided({ type: "supplied", ...words });
    case "reply":
      return decided({ type: "replied", ...words });
    case "withdraw":
      return decided({ type: "withdrawn", ...words });
    case "confirm":
      // The office's case ends with the institution's later answer, not with a word about none.
      if (report.state === "referred" && concerned === undefined) return refused("noAnswer");
      return decided({ type: "confirmed", ...words, ...answer });
    case "object":
      return decided({ type: "objected", ...words, ...answer });
    case "consent":
      return decided({ type: "consented", ...words, granted: command.granted });
    case "rate":
      return decided({ type: "rated", ...words, score: command.score, ...answer });
  }
}
