import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endsTurn, fold, states, strictest } from "../../src/index.ts";
import type { Recorded, State, Step } from "../../src/index.ts";
import { Federation } from "./federation.ts";
import * as say from "./life.ts";
import { city, foldAll, hub, office, parties, regency, reportId } from "./life.ts";
import type { Act } from "./life.ts";

type Move =
  | { readonly does: "act"; readonly who: string; readonly pick: number }
  | {
      readonly does: "deliver";
      readonly to: string;
      readonly writer: string;
      readonly count: number;
    }
  | { readonly does: "again"; readonly to: string; readonly writer: string }
  | { readonly does: "cut"; readonly who: string };

const owned: readonly Act[] = [
  [city, say.verify],
  [city, say.accept],
  [city, say.assignTo("dpu")],
];

const party = fc.constantFrom(...parties);
const node = fc.constantFrom(city, regency, office);

const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ does: fc.constant("act" as const), who: party, pick: fc.nat(9999) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant("deliver" as const),
      to: party,
      writer: party,
      count: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant("again" as const), to: party, writer: party }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("cut" as const), who: node }) },
);
/** Half the histories begin deep in the life of a report, where chance alone seldom leads. */
const beginning = fc.oneof(
  fc.record({ origin: fc.constantFrom(hub, city), acts: fc.constant<readonly Act[]>([]) }),
  fc.constantFrom<{ origin: string; acts: readonly Act[] }>(
    { origin: hub, acts: say.toAnswered },
    { origin: hub, acts: say.toReferred },
    { origin: hub, acts: [...say.toForwarded, [city, say.notOurs], [hub, say.refer]] },
    { origin: city, acts: [[city, say.hold]] },
    { origin: city, acts: owned },
    { origin: city, acts: [...owned, [city, say.ask]] },
    { origin: city, acts: [...owned, [city, say.initial], [city, say.done]] },
  ),
);
const history = fc.record({
  beginning,
  moves: fc.array(move, { minLength: 20, maxLength: 120, size: "max" }),
});

/** Plays the moves; a node that is cut off hears nothing and is not heard until its next `cut` ends it. */
function play({
  beginning: { origin, acts },
  moves,
}: {
  beginning: { origin: string; acts: readonly Act[] };
  moves: readonly Move[];
}): Federation {
  const federation = new Federation(origin);
  for (const [me, command] of acts) {
    federation.does(me, command);
    federation.heal();
  }
  const away = new Set<string>();
  for (const now of moves) {
    switch (now.does) {
      case "act":
        federation.act(now.who, now.pick);
        break;
      case "deliver":
      case "again":
        // Only the hub is called: what a node gets from another comes by the hub, so `writer` may be away.
        if (away.has(now.to) || (now.to === hub && away.has(now.writer))) break;
        if (now.does === "again") federation.deliver(now.to, now.writer, true);
        else for (let i = 0; i < now.count; i += 1) federation.deliver(now.to, now.writer);
        break;
      case "cut":
        if (!away.delete(now.who)) away.add(now.who);
        break;
    }
  }
  return federation;
}

const shuffled = (events: readonly Recorded[]): fc.Arbitrary<Recorded[]> =>
  fc.shuffledSubarray([...events], { minLength: events.length });

