import type { RefusalCode, RosterRefusal } from "@simpul/domain";
import type { Block } from "./senders/blocked-book.ts";

/** A use-case could not: a rule refused, or the caller may not, or what it names is not there. */
export type FailureCode =
  | RefusalCode
  | RosterRefusal
  | "unknownOfficer"
  | "unknownDecree"
  | "unknownCover"
  | "decreeKnown"
  | "datesCrossed"
  | "officerEnded"
  | "alreadyConfirmed"
  | "notOfUnit"
  | "rosterElsewhere"
  | "ownFactor"
  | "noFactor"
  | "adminElsewhere"
  | "nothingToChange"
  | "issuerUnfit"
  | "tooManyProviders"
  | "unknownProvider"
  | "notFound"
  | "forbidden"
  | "keyInvalid"
  | "versionChanged"
  | "busy"
  | "bodyDiffers"
  | "unknownAttachment"
  | "unsupportedFile"
  | "fileTooLarge"
  | "brokenPicture"
  | "pictureTooLarge"
  | "filesBusy"
  | "infectedFile"
  | "beingChecked"
  | "uploadOffset"
  | "uploadQuota"
  | "checksumMismatch"
  | "mistypedTrackingId"
  | "dateMissing"
  | "basisMissing"
  | "senderBlocked"
  | "noContact"
  | "accessRefused"
  | "accessBusy"
  | "sessionEnded"
  | "secretTaken"
  | "freshSignInNeeded"
  | "identityWithheld"
  | "identityElsewhere"
  | "noIdentity"
  | "identityHere"
  | "tooManyAsks"
  | "tooManyViews"
  | "viewNamed"
  | "originUnreachable"
  | "answerAwaited"
  | "answerRefused"
  | "answerExpired"
  | "answerUnreadable"
  | "secondPersonNeeded"
  | "secondPersonAwaited"
  | "secondPersonNotNeeded"
  | "sameOfficer"
  | "reviewNeeded"
  | "ownAnswer"
  | "templateKnown"
  | "tooManyTemplates"
  | "alreadyDecided"
  | "unsealRefused"
  | "unsealExpired"
  | "nodeIsHub"
  | "nodeNotEnrolled"
  | "nodeCannotPing"
  | "keyScopes"
  | "invalid";

export interface Failure {
  readonly outcome: "failed";
  readonly code: FailureCode;
  /** JSON pointer into the input. */
  readonly pointer?: string;
  /** Of `senderBlocked`: why, and until when. */
  readonly blocked?: Block;
}

export interface Done<T> {
  readonly outcome: "done";
  readonly value: T;
}

export type Result<T> = Done<T> | Failure;

export const done = <T>(value: T): Done<T> => ({ outcome: "done", value });

export const failed = (code: FailureCode, pointer?: string): Failure =>
  pointer === undefined ? { outcome: "failed", code } : { outcome: "failed", code, pointer };
