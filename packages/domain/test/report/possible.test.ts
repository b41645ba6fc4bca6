import fc from "fast-check";
import { expect, test } from "vitest";
import { decide, possible, states } from "../../src/index.ts";
import type { Command, Offered, State } from "../../src/index.ts";
import * as say from "./life.ts";
import { city, circumstances, hub, Life, office, parties, regency } from "./life.ts";
import type { Act } from "./life.ts";

/** A desk offers what `possible` names: nothing that would be done is hidden, nothing that no input achieves is offered. */

const flags = (anonymous: boolean, secret: boolean): Command => ({
  type: "tighten",
  flags: { anonymous, secret },
});
const mask: Command = {
  type: "mask",
  masks: [{ content: "letter", field: "text", start: 0, end: 4 }],
};
const erase: Command = { type: "erase", contents: ["letter"] };

/** Everything that people may ask for, with inputs of each kind; what `archive` does as a duplicate is called `merge`. */
const wishes: readonly Command[] = [
  say.verify,
  { type: "verify", class: "complaint", category: "drainage", complete: false },
  say.whistle({ tenant: city }),
  say.hold,
  say.spam,
  say.correct,
  { type: "correct", class: "information" },
  say.split,
  say.mergeInto("main"),
  say.forwardTo(city),
  say.forwardTo(regency),
  say.adjudicateTo(city),
  say.adjudicateTo(regency),
  say.recall,
  say.notOurs,
  say.accept,
  say.assignTo("dpu"),
  say.assignTo("dlh", "dpu"),
  say.decline,
  say.ask,
  say.extend,
  say.initial,
  { type: "respond", kind: "plan", date: "2099-01-01" },
  say.done,
  say.refuseToDo,
  say.close,
  say.closeOnWord,
  say.reopen,
  say.register,
  say.ineligible,
  say.conclude,
  say.supply,
  say.reply,
  say.confirm,
  say.object,
  say.rate,
  say.withdraw,
  say.consent,
  say.refuseConsent,
  flags(true, false),
  flags(false, true),
  mask,
  erase,
];

/** What moves a report on: most steps are these, or nearly every history would end in an archive. */
const onward: Partial<Record<State, Command>> = {
  received: say.verify,
  verified: say.forwardTo(city),
  forwarded: say.accept,
  returned: say.adjudicateTo(city),
  accepted: say.assignTo("dpu"),
  assigned: say.initial,
  inProgress: say.done,
  answered: say.object,
  referred: say.register,
};

/** A beginning for each state. */
const beginnings: Readonly<Record<State, readonly Act[]>> = {
  received: [],
  held: [[hub, say.hold]],
  archived: [[hub, say.spam]],
  verified: [[hub, say.verify]],
  forwarded: say.toForwarded,
  returned: [...say.toForwarded, [city, say.notOurs]],
  accepted: [...say.toForwarded, [city, say.accept]],
  assigned: say.toAssigned,
  inProgress: [...say.toAssigned, [city, say.initial]],
  answered: say.toAnswered,
  closed: [...say.toAnswered, [hub, say.confirm]],
  referred: say.toReferred,
};

const at = "2026-03-30T01:00:00.000Z";
const offeredTo = (life: Life, me: string): ReadonlySet<Offered> =>
  possible(life.current, circumstances(me, at));
const doneBy = (life: Life, me: string): ReadonlySet<string> =>
  new Set(
    wishes
      .filter((wish) => decide(life.current, wish, circumstances(me, at)).outcome !== "refused")
      .map(({ type }) => type),
  );

function expectSame(life: Life): void {
  for (const party of parties)
    expect([...offeredTo(life, party)].toSorted(), `${party}, ${life.state}`).toEqual(
      [...doneBy(life, party)].toSorted(),
    );
}

const pick = fc.record({
  me: fc.nat(parties.length - 1),
  wish: fc.nat(wishes.length - 1),
  goesOn: fc.nat(3).map((die) => die > 0),
});

test("whatever history a report has, an act that would be done is offered, and one that is offered can be done", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(hub, city),
      fc.constantFrom(...Object.values(beginnings)),
      fc.array(pick, { maxLength: 10 }),
      (origin, before, steps) => {
        const life = new Life(before.length === 0 ? origin : hub, {}).given(...before);
        for (const { me, wish, goesOn } of steps) {
          expectSame(life);
          if (goesOn) {
            const next = onward[life.state];
            if (next !== undefined) life.when(life.holder, next);
          } else life.when(parties[me] ?? hub, wishes[wish] ?? say.supply);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test.each(states)("in the state %s too, at every desk", (state) => {
  const life = new Life(hub, {}).given(...beginnings[state]);
  expect(life.state).toBe(state);
  expectSame(life);
});

test("the Ombudsman's office is offered its own acts once it was referred, and nobody else is", () => {
  const life = new Life(hub, {}).given(...say.toReferred);
  const own = ["register", "ineligible"];
  for (const act of own) expect(offeredTo(life, office)).toContain(act);
  for (const party of [hub, city, regency])
    for (const act of own) expect(offeredTo(life, party)).not.toContain(act);
});