// Hundreds of histories: on a machine that does other things as well they take longer than a test is given.
describe("any history of a hub, two nodes and the Ombudsman's", { timeout: 30_000 }, () => {
  test("after everything was delivered, every party has the same case, and nothing is owed", () => {
    fc.assert(
      fc.property(history, (plan) => {
        const federation = play(plan);
        federation.heal();
        const truth = federation.view(hub);
        for (const each of parties) expect(federation.view(each)).toEqual(truth);
        expect(truth?.turn.ended).toBe(false);
        const { accused, class: kind } = truth?.report ?? {};
        if (kind === "whistleblowing" && accused?.unit === undefined && truth?.turn.holder !== hub)
          expect(truth?.turn.holder).not.toBe(accused?.tenant);
        expect(truth?.report.flags.anonymous).toBe(federation.flags.reduce(strictest).anonymous);
        if (federation.flags.some(({ secret }) => secret))
          expect(truth?.report.flags.secret).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test("what a party writes upon its own view, it has at once: step and fold agree", () => {
    fc.assert(
      fc.property(history, (plan) => {
        const federation = play(plan);
        federation.heal();
        for (const { stepped, folded } of federation.grown) expect(stepped).toEqual(folded);
      }),
      { numRuns: 150 },
    );
  });

  test("each event counts exactly once, what the hub decided stands, and no word is lost", () => {
    fc.assert(
      fc.property(history, (plan) => {
        const federation = play(plan);
        federation.heal();
        const steps: Step[] = [];
        const folded = fold(federation.storeOf(regency), reportId, hub, (one) => steps.push(one));
        const written = federation.all().map(({ hash }) => hash);
        expect(steps.map(({ recorded }) => recorded.hash).toSorted()).toEqual(written.toSorted());
        const words = federation.all().filter(({ event }) => beside.has(event.type));
        const kept = new Set(folded?.contributions.map(({ ref }) => ref.hash));
        for (const { hash } of words) expect(kept).toContain(hash);
        const overruled = steps.filter(
          ({ recorded: { writer, event }, counted }) =>
            writer === hub && counted === "contribution" && !beside.has(event.type),
        );
        expect(overruled).toEqual([]);
        const handoffs = steps.filter(({ recorded: { event } }) => event.type === "referred");
        expect(handoffs.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 150 },
    );
  });

  test("the fold does not care in which order its input lies, nor how often an event is in it", () => {
    const events = history.map(play).chain((federation) => {
      federation.heal();
      const all = federation.all();
      return fc.tuple(fc.constant(all), shuffled([...all, ...structuredClone(all)]));
    });
    fc.assert(
      fc.property(events, ([inOrder, mixed]) => {
        expect(foldAll(mixed)).toEqual(foldAll(inOrder));
      }),
      { numRuns: 150 },
    );
  });

  // A property over histories that never leave the first desk would hold for any code.
  test("the histories are worth it: they reach every state, late acts and many epochs", () => {
    const seen = new Set<State>();
    const ends = new Set<string>();
    let late = 0;
    let due = 0;
    let deepest = 0;
    for (const plan of fc.sample(history, { numRuns: 200, seed: 64_71 })) {
      const federation = play(plan);
      federation.heal();
      const folded = fold(federation.all(), reportId, hub, ({ recorded, report, counted }) => {
        seen.add(report.state);
        if (counted === "transition" && recorded.writer === office) ends.add(recorded.event.type);
        if (report.referral?.outcome === "ineligible" && report.state !== "referred")
          ends.add("given back");
        if (counted === "transition" && "due" in recorded.event) due += 1;
        if (counted === "contribution" && endsTurn(recorded.event)) late += 1;
      });
      deepest = Math.max(deepest, folded?.turn.epoch ?? 0);
    }
    expect([...seen].toSorted()).toEqual(states.toSorted());
    // The office closes upon the reporter's confirmation of an answer that came beside its case.
    expect([...ends].toSorted()).toEqual([
      "closed",
      "concluded",
      "given back",
      "ineligible",
      "registered",
    ]);
    expect(late).toBeGreaterThan(10);
    expect(due).toBeGreaterThan(10);
    expect(deepest).toBeGreaterThan(5);
  });
});

const beside: ReadonlySet<string> = new Set([
  "supplied",
  "replied",
  "confirmed",
  "objected",
  "rated",
  "withdrawn",
  "tightened",
  "consented",
  "advised",
]);

describe("a node that is away", () => {
  /** The city has the report and is cut off; the hub gives it to the regency meanwhile. */
  function reassigned(origin = hub): Federation {
    const federation = new Federation(origin);
    if (origin === city) {
      federation.does(city, say.notOurs);
      federation.heal();
    }
    federation.does(hub, say.verify);
    federation.does(hub, say.forwardTo(city));
    federation.heal();
    federation.does(city, say.accept);
    federation.does(city, say.assignTo("dpu"));
    federation.heal();
    federation.does(hub, say.recall);
    federation.does(hub, say.forwardTo(regency));
    federation.deliver(regency, hub);
    while (federation.deliver(regency, hub) === "delivered");
    while (federation.deliver(regency, city) === "delivered");
    return federation;
  }

  test("its late answer does not fork the report and is not lost: it is a contribution", () => {
    const federation = reassigned();
    federation.does(city, say.done);
    federation.does(regency, say.accept);
    federation.heal();
    for (const each of parties) {
      const view = federation.view(each);
      expect(view?.report).toMatchObject({ state: "accepted", institution: regency });
      expect(view?.contributions.map(({ event, ref }) => [ref.tenant, event.type])).toEqual([
        [city, "answered"],
      ]);
    }
  });

  test("what it wrote inside the cut counts, and what it wrote beyond does not, at every party", () => {
    const federation = reassigned();
    federation.does(city, say.initial);
    federation.heal();
    const counted: string[] = [];
    fold(federation.storeOf(regency), reportId, hub, (one) => {
      if (one.recorded.writer === city) counted.push(`${one.recorded.event.type} ${one.counted}`);
    });
    expect(counted).toEqual([
      "accepted transition",
      "assigned transition",
      "responded contribution",
    ]);
  });

  test("its flags are never void", () => {
    const federation = reassigned();
    federation.does(city, say.tighten);
    federation.does(regency, say.accept);
    federation.heal();
    for (const each of parties)
      expect(federation.view(each)?.report.flags).toEqual({ anonymous: true, secret: true });
  });

  test("the reporter's word that it stamped reaches the new holder, which reacts", () => {
    const federation = reassigned(city);
    federation.does(city, say.withdraw);
    federation.heal();
    const view = federation.view(city);
    expect(view?.report).toMatchObject({ state: "archived", reason: "withdrawn" });
    // The city archived it too, not knowing better; that act is what has no effect.
    const archived = federation.all().filter(({ event }) => event.type === "archived");
    expect(archived.map(({ writer }) => writer)).toEqual([city, regency]);
    expect(view?.contributions.map(({ event }) => event.type)).toEqual(["withdrawn", "archived"]);
  });

  test("given the report a second time, what it wrote in its first turn stays a contribution", () => {
    const federation = reassigned();
    federation.does(city, say.done);
    federation.does(hub, say.recall);
    federation.does(hub, say.forwardTo(city));
    federation.heal();
    expect(federation.view(hub)?.report).toMatchObject({ state: "forwarded", institution: city });
    federation.does(city, say.accept);
    federation.heal();
    for (const each of parties) expect(federation.view(each)?.report.state).toBe("accepted");
  });
});

describe("a fold", () => {
  test("of nothing, or of events without their intake, is undefined", () => {
    const federation = new Federation(hub);
    federation.does(hub, say.verify);
    expect(fold([], reportId, hub)).toBeUndefined();
    expect(fold(federation.all().slice(1), reportId, hub)).toBeUndefined();
  });

  test("takes no opening from anybody but the hub", () => {
    const federation = new Federation(hub);
    federation.does(hub, say.verify);
    const before = foldAll(federation.all());
    const usurped: Recorded = {
      writer: regency,
      seq: 1,
      hash: `${regency}#1`,
      epoch: 1,
      at: say.atTick(90),
      event: {
        type: "forwarded",
        by: "institution",
        opens: { epoch: 1, holder: regency, cut: { seq: 2, hash: `${hub}#2` } },
        rules: [],
        adjudicated: true,
      },
    };
    const after = foldAll([...federation.all(), usurped]);
    expect(after.report).toEqual(before.report);
    expect(after.turn).toEqual(before.turn);
    expect(after.contributions).toHaveLength(1);
  });

  test("takes a second intake by somebody else for a contribution, in whatever order they lie", () => {
    const federation = new Federation(hub);
    federation.does(hub, say.verify);
    const [intake] = federation.all();
    if (intake === undefined) throw new Error("no intake");
    const other: Recorded = { ...intake, writer: "zz", hash: "zz#1" };
    const folded = foldAll([...federation.all(), other]);
    expect(folded.report).toMatchObject({ origin: hub, state: "verified" });
    expect(foldAll([other, ...federation.all()])).toEqual(folded);
  });
});
