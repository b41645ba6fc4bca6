import { accuses } from "./accused.ts";
import type { Transition } from "./event.ts";
import { refused } from "./refusal.ts";
import type { Refused } from "./refusal.ts";
import type { Report, State } from "./state.ts";
import { ombudsmanTenant } from "../tenant/tenant.ts";

/**
 * The states in which an event of a holder has its effect. The same table serves `decide` (what may be
 * commanded) and the fold (an event of a stranger that its state does not allow is a contribution).
 */
const allowed: Record<Exclude<Transition["type"], "received">, readonly State[]> = {
  held: ["received"],
  resumed: ["held"],
  deemed: ["received", "verified", "returned"],
  archived: [
    "received",
    "held",
    "verified",
    "forwarded",
    "returned",
    "accepted",
    "assigned",
    "inProgress",
  ],
  verified: ["received", "held", "returned"],
  corrected: ["verified", "forwarded", "returned", "accepted", "assigned", "inProgress"],
  split: ["received", "verified", "returned"],
  forwarded: ["verified", "returned"],
  recalled: ["forwarded", "accepted", "assigned", "inProgress"],
  // From received and verified too: a node returns what it took in itself and does not own.
  returned: ["received", "verified", "forwarded", "accepted", "assigned", "inProgress"],
  // From the states before forwarding too: the hub takes from an accused tenant what that tenant took in.
  // And from referred: the office found it not eligible.
  epochOpened: [
    "received",
    "held",
    "verified",
    "returned",
    "answered",
    "archived",
    "closed",
    "referred",
  ],
  accepted: ["forwarded", "verified"],
  assigned: ["accepted", "assigned", "inProgress"],
  declined: ["assigned", "inProgress"],
  asked: ["accepted", "assigned", "inProgress"],
  extended: ["assigned", "inProgress"],
  responded: ["assigned", "inProgress"],
  answered: ["assigned", "inProgress"],
  closed: ["answered"],
  reopened: ["answered", "closed", "archived"],
  // Never while an answer stands in the reporter's window.
  referred: ["received", "verified", "forwarded", "returned", "accepted", "assigned", "inProgress"],
  registered: ["referred"],
  ineligible: ["referred"],
  concluded: ["referred"],
};

export function allows(state: State, type: Transition["type"]): boolean {
  return type !== "received" && allowed[type].includes(state);
}

/** Events that are one side's alone, whoever holds the report. */
const seats: Partial<Record<Transition["type"], "hubOnly" | "institutionOnly">> = {
  split: "hubOnly",
  forwarded: "hubOnly",
  recalled: "hubOnly",
  reopened: "hubOnly",
  accepted: "institutionOnly",
  returned: "institutionOnly",
  assigned: "institutionOnly",
  referred: "hubOnly",
  registered: "institutionOnly",
  ineligible: "institutionOnly",
  concluded: "institutionOnly",
};

export function isOf(type: Transition["type"], writer: string, hub: string): "yes" | Refused {
  const seat = seats[type];
  return seat === undefined || (seat === "hubOnly") === (writer === hub) ? "yes" : refused(seat);
}

/** Whose event it is, and what its rule has to know besides the row. */
export interface Standing {
  readonly writer: string;
  readonly hub: string;
  /** The withdrawal of this hash, if it has been applied. */
  withdrawal(hash: string): Word | undefined;
}

export interface Word {
  readonly tenant: string;
  readonly at: string;
}

/** Once an institution has it, its ways out are an answer, `return`, or a duplicate: never "spam" (PRODUCT, states). */
const dismissible: readonly State[] = ["received", "held", "verified", "returned"];

/**
 * The rules beyond turn and state. `decide` asks them of what it would write and the fold asks them of what anybody
 * wrote, so a peer gains nothing by skipping its own `decide`.
 */
export function mayStand(report: Report, event: Transition, standing: Standing): "yes" | Refused {
  const { writer, hub } = standing;
  const seated = isOf(event.type, writer, hub);
  if (seated !== "yes") return seated;
  if (writer !== hub && event.type !== "returned" && accuses(report, writer))
    return refused("accusedTenant");
  switch (event.type) {
    case "held":
      return report.completeAt === undefined ? "yes" : refused("wrongState");
    case "verified":
      // A returned report that was verified before keeps its assessment: `correct` changes it.
      return report.state === "returned" && report.completeAt !== undefined
        ? refused("wrongState")
        : "yes";
    case "archived": {
      if (dismissible.includes(report.state) || event.reason === "duplicate") return "yes";
      const said =
        event.because === undefined ? undefined : standing.withdrawal(event.because.hash);
      return event.reason === "withdrawn" && said !== undefined && isWithdrawn(report, said, hub)
        ? "yes"
        : refused("wrongState");
    }
    case "referred":
      if (report.completeAt === undefined) return refused("wrongState");
      if (report.referral !== undefined) return refused("alreadyReferred");
      return accuses(report, ombudsmanTenant) ? refused("accusedTenant") : "yes";
    case "deemed":
      return report.completeAt === undefined ? "yes" : refused("wrongState");
    case "returned":
      return report.adjudicated ? refused("adjudicated") : "yes";
    case "assigned":
      return mayBeAssigned(report, event, writer);
    case "extended":
      return "extended" in report && report.extended === true ? refused("alreadyExtended") : "yes";
    case "reopened":
      // Back to the unit that had it: the office may conclude a case that no unit ever had.
      return report.state === "archived" || ("unit" in report && report.unit !== undefined)
        ? "yes"
        : refused("wrongState");
    case "received":
    case "resumed":
    case "corrected":
    case "split":
    case "forwarded":
    case "recalled":
    case "epochOpened":
    case "accepted":
    case "declined":
    case "asked":
    case "responded":
    case "answered":
    case "closed":
    case "registered":
    case "ineligible":
    case "concluded":
      return "yes";
  }
}

/**
 * The one way to close what is closed or with the Ombudsman: a lapse, and the office's case, give way to the reporter's own
 * confirmation and to nothing else.
 */
export function isReportersWord(report: Report, event: Transition): boolean {
  const gives =
    report.state === "referred" || (report.state === "closed" && report.lapsedAt !== undefined);
  return (
    gives && event.type === "closed" && event.outcome === "confirmed" && event.because !== undefined
  );
}

/** Whistleblowing never goes to the accused unit, whose institution was named with it or is the one that assigns. */
function mayBeAssigned(
  { class: reportClass, accused }: Report,
  { unit, supporting }: Extract<Transition, { type: "assigned" }>,
  writer: string,
): "yes" | Refused {
  if (reportClass !== "whistleblowing" || (accused?.tenant ?? writer) !== writer) return "yes";
  if (accused?.unit === unit) return refused("accusedUnit", "/unit");
  return accused?.unit !== undefined && supporting.includes(accused.unit)
    ? refused("accusedUnit", "/supporting")
    : "yes";
}

/** The reporter's words are heard where they were taken in, and by the hub: another party's stream proves none. */
export function hears(report: Report, tenant: string, hub: string): boolean {
  return tenant === report.origin || tenant === hub;
}

/** A withdrawal of before a reopening is spent. */
export function isWithdrawn(report: Report, { tenant, at }: Word, hub: string): boolean {
  return hears(report, tenant, hub) && at >= (report.reopenedAt ?? "");
}
