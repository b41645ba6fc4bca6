import type { Clock } from "../clock/name.ts";
import { isContribution } from "./event.ts";
import type { Recorded, ReportEvent } from "./event.ts";
import type { Case, Step } from "./fold.ts";
import type { Report, State } from "./state.ts";
import type { ActorRole, Mask, Place, ReportClass } from "./vocabulary.ts";
import { circumspect, readingOf, shown } from "./visibility.ts";
import type { Reading } from "./visibility.ts";
import { detectPersonal } from "../personal/detect.ts";
import { masked } from "../personal/mask.ts";

/** A step of a report's history. Who is shown which of its fields, visibility.ts decides. */
export interface Entry {
  readonly at: string;
  readonly type: ReportEvent["type"];
  readonly state: State;
  readonly actor: { readonly role: ActorRole; readonly tenant: string };
  readonly public: boolean;
  readonly text?: string;
  /** Hash of the words, by which a mask names them; for those inside. */
  readonly content?: string;
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
        ...(event.content === undefined ? {} : { content: event.content.hash }),
      };
    });
}

/** A text as somebody may read it. @param of where it stands */
export function readAs(
  reading: Reading,
  text: string,
  of: Pick<Mask, "content" | "field">,
  masks: readonly Mask[] = [],
): string {
  if (reading === "original") return text;
  const left = masks.filter(({ content, field }) => content === of.content && field === of.field);
  return masked(text, reading === "published" ? [...left, ...detectPersonal(text)] : left);
}

/** The words of a step: of an answer, for all that is put to the public is its text. */
function wordsOf(
  { text, content }: Entry,
  reading: Reading,
  masks: readonly Mask[] | undefined,
): { text?: string } {
  if (text === undefined) return {};
  // A register number stands in its event, and is what the reporter is to quote.
  if (content === undefined) return { text };
  return { text: readAs(reading, text, { content, field: "text" }, masks) };
}

/** Put to the reporter, and therefore not published. */
const questions: ReadonlySet<ReportEvent["type"]> = new Set<ReportEvent["type"]>(["held", "asked"]);

/**
 * What the reporter may read: the public history, the questions put to them, and their own words. Of answers what was
 * masked is left out; what only looks personal stays, for it may be the number that they are to call.
 */
export function reporterHistory(history: readonly Entry[], masks?: readonly Mask[]): Entry[] {
  return history.flatMap(({ content: hash, ...entry }) => {
    const isTheirs = entry.actor.role === "reporter" || entry.actor.role === "channel";
    if (isTheirs || questions.has(entry.type)) return [entry];
    if (!entry.public) return [];
    const { text: _, ...silent } = entry;
    // Why the Ombudsman's office cannot take the case is for the reporter alone.
    if (entry.type === "ineligible") return [entry];
    if (!publicWords.has(entry.type)) return [silent];
    const named = hash === undefined ? entry : { ...entry, content: hash };
    return [{ ...silent, ...wordsOf(named, readingOf("reporter"), masks) }];
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

/**
 * Words are published without what was masked and without what looks personal, also where nobody has looked at them.
 * @param title as the verifier wrote it; the reporter's own words are never public
 * @param outOfTouch of another's report, where the hub has not been heard for a day
 */
export function publicView(
  current: Case,
  history: readonly Entry[],
  clocks: readonly Clock[],
  title?: string | number,
  outOfTouch = false,
): PublicView {
  const { report } = current;
  const shows = shown("public", circumspect(report, { outOfTouch }));
  const visible = history.filter((entry) => entry.public);
  const updatedAt = visible.at(-1)?.at ?? report.receivedAt;
  const always = {
    trackingId: report.trackingId,
    state: report.state,
    receivedAt: report.receivedAt,
    updatedAt,
  };
  const reading = readingOf("public");
  if (!shows.has("facts"))
    return {
      ...always,
      secret: circumspect(report).secret,
      clocks: [],
      history: visible.map(({ at, type, state }) => ({ at, type, state })),
    };
  return {
    ...always,
    secret: false,
    ...(typeof title === "string"
      ? {
          title: readAs(
            reading,
            title,
            { content: report.details?.hash ?? "", field: "title" },
            report.masks,
          ),
        }
      : {}),
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
    history: visible.map((entry) => ({
      at: entry.at,
      type: entry.type,
      state: entry.state,
      actor: entry.actor,
      ...(publicWords.has(entry.type) ? wordsOf(entry, reading, report.masks) : {}),
    })),
  };
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
