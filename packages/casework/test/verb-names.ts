import type { VerbName } from "../src/index.ts";

/** Apart from the verbs, because a mock of what they import needs the names first; a test holds it against them. */
export const verbNames: readonly VerbName[] = [
  "verify",
  "hold",
  "archive",
  "split",
  "merge",
  "correct",
  "forward",
  "recall",
  "close",
  "reopen",
  "return",
  "accept",
  "assign",
  "decline",
  "ask",
  "extend",
  "respond",
  "note",
  "supply",
  "reply",
  "confirm",
  "object",
  "rate",
  "withdraw",
];
