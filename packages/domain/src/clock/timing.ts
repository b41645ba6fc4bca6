import type { Recorded, Transition } from "../report/event.ts";
import type { Report } from "../report/state.ts";

/** A moment from which a clock runs, and the tenant whose zone gives it its date. */
export interface Began {
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly by: string;
}

export interface Span {
  readonly from: string;
  readonly to?: string;
}

/**
 * What the clocks of a case are computed from, beside its state: facts of events alone, so that every party folds them
 * alike. Amounts and calendars come in when a deadline is asked for, because they may change while a clock runs.
 */
export interface Timing {
  /** The clock of the state itself, where it did not begin with the report. */
  readonly step?: Began;
  /** Who owed the report when its file was complete: the zone of day 0 of its class. */
  readonly completeBy?: string;
  readonly assignedAt?: string;
  /** Somebody took it out of the archive: verification began anew, whatever holds follow. */
  readonly receivedAgain?: Began;
  /** While the file was incomplete verification stood still. */
  readonly holds: readonly Span[];
  /** It stands with the Ombudsman. */
  readonly referred?: true;
  /** Questions to the reporter. The words that end a pause are contributions and are looked up there. */
  readonly asks: readonly Span[];
}

export const untimed: Timing = { holds: [], asks: [] };

/** What an event of a holder does to the clocks. @param report as the event left it */
export function timed(
  timing: Timing,
  { event, at, writer }: Recorded & { event: Transition },
  report: Report,
  hub: string,
): Timing {
  const { step: _, assignedAt: __, referred: ___, ...rest } = timing;
  const here = { at, by: writer };
  const completeBy = timing.completeBy ?? writer;
  switch (event.type) {
    case "held":
      return { ...rest, step: here, holds: [...timing.holds, { from: at }] };
    case "resumed":
      return { ...rest, holds: ended(timing.holds, at) };
    case "verified":
      // Whoever verifies what was held goes on without the answer.
      return {
        ...rest,
        holds: ended(timing.holds, at),
        ...(event.complete ? { completeBy } : {}),
      };
    case "deemed":
      return { ...timing, completeBy };
    case "forwarded":
      return { ...rest, completeBy, step: { at, by: event.opens.holder } };
    case "accepted":
      return { ...rest, completeBy };
    case "recalled":
    case "returned":
      return { ...rest, step: { at, by: hub }, asks: ended(timing.asks, at) };
    case "assigned":
      return { ...rest, step: here, assignedAt: at };
    case "responded":
      return report.state === "inProgress" && report.initialResponseAt === at
        ? { ...timing, step: here }
        : timing;
    case "answered":
      return { ...rest, asks: ended(timing.asks, at) };
    case "epochOpened":
      // The hub opens the reporter's window with its turn; of other states it changes only who holds.
      if (report.state === "answered") return { ...timing, step: here };
      if (timing.referred !== true) return timing;
      // Given back by the Ombudsman's office: as overdue as it was, and its step begins again.
      return {
        ...rest,
        step: { at, by: event.opens.holder },
        ...(report.state === "assigned" ? { assignedAt: at } : {}),
      };
    case "reopened":
      return report.state === "assigned"
        ? { ...rest, step: { at, by: report.institution }, assignedAt: at }
        : {
            ...rest,
            holds: ended(timing.holds, at),
            // A lapse that the reporter's words undo never was.
            ...(event.because === undefined ? { receivedAgain: here } : {}),
          };
    case "asked":
      // Also beside another: whether that one was answered is not known here.
      return { ...timing, asks: [...timing.asks, { from: at }] };
    case "referred":
      return {
        ...rest,
        step: { at, by: event.opens.holder },
        asks: ended(timing.asks, at),
        referred: true,
      };
    case "ineligible":
      return { ...rest, referred: true };
    case "archived":
      return { ...rest, asks: ended(timing.asks, at) };
    case "registered":
    case "closed":
    case "concluded":
    case "declined":
      return rest;
    case "received":
    case "corrected":
    case "split":
    case "extended":
      return timing;
  }
}

function ended(spans: readonly Span[], at: string): readonly Span[] {
  return spans.map((span) => (span.to === undefined ? { ...span, to: at } : span));
}
