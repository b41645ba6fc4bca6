import { caseFacts, take, type CaseFacts, type Taken } from "./dossier-case.ts";
import { moved, openingIn, type Standing, type Told, type Written } from "./dossier-states.ts";
import type { ReadEvent, Streams } from "./streams.ts";

interface Refolded extends CaseFacts {
  /** In the order in which they count; what counts for nothing stands last. */
  readonly told: readonly Told[];
  readonly state: string;
  readonly holder: string;
}

const prefix = "id.simpul.report.";

/** Words anybody concerned may add: never a transition. */
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

/** With these the holder's turn is over, and the hub holds. */
const endsTurn = new Set(["returned", "answered", "archived", "closed", "ineligible", "concluded"]);

/**
 * The streams as every party folds them (PROTOCOL, "Folding"): turn by turn, each opened by the hub with the cut of the
 * one before; within a turn the holder's events by seq; the rest is added and changes nothing.
 * @param knows which events take part; all of them unless given
 * @returns none without an intake
 */
export function refold(
  streams: Streams,
  hub: string,
  knows: (one: ReadEvent, writer: string) => boolean = () => true,
): Refolded | undefined {
  const all = [...streams].flatMap(([writer, events]) =>
    events
      .filter((read) => knows(read, writer))
      .map((read): Written => ({
        ...read,
        writer,
        epoch: read.event.epoch,
        type: read.event.type.slice(prefix.length, read.event.type.lastIndexOf(".v")),
      })),
  );
  const openings = new Map<number, Written>();
  // A stream is in order, so the first opening of an epoch is the one that counts.
  for (const one of all) {
    const opening = one.writer === hub ? openingIn(one) : undefined;
    if (opening !== undefined && !openings.has(opening.epoch)) openings.set(opening.epoch, one);
  }
  const withdrawals = new Map(
    all.filter(({ type }) => type === "withdrawn").map((one) => [one.hash, one]),
  );
  const intake = all.find(
    ({ type, epoch, event }) => type === "received" && epoch === 0 && event.seq === 1,
  );
  if (intake === undefined) return undefined;

  let turn = { holder: intake.writer, ended: false };
  let taken: Taken = take({ facts: {} }, intake, hub);
  let now: Standing = { state: "received", hub, facts: taken.facts };
  const told: Told[] = [{ ...intake, counted: "transition", state: now.state }];
  const weigh = (one: Written): void => {
    const opening = openingIn(one);
    if (opening !== undefined) turn = { holder: opening.holder, ended: false };
    const next = opening === undefined && turn.ended ? undefined : moved(now, one, withdrawals);
    if (next !== undefined) {
      taken = take(taken, one, hub);
      now = { ...next, facts: taken.facts };
      if (endsTurn.has(one.type) && turn.holder !== hub) turn = { ...turn, ended: true };
    }
    told.push({
      ...one,
      counted: next === undefined ? "contribution" : "transition",
      state: now.state,
    });
  };
  const left = new Set(all.filter((one) => one !== intake));
  for (let epoch = 0; ; epoch += 1) {
    const opening = openings.get(epoch + 1);
    const cut = (opening && openingIn(opening)?.cut) ?? Infinity;
    const { holder } = turn;
    for (const one of left) {
      const isHolders = one.writer === holder && one.epoch === epoch && one.event.seq <= cut;
      if (!isHolders || contributions.has(one.type) || "opens" in one.event.data) continue;
      weigh(one);
      left.delete(one);
    }
    if (opening === undefined) break;
    weigh(opening);
    left.delete(opening);
  }
  for (const one of left) told.push({ ...one, counted: "contribution", state: now.state });
  return {
    ...caseFacts(taken, told, now.state, hub),
    told,
    state: now.state,
    holder: turn.ended ? hub : turn.holder,
  };
}
