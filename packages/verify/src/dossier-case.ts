import type { Told, Written } from "./dossier-states.ts";
import { isObject } from "./shape.ts";

/** What the events say of the report: `report` of a dossier, and what its clocks hang on. */
export interface CaseFacts {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly completeBy?: string;
  readonly pauses: readonly { readonly from: string; readonly to?: string }[];
}

/** While events are taken in, one by one. */
export interface Taken {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly completeBy?: string;
}

/** @param one that changed the report */
export function take(taken: Taken, one: Written, hub: string): Taken {
  const { type, event, writer } = one;
  const { data, time } = event;
  const { facts } = taken;
  const given = (...names: string[]) =>
    Object.fromEntries(names.flatMap((n) => (data[n] === undefined ? [] : [[n, data[n]]])));
  const complete = (also: Readonly<Record<string, unknown>>, at: unknown): Taken =>
    facts["completeAt"] === undefined
      ? { facts: { ...facts, ...also, completeAt: at }, completeBy: writer }
      : { ...taken, facts: { ...facts, ...also } };
  switch (type) {
    case "received":
      return { facts: intakeOf(one, hub) };
    case "verified":
    case "corrected": {
      const also = {
        ...given("class", "category", "urgency", "supervisory", "maladministration", "accused"),
        ...(isObject(data["place"])
          ? { place: { ...(facts["place"] as object), ...data["place"] } }
          : {}),
        ...(data["class"] === "whistleblowing" ? { secret: true } : {}),
      };
      return type === "verified" && data["complete"] === true
        ? complete(also, time)
        : { ...taken, facts: { ...facts, ...also } };
    }
    case "deemed":
      return complete({}, data["due"]);
    case "forwarded":
      return complete({ institution: (data["opens"] as { holder?: unknown }).holder }, time);
    case "accepted":
      return complete({ institution: writer }, time);
    case "assigned":
    case "declined":
      return { ...taken, facts: { ...facts, institution: writer } };
    default:
      return taken;
  }
}

/** @param told every event, with what it did */
export function caseFacts(
  { facts: taken, completeBy }: Taken,
  told: readonly Told[],
  state: string,
  hub: string,
): CaseFacts {
  const facts: Record<string, unknown> = { ...taken, state };
  // By any party, in any turn: the effective flag is the OR of all.
  for (const { type, event } of told) {
    const { flags } = event.data;
    if (type === "tightened" && isObject(flags))
      for (const name of ["anonymous", "secret"])
        facts[name] = facts[name] === true || flags[name] === true;
  }
  return {
    facts,
    ...(completeBy === undefined ? {} : { completeBy }),
    pauses: pausesOf(told, String(facts["origin"]), hub),
  };
}

function intakeOf(
  { event: { data, time }, writer }: Written,
  hub: string,
): Record<string, unknown> {
  const {
    trackingId,
    channel,
    flags,
    place,
    class: kind,
    category,
    accused,
    occurredOn,
    receivedAt,
  } = data;
  const given = { class: kind, category, accused, occurredOn };
  const { anonymous, secret } = isObject(flags) ? flags : {};
  return {
    trackingId,
    origin: writer,
    channel,
    receivedAt: writer === hub ? (receivedAt ?? time) : time,
    anonymous,
    secret: secret === true || kind === "whistleblowing",
    place,
    urgency: "normal",
    supervisory: false,
    maladministration: [],
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

const ends = new Set(["recalled", "returned", "answered", "referred", "archived"]);

/** From a question to the reporter's word, as its receiver stamped it, or to what made the question idle. */
function pausesOf(
  told: readonly Told[],
  origin: string,
  hub: string,
): { from: string; to?: string }[] {
  const counted = told.filter((one) => one.counted === "transition");
  return counted.flatMap((ask, i) => {
    if (ask.type !== "asked") return [];
    const from = ask.event.time;
    const words = told.filter(
      ({ type, writer, event }) =>
        (type === "supplied" || type === "replied") &&
        (writer === origin || writer === hub) &&
        event.time >= from,
    );
    const idle = counted.slice(i).find(({ type }) => ends.has(type))?.event.time;
    const [to] = [
      ...words.map(({ event }) => event.time),
      ...(idle === undefined ? [] : [idle]),
    ].toSorted();
    return [to === undefined ? { from } : { from, to }];
  });
}
