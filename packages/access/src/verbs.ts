import type { ReportAction } from "./subjects.ts";

/**
 * No desk speaks for the reporter: nobody confirms, objects to or withdraws what a person said, except the channel or
 * key that took it in. Staff may only supply what the reporter told them, and the hub closes on a recorded word.
 */
export const hubVerbs: readonly ReportAction[] = [
  "verify",
  "hold",
  "archive",
  "correct",
  "split",
  "merge",
  "forward",
  "recall",
  "close",
  "reopen",
  "supply",
  "tighten",
  "mask",
  "erase",
  "note",
];
const adminVerbs: ReadonlySet<ReportAction> = new Set(["close", "reopen", "erase"]);
export const verifierVerbs = hubVerbs.filter((verb) => !adminVerbs.has(verb));
export const institutionVerbs: readonly ReportAction[] = [
  "verify",
  "hold",
  "archive",
  "correct",
  "merge",
  "accept",
  "return",
  "assign",
  "decline",
  "ask",
  "extend",
  "respond",
  "supply",
  "tighten",
  "mask",
  "erase",
  "note",
];
/** The office answers in the case that it was handed; it gives nobody's report away. */
export const officeVerbs: readonly ReportAction[] = [
  "register",
  "ineligible",
  "conclude",
  "tighten",
  "mask",
  "note",
];
export const unitVerbs: readonly ReportAction[] = [
  "decline",
  "ask",
  "extend",
  "respond",
  "tighten",
  "mask",
  "note",
];
export const reporterVerbs: readonly ReportAction[] = [
  "supply",
  "reply",
  "confirm",
  "object",
  "rate",
  "withdraw",
  "consent",
  // "From any side" (PROTOCOL, "Flags"): nobody has a better right to it.
  "tighten",
];
/** Looking at reports, and working on them otherwise than by a verb. */
export const looking: readonly ReportAction[] = ["read", "list"];

export const everyReportAction: readonly ReportAction[] = [
  ...new Set([
    ...hubVerbs,
    ...institutionVerbs,
    ...officeVerbs,
    ...unitVerbs,
    ...reporterVerbs,
    ...looking,
    "upload" as const,
    "entrust" as const,
    "review" as const,
    "unseal" as const,
    "allowUnseal" as const,
    "export" as const,
  ]),
];
