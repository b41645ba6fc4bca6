import { endsTurn, isContribution, openingOf, refOf } from "./event.ts";
import type { Contribution, Recorded, Transition } from "./event.ts";
import { evolve, receiveReport } from "./evolve.ts";
import { tightenedBy } from "./flags.ts";
import { mayStand } from "./rule.ts";
import type { Standing, Word } from "./rule.ts";
import type { Report } from "./state.ts";
import type { EventRef, Head } from "./vocabulary.ts";
import { timed, untimed } from "../clock/timing.ts";
import type { Timing } from "../clock/timing.ts";

/**
 * State is a deterministic fold over the streams of a report (PROTOCOL, "Folding"): epochs in order;
 * within an epoch the holder's events up to the cut, by seq; everything else is a contribution, shown
 * with its origin and never a transition. No wall clock takes part, so every party that has the same
 * events has the same report, in whatever order and however often they came.
 */
export interface Case {
  readonly report: Report;
  readonly turn: Turn;
  /** What its clocks are computed from. */
  readonly timing: Timing;
  /** Every tenant that ever held it, and the one that took it in: they are told of everything. */
  readonly parties: readonly string[];
  /** The last event of each writer that this party has applied: the `seen` of what it writes next. */
  readonly heads: Readonly<Record<string, Head>>;
  /** Words and late acts that wait for, or had, a reaction of the holder. */
  readonly contributions: readonly Contributed[];
  /** Hashes of contributions that an event of a holder names. */
  readonly reacted: readonly string[];
}

export interface Turn {
  readonly epoch: number;
  readonly holder: string;
  /** The holder's last event ended its turn: the hub holds, and owes the opening that says so. */
  readonly ended: boolean;
}

export interface Contributed {
  readonly ref: EventRef;
  readonly at: string;
  readonly epoch: number;
  readonly event: Contribution | Transition;
}

/** What one event did, for the history that people read. */
export interface Step {
  readonly recorded: Recorded;
  readonly report: Report;
  readonly counted: "transition" | "contribution";
}

/** Who may change the state now. */
export function holderOf({ turn }: Case, hub: string): string {
  return turn.ended ? hub : turn.holder;
}

/** Undefined as long as the intake event has not arrived. */
export function fold(
  received: readonly Recorded[],
  id: string,
  hub: string,
  onStep: (step: Step) => void = () => {},
): Case | undefined {
  // Once each and in one order: neither a repeated event nor a second intake may depend on how they came.
  const events = bySeq(new Map(received.map((recorded) => [recorded.hash, recorded])).values());
  const intake = events.find((e) => e.event.type === "received" && e.epoch === 0 && e.seq === 1);
  if (intake === undefined) return undefined;
  const first = receiveReport(intake, id, hub);
  let current = begin(first, intake);
  onStep({ recorded: intake, report: first, counted: "transition" });
  const contributions: Contributed[] = [];
  const withdrawals = new Map<string, Word>(
    events
      .filter(({ event }) => event.type === "withdrawn")
      .map(({ hash, writer, at }) => [hash, { tenant: writer, at }]),
  );
  const take = (recorded: Recorded): void => {
    const standing = {
      writer: recorded.writer,
      hub,
      withdrawal: (hash: string) => withdrawals.get(hash),
    };
    const next = weigh(current, recorded, standing);
    current = next.case;
    if (next.counted === "contribution") contributions.push(contributed(recorded));
    onStep({ recorded, report: current.report, counted: next.counted });
  };

  const openings = validOpenings(events, hub);
  const outside = new Set(events.filter((e) => e !== intake));
  for (let epoch = 0; ; epoch += 1) {
    const cut = openings.get(epoch + 1)?.opens.cut;
    for (const recorded of outside) {
      if (recorded.writer !== current.turn.holder || recorded.epoch !== epoch) continue;
      if (isContribution(recorded.event) || openingOf(recorded.event) !== undefined) continue;
      if (cut !== undefined && recorded.seq > cut.seq) continue;
      take(recorded);
      outside.delete(recorded);
    }
    const opening = openings.get(epoch + 1);
    if (opening === undefined) break;
    take(opening.recorded);
    outside.delete(opening.recorded);
  }
  for (const recorded of outside) {
    current = overhear(current, recorded, hub);
    contributions.push(contributed(recorded));
    onStep({ recorded, report: current.report, counted: "contribution" });
  }
  return { ...current, contributions: inStreamOrder(contributions) };
}

