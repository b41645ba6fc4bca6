/** The clocks of a report, each owed by one party (PRODUCT, "The statutory clock"). */
export const clockNames = [
  "verification",
  "completion",
  "routing",
  "institution",
  "initialResponse",
  "followUp",
  "settlement",
  "reporterWindow",
  "ombudsman",
  "advice",
  "registration",
] as const;
export type ClockName = (typeof clockNames)[number];

/** A clock that runs: computed from events, policy and calendar versions, never written into a stream. */
export interface Clock {
  readonly name: ClockName;
  /** The last moment, RFC 3339 UTC: 23:59:59 in the zone of the party that owes the act. */
  readonly deadline: string;
  /** The same as a date in that zone. */
  readonly date: string;
  /** No decree is known for a year that it touches, so the date may move. */
  readonly provisional: boolean;
  /** The calendar version that it was computed with. */
  readonly calendar: string;
  /** The policy version, and the rule of it. */
  readonly policy: string;
  readonly rule: string;
  /** The tenant that owes the act; where the reporter owes it, the tenant that waits for it. */
  readonly owedBy: string;
  /** The date of day 0, in the zone of whoever owed the act when the clock started. */
  readonly from: string;
  /** The reporter owes an answer now: the days until it do not count, up to the bound of all pauses. */
  readonly paused: boolean;
  /** A step ends with its class at the latest: its own rule would have given this later date. */
  readonly cappedFrom?: string;
}
