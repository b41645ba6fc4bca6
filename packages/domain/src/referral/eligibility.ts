import type { Case } from "../report/fold.ts";
import { mayHandOverIdentity } from "./identity.ts";

export type Answer = "yes" | "no" | "unknown";

/**
 * What the Ombudsman's law asks of a complaint before it is examined. Shown to the office, never decided by us.
 * @source UU 37/2008 art. 24; event at most two years old, reported to the institution first, not before a court
 */
export interface Eligibility {
  readonly reportedFirst: Answer;
  readonly withinTwoYears: Answer;
  readonly notBeforeCourt: Answer;
  readonly identity: Answer;
}

/** @param today ISO date, in the office's zone */
export function eligibilityOf(current: Case, today: string): Eligibility {
  const { occurredOn, institution } = current.report;
  return {
    reportedFirst: institution === undefined ? "no" : "yes",
    withinTwoYears:
      occurredOn === undefined ? "unknown" : occurredOn >= yearsBefore(today, 2) ? "yes" : "no",
    // Nobody here knows; the office asks the reporter.
    notBeforeCourt: "unknown",
    identity: mayHandOverIdentity(current) ? "yes" : "no",
  };
}

const yearsBefore = (date: string, years: number): string =>
  Temporal.PlainDate.from(date).subtract({ years }).toString();
