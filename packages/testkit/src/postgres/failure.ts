export type PostgresFailureCode =
  | "unsupported-platform"
  | "no-unprivileged-user"
  | "initialisation-failed"
  | "already-running"
  | "start-failed";

/** The embedded server could not be brought up; the message says what an operator can do about it. */
export class PostgresFailure extends Error {
  readonly code: PostgresFailureCode;

  constructor(code: PostgresFailureCode, message: string) {
    super(message);
    this.name = "PostgresFailure";
    this.code = code;
  }
}
