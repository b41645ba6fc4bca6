import type { Assessment, Recorded, Transition } from "./event.ts";
import { allows, isReportersWord } from "./rule.ts";
import type { Assignment, Facts, ReferredReport, Report } from "./state.ts";

/** The next row of a report, or `notAllowed`. Pure; `me` is the writer of the event, `hash` names it. */
export function evolve(
  report: Report,
  recorded: Recorded & { event: Transition },
): Report | "notAllowed" {
  const { event, at } = recorded;
  if (!allows(report.state, event.type) && !isReportersWord(report, event)) return "notAllowed";
  const facts = factsOf(report);
  switch (event.type) {
    case "received":
      return report;
    case "epochOpened":
      return report.state === "referred" ? giveBack(report, event.opens.holder) : report;
    case "held":
      return { ...facts, state: "held", heldAt: at };
    case "resumed":
      return { ...facts, state: "received" };
    case "archived":
      return {
        ...facts,
        state: "archived",
        reason: event.reason,
        ...(event.duplicateOf === undefined ? {} : { duplicateOf: event.duplicateOf }),
        ...(event.due === undefined || report.state !== "held"
          ? {}
          : { lapsed: { due: event.due, heldAt: report.heldAt } }),
      };
    case "deemed":
      // Whoever names a later deadline would postpone what it owes.
      return event.due < at
        ? { ...report, completeAt: facts.completeAt ?? event.due }
        : "notAllowed";
    case "verified": {
      const assessed = assess(facts, event);
      if (assessed.class === undefined || assessed.category === undefined) return "notAllowed";
      return {
        ...assessed,
        class: assessed.class,
        category: assessed.category,
        state: "verified",
        ...(event.complete ? { completeAt: facts.completeAt ?? at } : {}),
      };
    }
    case "corrected": {
      const next: Report = { ...report, ...assess(facts, event) };
      return next;
    }
    case "split":
      return { ...report, parts: [...report.parts, ...event.parts] };
    case "forwarded": {
      const { extensions, ...others } = facts;
      const isSame = facts.institution === event.opens.holder;
      return {
        ...others,
        // Its units are the institution's own: another one's may have the same name.
        ...(isSame && extensions !== undefined ? { extensions } : {}),
        state: "forwarded",
        institution: event.opens.holder,
        adjudicated: facts.adjudicated || event.adjudicated,
        completeAt: facts.completeAt ?? at,
      };
    }
    case "recalled":
      return { ...facts, state: "returned" };
    case "returned":
      return {
        ...facts,
        state: "returned",
        hops: facts.hops + 1,
        ...(event.proposedTenant === undefined ? {} : { proposedTenant: event.proposedTenant }),
      };
    case "accepted":
      return {
        ...facts,
        state: "accepted",
        institution: recorded.writer,
        completeAt: facts.completeAt ?? at,
      };
    case "assigned":
      return {
        ...facts,
        state: "assigned",
        institution: recorded.writer,
        unit: event.unit,
        supporting: event.supporting,
        extended: facts.extensions?.includes(event.unit) === true,
      };
    case "declined":
      return { ...facts, state: "accepted", institution: recorded.writer };
    case "asked":
      return report;
    case "extended":
      return report.state === "assigned" || report.state === "inProgress"
        ? { ...report, extended: true, extensions: [...(report.extensions ?? []), report.unit] }
        : "notAllowed";
    case "responded":
      if (report.state === "inProgress") return report;
      return { ...facts, ...assignmentOf(report), state: "inProgress", initialResponseAt: at };
    case "answered":
      return {
        ...facts,
        ...assignmentOf(report),
        state: "answered",
        answer: { hash: recorded.hash, kind: event.kind, at },
      };
    case "closed":
      return {
        ...facts,
        ...("unit" in report && report.unit !== undefined ? assignmentOf(report) : {}),
        state: "closed",
        outcome: event.outcome,
        ...(event.due === undefined ? {} : { lapsedAt: event.due }),
        ...("answer" in report && report.answer ? { answer: report.answer } : {}),
      };
    case "referred":
      return {
        ...facts,
        ...("unit" in report && report.unit !== undefined ? assignmentOf(report) : {}),
        state: "referred",
        before: report.state,
        referral: { at, office: event.office },
      };
    case "registered":
      return report.state === "referred"
        ? { ...report, referral: { ...report.referral, number: event.number } }
        : "notAllowed";
    case "ineligible":
      return report.state === "referred"
        ? { ...report, referral: { ...report.referral, outcome: "ineligible" } }
        : "notAllowed";
    case "concluded":
      return report.state === "referred"
        ? {
            ...facts,
            ...("unit" in report && report.unit !== undefined ? assignmentOf(report) : {}),
            state: "closed",
            outcome: "concluded",
            referral: { ...report.referral, outcome: "concluded" },
          }
        : "notAllowed";
    case "reopened":
      return reopen(report, { ...facts, reopenedAt: at });
  }
}

/**
 * An archived report is received again, or verified if its file was declared complete: what the reporter chose at
 * intake is no verification. An answered or closed one goes back to the unit that answered.
 */
