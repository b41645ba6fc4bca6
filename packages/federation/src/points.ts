/**
 * Places at which a process may die and nothing may be lost or done twice. A deployment is told when it passes one, so
 * that a test can end it exactly there.
 */
export type Point =
  | "inbox.committed"
  | "inbox.receiptKept"
  | "relay.stamped"
  | "relay.cleared"
  | "settle.marked"
  | "content.pieceKept";

/** What an operator must hear of although nobody waits for the answer. */
export type Alarm =
  | "equivocation"
  | "deadLetter"
  | "clockSkew"
  | "directoryStale"
  | "fileInfected"
  | "fileNotScanned"
  | "scannerAway"
  | "directoryRefused"
  /** An identity message that is not what it says, by its code; or too many of them. */
  | "messageRefused"
  | "referenceRefused"
  /** It is the hub's own, and this version cannot read it: what came with the software counts in its place. */
  | "referenceUnreadable";
