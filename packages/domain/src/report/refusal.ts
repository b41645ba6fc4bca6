/** A rule said no. Codes are stable: doors map them to statuses and `words` explains them to people. */
export const refusalCodes = [
  "notHolder",
  "wrongState",
  "hubOnly",
  "institutionOnly",
  "originOnly",
  "notAssessed",
  "unknownTenant",
  "unknownUnit",
  "unknownCategory",
  "unknownArea",
  "sameTenant",
  "accusedTenant",
  "accusedUnit",
  "needsAdjudication",
  "adjudicated",
  "alreadyExtended",
  "windowOpen",
  "notDue",
  "alreadyReferred",
  "recordedWordMissing",
  "duplicateMissing",
  "duplicateOfItself",
  "mainNotOpen",
  "restrictedApart",
  "noParts",
  "noAnswer",
  "nothingToCorrect",
  "datePast",
  "tooManyWords",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface Refused {
  readonly outcome: "refused";
  readonly code: RefusalCode;
  /** JSON pointer into the command's body, where one field is at fault. */
  readonly pointer?: string;
}

export const refused = (code: RefusalCode, pointer?: string): Refused =>
  pointer === undefined ? { outcome: "refused", code } : { outcome: "refused", code, pointer };