function reopen(report: Report, facts: Facts): Report | "notAllowed" {
  if (report.state === "archived")
    return facts.completeAt !== undefined &&
      facts.class !== undefined &&
      facts.category !== undefined
      ? { ...facts, class: facts.class, category: facts.category, state: "verified" }
      : { ...facts, state: "received" };
  if (!("unit" in report) || report.unit === undefined) return "notAllowed";
  return { ...facts, ...assignmentOf(report), state: "assigned" };
}

/** Not eligible: back to the institution where it stood, to the hub if there was none. */
function giveBack(report: ReferredReport, holder: string): Report {
  const facts = factsOf(report);
  if (holder !== report.institution) return { ...facts, state: "returned" };
  if (report.unit !== undefined) return { ...facts, ...assignmentOf(report), state: "assigned" };
  const { institution } = report;
  return report.before === "forwarded"
    ? { ...facts, institution, state: "forwarded" }
    : { ...facts, institution, state: "accepted" };
}

/** The row that the intake event makes. @throws if the event is no intake: the caller looked for one */
export function receiveReport(recorded: Recorded, id: string, hub: string): Report {
  const { event, at, writer } = recorded;
  if (event.type !== "received") throw new TypeError("a report begins with its intake event");
  const { class: reportClass, category, accused, occurredOn, splitFrom, content } = event;
  return {
    state: "received",
    id,
    trackingId: event.trackingId,
    origin: writer,
    channel: event.channel,
    // Only the hub splits, so nobody else dates an intake back.
    receivedAt: writer === hub ? (event.receivedAt ?? at) : at,
    // Whistleblowing is always secret, whatever the peer that took it in made of it.
    flags: {
      ...event.flags,
      secret: event.flags.secret || reportClass === "whistleblowing",
    },
    place: event.place,
    ...(reportClass === undefined ? {} : { class: reportClass }),
    ...(category === undefined ? {} : { category }),
    ...(accused === undefined ? {} : { accused }),
    ...(occurredOn === undefined ? {} : { occurredOn }),
    ...(splitFrom === undefined ? {} : { splitFrom }),
    ...(content === undefined ? {} : { text: content }),
    urgency: "normal",
    supervisory: false,
    maladministration: [],
    attachments: event.attachments ?? [],
    hops: 0,
    adjudicated: false,
    parts: [],
  };
}

function assess(facts: Facts, event: Assessment & { content?: Facts["details"] }): Facts {
  return {
    ...facts,
    ...(event.class === undefined ? {} : { class: event.class }),
    ...(event.category === undefined ? {} : { category: event.category }),
    ...(event.place === undefined ? {} : { place: { ...facts.place, ...event.place } }),
    ...(event.urgency === undefined ? {} : { urgency: event.urgency }),
    ...(event.supervisory === undefined ? {} : { supervisory: event.supervisory }),
    ...(event.maladministration === undefined
      ? {}
      : { maladministration: event.maladministration }),
    ...(event.accused === undefined ? {} : { accused: event.accused }),
    ...(event.content === undefined ? {} : { details: event.content }),
    // Whistleblowing is always secret (PRODUCT), also when a verifier finds out that it is one.
    flags: event.class === "whistleblowing" ? { ...facts.flags, secret: true } : facts.flags,
  };
}

function assignmentOf(report: Report): Assignment {
  if (!("unit" in report) || report.unit === undefined || report.institution === undefined)
    throw new Error(`a report ${report.state} has no unit`);
  return {
    institution: report.institution,
    unit: report.unit,
    supporting: report.supporting ?? [],
    extended: report.extended ?? false,
  };
}

/** Only what every state shares: a state's own fields must not outlive it. */
export function factsOf(report: Report): Facts {
  const {
    id,
    trackingId,
    origin,
    channel,
    receivedAt,
    flags,
    place,
    urgency,
    supervisory,
    maladministration,
    attachments,
    hops,
    adjudicated,
    parts,
  } = report;
  return {
    id,
    trackingId,
    origin,
    channel,
    receivedAt,
    flags,
    place,
    urgency,
    supervisory,
    maladministration,
    attachments,
    hops,
    adjudicated,
    parts,
    ...(report.class === undefined ? {} : { class: report.class }),
    ...(report.category === undefined ? {} : { category: report.category }),
    ...(report.accused === undefined ? {} : { accused: report.accused }),
    ...(report.occurredOn === undefined ? {} : { occurredOn: report.occurredOn }),
    ...(report.text === undefined ? {} : { text: report.text }),
    ...(report.details === undefined ? {} : { details: report.details }),
    ...(report.completeAt === undefined ? {} : { completeAt: report.completeAt }),
    ...(report.institution === undefined ? {} : { institution: report.institution }),
    ...(report.reopenedAt === undefined ? {} : { reopenedAt: report.reopenedAt }),
    ...(report.splitFrom === undefined ? {} : { splitFrom: report.splitFrom }),
    ...(report.extensions === undefined ? {} : { extensions: report.extensions }),
    ...(report.referral === undefined ? {} : { referral: report.referral }),
    ...(report.masks === undefined ? {} : { masks: report.masks }),
    ...(report.erased === undefined ? {} : { erased: report.erased }),
  };
}
