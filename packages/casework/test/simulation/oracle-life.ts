import type { Recorded, State } from "@simpul/domain";
import { hub } from "./cast.ts";

/** What a party knows of a report: the acts that count, in their order, and the words of the reporter that are heard. */
export interface History {
  readonly acts: readonly Recorded[];
  readonly words: readonly Recorded[];
}

export interface Pause {
  readonly from: string;
  to?: string;
}

/** Where the acts leave a report, as PRODUCT ("The life of a report") tells it. */
export interface Standing {
  state: State;
  holder: string;
  origin: string;
  institution?: string;
  hasUnit: boolean;
  class?: string;
  hasCategory: boolean;
  supervisory: boolean;
  completeAt?: string;
  /** Who owed the report when its file was complete. */
  completeBy?: string;
  /** Since when, and for whom, the clock of the state runs; the number of the act that began it. */
  began: { at: string; by: string; act: number };
  assignedAt?: string;
  unit?: string;
  /** Units of the institution whose one extension was given. */
  extensions: readonly string[];
  holds: Pause[];
  asks: Pause[];
  /** Since when its verification runs. */
  verifying: { at: string; by: string };
  wasReferred: boolean;
  before?: State;
}

/** A pause ends when somebody who hears the reporter stamped an answer, or with the act that ended it. */
export function pausesOf(pauses: readonly Pause[], words: readonly Recorded[]): Pause[] {
  return pauses.map(({ from, to }) => {
    const ends = words
      .filter(
        ({ event, at }) => (event.type === "supplied" || event.type === "replied") && at >= from,
      )
      .map(({ at }) => at);
    const end = [...ends, ...(to === undefined ? [] : [to])].toSorted()[0];
    return end === undefined ? { from } : { from, to: end };
  });
}

const endAll = (pauses: readonly Pause[], at: string): Pause[] =>
  pauses.map((pause) => (pause.to === undefined ? { ...pause, to: at } : pause));

/** @param before is shown the standing that each act found. */
export function standingAfter(
  acts: readonly Recorded[],
  before: (found: Standing, act: Recorded, past: readonly Recorded[]) => void = () => {},
): Standing {
  const [intake] = acts;
  if (intake === undefined || intake.event.type !== "received") throw new Error("no intake");
  let now: Standing = {
    state: "received",
    holder: intake.writer,
    origin: intake.writer,
    hasUnit: false,
    ...(intake.event.class === undefined ? {} : { class: intake.event.class }),
    hasCategory: intake.event.category !== undefined,
    supervisory: false,
    verifying: { at: intake.at, by: intake.writer },
    began: { at: intake.at, by: intake.writer, act: 0 },
    extensions: [],
    holds: [],
    asks: [],
    wasReferred: false,
  };
  acts.forEach((act, number) => {
    if (number === 0) return;
    before(now, act, acts.slice(0, number));
    now = after(now, act, number);
  });
  return now;
}

function after(was: Standing, { event, at, writer }: Recorded, act: number): Standing {
  const now: Standing = { ...was };
  const begin = (state: State, by: string): Standing => ({ ...now, state, began: { at, by, act } });
  const complete = (when = at): void => {
    now.completeAt ??= when;
    now.completeBy ??= writer;
  };
  if ("class" in event && event.class !== undefined) now.class = event.class;
  if ("category" in event && event.category !== undefined) now.hasCategory = true;
  if ("supervisory" in event && event.supervisory !== undefined)
    now.supervisory = event.supervisory;
  switch (event.type) {
    case "held":
      return {
        ...begin("held", writer),
        holds: [...was.holds, { from: at }],
      };
    case "resumed":
      return { ...was, state: "received", holds: endAll(was.holds, at) };
    case "deemed":
      complete(event.due);
      return now;
    case "verified":
      if (event.complete) complete();
      // An officer goes on without the words that were asked for.
      now.holds = endAll(was.holds, at);
      return begin("verified", writer);
    case "forwarded":
      complete();
      now.holder = event.opens.holder;
      now.institution = event.opens.holder;
      if (was.institution !== now.institution) now.extensions = [];
      return begin("forwarded", event.opens.holder);
    case "accepted":
      complete();
      now.institution = writer;
      return begin("accepted", writer);
    case "declined":
      return { ...begin("accepted", writer), hasUnit: false };
    case "recalled":
    case "returned":
      now.holder = hub;
      return {
        ...begin("returned", hub),
        hasUnit: false,
        asks: endAll(was.asks, at),
      };
    case "assigned":
      return { ...begin("assigned", writer), assignedAt: at, hasUnit: true, unit: event.unit };
    case "responded":
      return was.state === "assigned" ? begin("inProgress", writer) : was;
    case "extended":
      return { ...was, extensions: [...was.extensions, was.unit ?? ""] };
    case "asked":
      return { ...was, asks: [...was.asks, { from: at }] };
    case "answered":
      now.holder = hub;
      return {
        ...begin("answered", hub),
        began: { at, by: hub, act: -1 },
        asks: endAll(was.asks, at),
      };
    case "referred":
      now.holder = event.opens.holder;
      return {
        ...begin("referred", event.opens.holder),
        asks: endAll(was.asks, at),
        wasReferred: true,
        before: was.state,
      };
    case "registered":
      return { ...was, began: { ...was.began, act: -1 } };
    case "ineligible":
      now.holder = hub;
      return { ...now, began: { ...was.began, act: -1 } };
    case "epochOpened": {
      now.holder = event.opens.holder;
      if (was.state === "answered") return begin("answered", hub);
      if (was.state !== "referred") return now;
      if (now.holder !== was.institution) return { ...begin("returned", hub), hasUnit: false };
      if (was.hasUnit) return { ...begin("assigned", now.holder), assignedAt: at };
      return begin(was.before === "forwarded" ? "forwarded" : "accepted", now.holder);
    }
    case "closed":
    case "concluded":
      now.holder = hub;
      return { ...begin("closed", hub), asks: endAll(was.asks, at) };
    case "archived":
      now.holder = hub;
      return { ...begin("archived", hub), hasUnit: false, asks: endAll(was.asks, at) };
    case "reopened": {
      if (was.state !== "archived") {
        now.holder = was.institution ?? hub;
        return { ...begin("assigned", now.holder), assignedAt: at };
      }
      now.holds = endAll(was.holds, at);
      const verified = was.completeAt !== undefined && was.class !== undefined && was.hasCategory;
      if (verified) return begin("verified", writer);
      // Words that were in time undo the lapse: verification goes on. A person who reopens begins it anew.
      if (event.because === undefined) now.verifying = { at, by: writer };
      return begin("received", writer);
    }
    case "received":
    case "corrected":
    case "split":
    case "supplied":
    case "replied":
    case "confirmed":
    case "objected":
    case "rated":
    case "withdrawn":
    case "consented":
    case "tightened":
    case "advised":
      return now;
  }
}