/** One more event of a party that decided it on this very case: never beyond a cut. */
export function step(
  current: Case,
  recorded: Recorded,
  hub: string,
): { case: Case; counted: Step["counted"] } {
  const next = weigh(current, recorded, standingIn(current, recorded.writer, hub));
  if (next.counted === "transition") return next;
  // Kept in stream order, so that a case grown event by event equals the one folded at once.
  const contributions = inStreamOrder([...current.contributions, contributed(recorded)]);
  return { ...next, case: { ...next.case, contributions } };
}

/** What the rules know of a case, for an event of this writer. */
export function standingIn(current: Case, writer: string, hub: string): Standing {
  return {
    writer,
    hub,
    withdrawal(hash) {
      const said = current.contributions.find(
        ({ ref, event }) => ref.hash === hash && event.type === "withdrawn",
      );
      return said === undefined ? undefined : { tenant: said.ref.tenant, at: said.at };
    },
  };
}

/** Everything that an event does, but for its own place among the contributions. */
function weigh(
  current: Case,
  recorded: Recorded,
  standing: Standing,
): { case: Case; counted: Step["counted"] } {
  const { event } = recorded;
  const { hub } = standing;
  if (isContribution(event))
    return { case: overhear(current, recorded, hub), counted: "contribution" };
  const opens = openingOf(event);
  const turn: Turn =
    opens === undefined ? current.turn : { epoch: opens.epoch, holder: opens.holder, ended: false };
  const isOnTurn =
    opens === undefined ? !turn.ended && recorded.writer === turn.holder : recorded.writer === hub;
  const report =
    isOnTurn && mayStand(current.report, event, standing) === "yes"
      ? evolve(current.report, { ...recorded, event })
      : "notAllowed";
  if (report === "notAllowed") {
    const noted = overhear(current, recorded, hub);
    return {
      case:
        opens === undefined
          ? noted
          : { ...noted, turn, parties: joined(current.parties, turn.holder) },
      counted: "contribution",
    };
  }
  const ended = endsTurn(event) && turn.holder !== hub;
  const because = "because" in event ? event.because?.hash : undefined;
  return {
    case: {
      ...advance(current, recorded),
      report,
      timing: timed(current.timing, { ...recorded, event }, report, hub),
      turn: ended ? { ...turn, ended } : turn,
      parties: joined(current.parties, turn.holder),
      reacted: because === undefined ? current.reacted : [...current.reacted, because],
    },
    counted: "transition",
  };
}

export function begin(report: Report, intake: Recorded): Case {
  return {
    report,
    turn: { epoch: 0, holder: intake.writer, ended: false },
    timing: untimed,
    parties: [intake.writer],
    heads: { [intake.writer]: { seq: intake.seq, hash: intake.hash } },
    contributions: [],
    reacted: [],
  };
}

function overhear(current: Case, recorded: Recorded, hub: string): Case {
  const { event, writer } = recorded;
  const heard = advance(current, recorded);
  return event.type === "tightened"
    ? { ...heard, report: { ...heard.report, ...tightenedBy(heard.report, event, writer, hub) } }
    : heard;
}

const contributed = (recorded: Recorded): Contributed => ({
  ref: refOf(recorded),
  at: recorded.at,
  epoch: recorded.epoch,
  event: recorded.event,
});

function inStreamOrder(contributions: readonly Contributed[]): readonly Contributed[] {
  return contributions.toSorted((a, b) => order(a.ref.tenant, a.ref.seq, b.ref.tenant, b.ref.seq));
}

function advance(current: Case, recorded: Recorded): Case {
  const head = current.heads[recorded.writer];
  if (head !== undefined && head.seq >= recorded.seq) return current;
  return {
    ...current,
    heads: { ...current.heads, [recorded.writer]: { seq: recorded.seq, hash: recorded.hash } },
  };
}

const joined = (parties: readonly string[], party: string): readonly string[] =>
  parties.includes(party) ? parties : [...parties, party].toSorted();

function validOpenings(events: readonly Recorded[], hub: string) {
  const openings = new Map<
    number,
    { recorded: Recorded; opens: NonNullable<ReturnType<typeof openingOf>> }
  >();
  for (const recorded of bySeq(events)) {
    if (recorded.writer !== hub) continue;
    const opens = openingOf(recorded.event);
    // The hub's stream is linear, so the first opening of an epoch is the one that counts.
    if (opens === undefined || openings.has(opens.epoch)) continue;
    openings.set(opens.epoch, { recorded, opens });
  }
  return openings;
}

/** By writer and seq: a total order that no clock takes part in. */
function bySeq(events: Iterable<Recorded>): Recorded[] {
  return [...events].toSorted((a, b) => order(a.writer, a.seq, b.writer, b.seq));
}

function order(writerA: string, seqA: number, writerB: string, seqB: number): number {
  return writerA === writerB ? seqA - seqB : writerA < writerB ? -1 : 1;
}
