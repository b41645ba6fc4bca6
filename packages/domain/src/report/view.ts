import type { Clock } from "../clock/name.ts";
import { isContribution } from "./event.ts";
import type { Recorded, ReportEvent } from "./event.ts";
import type { Case, Step } from "./fold.ts";
import type { Report, State } from "./state.ts";
import type { ActorRole, Place, ReportClass } from "./vocabulary.ts";

/**
 * The one place that decides what the public may see of a report: every serializer goes through it.
 * Of a secret report the public sees its state and dates; never anything personal.
 */
export interface Entry {
  readonly at: string;
  readonly type: ReportEvent["type"];
  readonly state: State;
  readonly actor: { readonly role: ActorRole; readonly tenant: string };
  readonly public: boolean;
  readonly text?: string;
}

/** Free words by content hash, already fetched; what is missing or erased is simply absent. */
export type TextOf = (hash: string) => string | undefined;

const publicTypes: ReadonlySet<ReportEvent["type"]> = new Set<ReportEvent["type"]>([
  "received",
  "held",
  "resumed",
  "archived",
  "verified",
  "forwarded",
  "recalled",
  "returned",
  "accepted",
  "assigned",
  "responded",
  "answered",
  "closed",
  "reopened",
  "deemed",
  "referred",
  "registered",
  "ineligible",
  "concluded",
]);

/** Only answers are published with their words; a reason, a question or the reporter's words are not. */
const publicWords: ReadonlySet<ReportEvent["type"]> = new Set<ReportEvent["type"]>([
  "responded",
  "answered",
  "registered",
  "concluded",
]);

/** The respondent's answer to a case that is with the Ombudsman. */
const isBeside = ({ event, writer }: Recorded, { institution, referral }: Report): boolean =>
  event.type === "answered" && writer === institution && referral !== undefined;

/** Words of the hub's own clock, which are no transition. */
const isAdvice = ({ event, writer }: Recorded, { hub }: Reader): boolean =>
  event.type === "advised" && writer === hub;

export function historyOf(steps: readonly Step[], textOf: TextOf, reader: Reader): Entry[] {
  return steps
    .toSorted((a, b) => compare(a.recorded.at, b.recorded.at))
    .map(({ recorded, report, counted }) => {
      const { event, at, writer } = recorded;
      const said = event.content === undefined ? undefined : textOf(event.content.hash);
      const text = event.type === "registered" ? event.number : said;
      return {
        at,
        type: event.type,
        state: report.state,
        actor: { role: roleOf(recorded, report.origin, reader), tenant: writer },
        public:
          isAdvice(recorded, reader) ||
          (publicTypes.has(event.type) && (counted === "transition" || isBeside(recorded, report))),
        ...(text === undefined ? {} : { text }),
      };
    });
}

/** Put to the reporter, and therefore not published. */
const questions: ReadonlySet<ReportEvent["type"]> = new Set<ReportEvent["type"]>(["held", "asked"]);

/** What the reporter may read: the public history, the questions put to them, and their own words. */
export function reporterHistory(history: readonly Entry[]): Entry[] {
  return history.flatMap((entry) => {
    const isTheirs = entry.actor.role === "reporter" || entry.actor.role === "channel";
    if (isTheirs || questions.has(entry.type)) return [entry];
    if (!entry.public) return [];
    const { text: _, ...silent } = entry;
    // Why the Ombudsman's office cannot take the case is for the reporter alone.
    return [publicWords.has(entry.type) || entry.type === "ineligible" ? entry : silent];
  });
}

/** Whose copy is read, and the hub: of what either wrote it knows who spoke. */
export interface Reader {
  readonly tenant: string;
  readonly hub: string;
}

/** A peer may claim any role; what its stream proves is that it spoke as itself, or for whose report it took in. */
function roleOf({ event, writer }: Recorded, origin: string, { tenant, hub }: Reader): ActorRole {
  if (writer === hub || writer === tenant) return event.by;
  const isReporters = writer === origin && (event.type === "received" || isContribution(event));
  return isReporters && (event.by === "reporter" || event.by === "channel")
    ? event.by
    : "institution";
}

export interface PublicView {
  readonly trackingId: string;
  readonly state: State;
  readonly receivedAt: string;
  readonly updatedAt: string;
  readonly secret: boolean;
  readonly title?: string;
  readonly class?: ReportClass;
  readonly category?: string;
  readonly place?: Pick<Place, "area" | "roadStatus">;
  readonly institution?: string;
  /** The tracking id of the report that answers this one too. */
  readonly follows?: string;
  readonly clocks: readonly Pick<Clock, "name" | "deadline" | "provisional" | "calendar">[];
  readonly history: readonly (Omit<Entry, "actor" | "public"> & { actor?: Entry["actor"] })[];
}

/** @param title as the verifier wrote it; the reporter's own words are never public */
export function publicView(
  current: Case,
  history: readonly Entry[],
  clocks: readonly Clock[],
  title?: string | number,
): PublicView {
  const { report } = current;
  const visible = history.filter((entry) => entry.public);
  const updatedAt = visible.at(-1)?.at ?? report.receivedAt;
  const always = {
    trackingId: report.trackingId,
    state: report.state,
    receivedAt: report.receivedAt,
    updatedAt,
  };
  if (report.flags.secret)
    return {
      ...always,
      secret: true,
      clocks: [],
      history: visible.map(({ at, type, state }) => ({ at, type, state })),
    };
  return {
    ...always,
    secret: false,
    ...(typeof title === "string" ? { title } : {}),
    ...(report.class === undefined ? {} : { class: report.class }),
    ...(report.category === undefined ? {} : { category: report.category }),
    place: {
      ...(report.place.area === undefined ? {} : { area: report.place.area }),
      ...(report.place.roadStatus === undefined ? {} : { roadStatus: report.place.roadStatus }),
    },
    ...(report.institution === undefined ? {} : { institution: report.institution }),
    clocks: clocks.map(({ name, deadline, provisional, calendar }) => ({
      name,
      deadline,
      provisional,
      calendar,
    })),
    history: visible.map(({ at, type, state, actor, text }) => ({
      at,
      type,
      state,
      actor,
      ...(text === undefined || !publicWords.has(type) ? {} : { text }),
    })),
  };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
