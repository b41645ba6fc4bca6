import type { RefusalCode } from "@simpul/domain";

/** A use-case could not: a rule refused, or the caller may not, or what it names is not there. */
export type FailureCode =
  | RefusalCode
  | "notFound"
  | "forbidden"
  | "keyInvalid"
  | "versionChanged"
  | "busy"
  | "bodyDiffers"
  | "unknownAttachment"
  | "unsupportedFile"
  | "fileTooLarge"
  | "mistypedTrackingId"
  | "dateMissing"
  | "basisMissing"
  | "invalid";

export interface Failure {
  readonly outcome: "failed";
  readonly code: FailureCode;
  /** JSON pointer into the input. */
  readonly pointer?: string;
}

export interface Done<T> {
  readonly outcome: "done";
  readonly value: T;
}

export type Result<T> = Done<T> | Failure;

export const done = <T>(value: T): Done<T> => ({ outcome: "done", value });

export const failed = (code: FailureCode, pointer?: string): Failure =>
  pointer === undefined ? { outcome: "failed", code } : { outcome: "failed", code, pointer };
