import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { factsOf, fold, react } from "../../src/index.ts";
import type { Case, Command, Recorded } from "../../src/index.ts";
import * as say from "./life.ts";
import { city, foldAll, hub, parties, regency, reportId, taken } from "./life.ts";

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      say.verify,
      say.forwardTo(city),
      say.forwardTo(regency),
      say.adjudicateTo(city),
      say.accept,
      say.assignTo("dpu"),
      say.initial,
      say.done,
      say.object,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Command>(
      say.whistle({ tenant: city, unit: "dpu" }),
      say.hold,
      say.spam,
      say.correct,
      say.split,
      say.mergeInto("main"),
      say.recall,
      say.notOurs,
      say.decline,
      say.ask,
      say.extend,
      say.refuseToDo,
      say.closeOnWord,
      say.reopen,
      say.lapse(say.atTick(0)),
      say.deem(say.atTick(0)),
      say.supply,
      say.reply,
      say.confirm,
      say.rate,
      say.withdraw,
      say.tighten,
    ),
  },
);

/** Refused acts leave no event; the others are grown by `step`, reactions included. */
const story = fc
  .record({
    origin: fc.constantFrom(hub, city),
    acts: fc.array(fc.tuple(fc.constantFrom(...parties), command), { maxLength: 200, size: "max" }),
  })
  .map(({ origin, acts }) => {
    const life = taken({}, origin);
    for (const [me, what] of acts) life.when(me, what);
    return life;
  });

describe("replay", () => {
  test("the events folded at once give the case that grew event by event", () => {
    fc.assert(
      fc.property(story, (life) => {
        expect(foldAll(life.events)).toEqual(life.current);
      }),
      { numRuns: 400 },
    );
  });

  test("the same holds for every beginning of a story, so any moment can be shown again", () => {
    fc.assert(
      fc.property(story, (life) => {
        for (let length = 1; length <= life.events.length; length += 1) {
          const folded = foldAll(life.events.slice(0, length));
          const steps: string[] = [];
          fold(life.events.slice(0, length), reportId, hub, ({ report }) =>
            steps.push(report.state),
          );
          expect(steps.at(-1)).toBe(folded.report.state);
          expect(steps).toHaveLength(length);
        }
      }),
      { numRuns: 30 },
    );
  });

  test("a transition that a party decided on what it knew is never a contribution when all know everything", () => {
    fc.assert(
      fc.property(story, (life) => {
        const said = new Set([
          "supplied",
          "replied",
          "confirmed",
          "objected",
          "rated",
          "withdrawn",
          "tightened",
        ]);
        fold(life.events, reportId, hub, ({ recorded, counted }) => {
          expect(counted).toBe(said.has(recorded.event.type) ? "contribution" : "transition");
        });
      }),
      { numRuns: 100 },
    );
  });

  test("a state's own fields do not outlive it, and the file's completeness is never lost or moved", () => {
    const own: readonly [string, readonly string[]][] = [
      ["heldAt", ["held"]],
      ["reason", ["archived"]],
      ["duplicateOf", ["archived"]],
      ["lapsed", ["archived"]],
      ["lapsedAt", ["closed"]],
      ["proposedTenant", ["returned"]],
      ["unit", ["assigned", "inProgress", "answered", "closed"]],
      ["initialResponseAt", ["inProgress"]],
      ["answer", ["answered", "closed"]],
      ["outcome", ["closed"]],
    ];
    fc.assert(
      fc.property(story, (life) => {
        let completeAt: string | undefined;
        fold(life.events, reportId, hub, ({ report }) => {
          for (const [field, where] of own)
            if (field in report)
              expect([field, where]).toEqual([field, expect.arrayContaining([report.state])]);
          if (completeAt !== undefined) expect(report.completeAt).toBe(completeAt);
          completeAt = report.completeAt;
          if (report.class === "whistleblowing") expect(report.flags.secret).toBe(true);
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe("an event that its state does not allow", () => {
  const withLate = (recorded: Recorded): Case =>
    foldAll([...taken().given(...say.toForwarded).events, recorded]);

  test("is a contribution, shown with its origin, also inside its writer's own turn", () => {
    const late: Recorded = {
      writer: city,
      seq: 1,
      hash: `${city}#1`,
      epoch: 1,
      at: say.atTick(50),
      event: { type: "answered", by: "institution", kind: "done" },
    };
    const folded = withLate(late);
    expect(folded.report.state).toBe("forwarded");
    expect(folded.turn).toMatchObject({ holder: city, ended: false });
    expect(folded.contributions).toEqual([
      {
        ref: { tenant: city, seq: 1, hash: `${city}#1` },
        at: late.at,
        epoch: 1,
        event: late.event,
      },
    ]);
  });

  test("of a stranger has no effect, though the state would allow it to the holder", () => {
    const folded = withLate({
      writer: regency,
      seq: 1,
      hash: `${regency}#1`,
      epoch: 1,
      at: say.atTick(50),
      event: { type: "accepted", by: "institution" },
    });
    expect(folded.report.state).toBe("forwarded");
    expect(folded.contributions).toHaveLength(1);
  });

  test("of an institution that closes its own answer has no effect: its turn ended with the answer", () => {
    const life = taken().given(...say.toAssigned);
    life.write(city, { type: "answered", by: "institution", kind: "done" });
    life.write(city, { type: "closed", by: "institution", outcome: "confirmed" });
    const folded = foldAll(life.events);
    expect(folded).toEqual(life.current);
    expect(folded.report.state).toBe("answered");
    expect(folded.turn).toMatchObject({ holder: city, ended: true });
    expect(folded.contributions.map(({ event }) => event.type)).toEqual(["closed"]);
  });
});

describe("the parties", () => {
  test("are the tenant of origin and every holder there ever was, each once", () => {
    const life = taken({}, city).given([city, say.verify], [city, say.notOurs]);
    expect(life.current.parties).toEqual([city, hub]);
    life.given(
      [hub, say.forwardTo(regency)],
      [regency, say.notOurs],
      [hub, say.adjudicateTo(regency)],
    );
    expect(life.current.parties.toSorted()).toEqual([regency, city, hub].toSorted());
    expect(foldAll(life.events).parties).toEqual(life.current.parties);
  });
});

describe("a reaction", () => {
  test("is made once, even if the next hold bears the very stamp of the word", () => {
    const { current } = taken().given([hub, say.hold], [hub, say.supply]);
    const [supplied] = current.contributions;
    if (supplied === undefined) throw new Error("nothing was supplied");
    const heldAgain: Case = {
      ...current,
      report: { ...factsOf(current.report), state: "held", heldAt: supplied.at },
    };
    expect(react(heldAgain, hub, hub)).toBe("nothing");
    expect(react({ ...heldAgain, reacted: [] }, hub, hub)).toMatchObject({ type: "resumed" });
  });

  test("is the holder's alone", () => {
    const { current } = taken().given([hub, say.hold]);
    const held = taken().given([hub, say.hold]);
    held.write(hub, { type: "supplied", by: "reporter" });
    expect(react(held.current, city, hub)).toBe("nothing");
    expect(react(held.current, hub, hub)).toMatchObject({ type: "resumed" });
    expect(react(current, hub, hub)).toBe("nothing");
  });
});
