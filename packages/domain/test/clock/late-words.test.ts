import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clocksOf, decide, hasPassed } from "../../src/index.ts";
import type { Case, Command, Recorded } from "../../src/index.ts";
import { Federation } from "../report/federation.ts";
import * as say from "../report/life.ts";
import { city, foldAll, hub, parties } from "../report/life.ts";
import { national } from "./story.ts";

/** The city took the report in. It and the hub write down what the reporter says; each hears of the other later. */
interface Plan {
  readonly words: readonly {
    readonly by: string;
    readonly command: Command;
    readonly arrives: boolean;
    /** Minutes since the last. */
    readonly after: number;
  }[];
  /** After so many of the words. */
  readonly lapsesAfter: number;
  /** The deadline lies so many minutes before the lapse. */
  readonly ago: number;
}

/** @param far who does not hold the report: what it hears is late */
const plans = (far: string, ...words: readonly Command[]): fc.Arbitrary<Plan> =>
  fc.record({
    words: fc.array(
      fc.record({
        by: fc.constantFrom(hub, city, far, far, far),
        command: fc.constantFrom(...words),
        arrives: fc.nat(3).map((n) => n === 0),
        after: fc.nat(6),
      }),
      { minLength: 1, maxLength: 8 },
    ),
    lapsesAfter: fc.nat(8),
    ago: fc.nat(12),
  });

const minutesBefore = (at: string, minutes: number): string =>
  Temporal.Instant.from(at).subtract({ minutes }).toString({ fractionalSecondDigits: 3 });

function viewOf(federation: Federation, party: string): Case {
  const view = federation.view(party);
  if (view === undefined) throw new Error(`${party} knows nothing`);
  return view;
}

/** Does what this party's own view allows. */
function tries(federation: Federation, me: string, command: Command): void {
  const now = say.circumstances(me, say.atTick(100_000));
  if (decide(viewOf(federation, me), command, now).outcome === "decided")
    federation.does(me, command);
}

/** A minute passes. Flags may be tightened at any time and change no clock. */
function moment(federation: Federation, me: string): string {
  federation.does(me, say.tighten);
  return federation.storeOf(me).findLast(({ writer }) => writer === me)?.at ?? "";
}

/** @returns the deadline of the lapse, if it came to one */
function play(
  federation: Federation,
  me: string,
  { words, lapsesAfter, ago }: Plan,
): string | undefined {
  const lapse = (): void => {
    tries(federation, me, say.lapse(minutesBefore(moment(federation, me), ago)));
  };
  for (const [i, { by, command, arrives, after }] of words.entries()) {
    for (let minute = 0; minute < after; minute += 1) moment(federation, by);
    if (i === lapsesAfter) lapse();
    tries(federation, by, command);
    const other = by === hub ? city : hub;
    if (arrives) while (federation.deliver(other, by) === "delivered");
  }
  if (lapsesAfter >= words.length) lapse();
  federation.heal();
  const lapsed = federation.all().find(({ event }) => "due" in event && event.due !== undefined);
  return lapsed !== undefined && "due" in lapsed.event ? lapsed.event.due : undefined;
}

const saidIn = (federation: Federation, types: readonly string[], due: string): Recorded[] =>
  federation.all().filter(({ event, at }) => types.includes(event.type) && !hasPassed(due, at));

function agree(federation: Federation, order: readonly Recorded[]): Case {
  const truth = viewOf(federation, hub);
  for (const party of parties) expect(federation.view(party)).toEqual(truth);
  const folded = foldAll(order);
  expect(folded).toEqual(truth);
  expect(clocksOf(folded, national)).toEqual(clocksOf(truth, national));
  return truth;
}

describe("whatever arrives when", { timeout: 30_000 }, () => {
  test("a window has lapsed if nobody confirmed or objected inside it, and has not otherwise", () => {
    const window = plans(city, say.confirm, say.object, say.reply, say.rate);
    const seen = { undone: 0, stand: 0 };
    fc.assert(
      fc.property(window, fc.infiniteStream(fc.nat()), (plan, chance) => {
        const federation = new Federation(city);
        for (const command of [say.verify, say.accept, say.assignTo("dpu"), say.done])
          federation.does(city, command);
        federation.heal();
        const due = play(federation, hub, plan);
        const { report } = agree(federation, shuffled(federation.all(), chance));
        if (due === undefined) return;
        const inTime = saidIn(federation, ["confirmed", "objected"], due).length > 0;
        seen[inTime ? "undone" : "stand"] += 1;
        expect("lapsedAt" in report).toBe(!inTime);
        expect(report.state === "closed" ? report.outcome : report.state).toMatch(
          inTime ? /^(confirmed|assigned)$/ : /^unconfirmed$/,
        );
      }),
      { numRuns: 300 },
    );
    expect(seen.undone).toBeGreaterThan(5);
    expect(seen.stand).toBeGreaterThan(5);
  });

  test("a question has lapsed if nobody answered it in time, and has not otherwise", () => {
    const question = plans(hub, say.supply, say.reply, say.tighten);
    const seen = { undone: 0, stand: 0 };
    fc.assert(
      fc.property(question, fc.infiniteStream(fc.nat()), (plan, chance) => {
        const federation = new Federation(city);
        federation.does(city, say.hold);
        federation.heal();
        const due = play(federation, city, plan);
        const { report } = agree(federation, shuffled(federation.all(), chance));
        if (due === undefined) return;
        const held = federation.all().find(({ event }) => event.type === "held");
        const inTime = saidIn(federation, ["supplied", "replied"], due).some(
          ({ at }) => at >= (held?.at ?? ""),
        );
        seen[inTime ? "undone" : "stand"] += 1;
        expect(report.state).toBe(inTime ? "received" : "archived");
      }),
      { numRuns: 300 },
    );
    expect(seen.undone).toBeGreaterThan(5);
    expect(seen.stand).toBeGreaterThan(5);
  });
});

function shuffled(events: readonly Recorded[], chance: Iterator<number>): Recorded[] {
  return events
    .map((event) => ({ event, place: Number(chance.next().value) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ event }) => event);
}
