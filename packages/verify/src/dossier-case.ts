import { isObject } from "./shape.ts";
import type { ReadEvent, Streams } from "./streams.ts";

/** An event with its writer, and whether its place in the streams lets it change the report. */
export interface Placed extends ReadEvent {
  readonly writer: string;
  readonly epoch: number;
  readonly type: string;
  /** In its writer's turn, and inside the cut of that turn. */
  readonly inTurn: boolean;
}

/** What the events say of the report: `report` of a dossier, and what its clocks hang on. */
export interface CaseFacts {
  readonly facts: Readonly<Record<string, unknown>>;
  readonly completeBy?: string;
  readonly pauses: readonly { readonly from: string; readonly to?: string }[];
}

const prefix = "id.simpul.report.";
const contributions = new Set([
  "supplied",
  "replied",
  "confirmed",
  "objected",
  "rated",
  "withdrawn",
  "consented",
  "tightened",
  "advised",
]);

/** In the order of the fold (PROTOCOL, "Folding"): turn by turn, each opened by the hub, then by seq; the rest behind. */
export function inOrder(streams: Streams, hub: string): Placed[] {
  const all = [...streams].flatMap(([writer, events]) =>
    events.map((read) => ({
      ...read,
      writer,
      // Proof: the shape of an event has looked at it (`streams.ts`); here only is it needed.
      epoch: (read.event as unknown as { epoch: number }).epoch,
      type: read.event.type.slice(prefix.length, read.event.type.lastIndexOf(".v")),
    })),
  );
  const openings = new Map<number, { hash: string; holder: string; cut: number }>();
  for (const { writer, event, hash } of all) {
    const { opens } = event.data;
    if (writer !== hub || !isObject(opens)) continue;
    const { epoch, holder, cut } = opens;
    if (typeof epoch === "number" && !openings.has(epoch))
      openings.set(epoch, {
        hash,
        holder: String(holder),
        cut: Number(isObject(cut) ? cut["seq"] : 0),
      });
  }
  const intake = all.find(({ type }) => type === "received");
  const placed = all.map((one): Placed => {
    const { writer, epoch, hash, event, type } = one;
    const isOpening = openings.get(epoch)?.hash === hash;
    const holder = epoch === 0 ? intake?.writer : openings.get(epoch)?.holder;
    const cut = openings.get(epoch + 1)?.cut ?? Infinity;
    const isHolders = writer === holder && event.seq <= cut && !("opens" in event.data);
    return { ...one, inTurn: !contributions.has(type) && (isOpening || isHolders) };
  });
  const rank = ({ inTurn, epoch, hash }: Placed) =>
    inTurn ? epoch * 2 + (openings.get(epoch)?.hash === hash ? 0 : 1) : Infinity;
  return placed.toSorted((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return x === y ? a.event.seq - b.event.seq : x < y ? -1 : 1;
  });
}

/**
 * @param events in order
 * @param counts whether an event in its turn changed the state: a state that did not allow it makes it a contribution
 */
export function factsOf(
  events: readonly Placed[],
  hub: string,
  counts: (one: Placed) => boolean,
): CaseFacts {
  let facts: Record<string, unknown> = {};
  let completeBy: string | undefined;
  const take = (data: Readonly<Record<string, unknown>>, ...names: string[]) => {
    for (const name of names) if (data[name] !== undefined) facts[name] = data[name];
  };
  const complete = ({ writer }: Placed, at: unknown) => {
    if (facts["completeAt"] !== undefined) return;
    facts["completeAt"] = at;
    completeBy = writer;
  };
  for (const one of events) {
    const { type, event, writer } = one;
    const { data, time } = event;
    if (type === "tightened") tighten(facts, data["flags"]);
    if (!one.inTurn || !counts(one)) continue;
    if (type === "received") facts = { ...facts, ...intakeOf(one, hub) };
    if (type === "verified" || type === "corrected") {
      take(data, "class", "category", "urgency", "supervisory", "maladministration", "accused");
      if (isObject(data["place"]))
        facts["place"] = { ...(facts["place"] as object), ...data["place"] };
      if (data["class"] === "whistleblowing") facts["secret"] = true;
    }
    if (type === "verified" && data["complete"] === true) complete(one, time);
    if (type === "deemed") complete(one, data["due"]);
    if (type === "forwarded" || type === "accepted") {
      complete(one, time);
      facts["institution"] =
        type === "accepted" ? writer : String((data["opens"] as { holder?: unknown }).holder);
    }
  }
  return {
    facts,
    ...(completeBy === undefined ? {} : { completeBy }),
    pauses: pausesOf(events, String(facts["origin"]), hub, counts),
  };
}

function intakeOf({ event: { data, time }, writer }: Placed, hub: string): Record<string, unknown> {
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

function tighten(facts: Record<string, unknown>, flags: unknown): void {
  if (!isObject(flags)) return;
  for (const name of ["anonymous", "secret"])
    facts[name] = facts[name] === true || flags[name] === true;
}

const ends = new Set(["recalled", "returned", "answered", "referred", "archived"]);

/** From a question to the reporter's word, as its receiver stamped it, or to what made the question idle. */
function pausesOf(
  events: readonly Placed[],
  origin: string,
  hub: string,
  counts: (one: Placed) => boolean,
): { from: string; to?: string }[] {
  const counted = events.filter((one) => one.inTurn && counts(one));
  return counted.flatMap((ask, i) => {
    if (ask.type !== "asked") return [];
    const from = ask.event.time;
    const words = events.filter(
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
