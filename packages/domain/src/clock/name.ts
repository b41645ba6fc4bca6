/**
 * The clocks of a report, each owed by one party (PRODUCT, "The statutory clock"). They are computed from events,
 * policy and calendar versions, never written; until the calendar is part of the installation a report shows none.
 */
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
] as const;
export type ClockName = (typeof clockNames)[number];

export interface Clock {
  readonly name: ClockName;
  /** The last moment, RFC 3339 UTC: 23:59:59 in the zone of the party that owes the act. */
  readonly deadline: string;
  /** No decree is known for the year, so the date may move. */
  readonly provisional: boolean;
  readonly calendar: string;
}
