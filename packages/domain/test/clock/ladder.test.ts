import { describe, expect, test } from "vitest";
import { clocksOf, marksOf } from "../../src/index.ts";
import type { ClockName } from "../../src/index.ts";
import * as say from "../report/life.ts";
import { city, hub, office, regency } from "../report/life.ts";
import type { Life } from "../report/life.ts";
import { assigned, came, complaint, national, played, wib } from "./story.ts";

/** The ladder over a hub, two nodes and the office: each party looks at its own copy of the same report. */

const parties = [hub, city, regency, office];

/** `overseer by national`: who is told at a moment of a clock, and by whom. */
const told = (life: Life, clock: ClockName, stage: number | "due"): string[] =>
  parties.flatMap((me) =>
    marksOf(life.current, clocksOf(life.current, national), national, me)
      .filter((mark) => mark.clock === clock && mark.stage === stage)
      .flatMap(({ tells }) => tells.map((rung) => `${rung} by ${me}`)),
  );

/** Taken in by the regency, which is no party to the act; at the city's unit. */
const elsewhere = (): Life =>
  played(
    came(wib("03-02 10:00"), regency),
    [wib("03-02 10:00"), regency, say.notOurs],
    [wib("03-02 10:00"), hub, complaint],
    [wib("03-02 10:00"), hub, say.forwardTo(city)],
    [wib("03-02 10:00"), city, say.accept],
    [wib("03-02 10:00"), city, say.assignTo("dpu")],
  );

describe("each rung is told by exactly one party", () => {
  test("of the unit's step: its liaison, then its head, at last admin, overseer and hub", () => {
    for (const life of [elsewhere(), assigned(wib("03-02 10:00"))]) {
      expect(told(life, "initialResponse", 3)).toEqual(["liaison by 64.71"]);
      expect(told(life, "initialResponse", 4)).toEqual(["liaison by 64.71", "unitHead by 64.71"]);
      expect(told(life, "initialResponse", "due")).toEqual([
        "overseer by national",
        "verifier by national",
        "liaison by 64.71",
        "unitHead by 64.71",
        "institutionAdmin by 64.71",
      ]);
    }
  });

  test("of the institution's step: its admin, then overseer and hub", () => {
    const life = played(
      came(wib("03-02 10:00"), regency),
      [wib("03-02 10:00"), regency, say.notOurs],
      [wib("03-02 10:00"), hub, complaint],
      [wib("03-02 10:00"), hub, say.forwardTo(city)],
    );
    for (const [clock, warning] of [
      ["institution", 2],
      ["settlement", 7],
    ] as const) {
      expect(told(life, clock, warning)).toEqual(["institutionAdmin by 64.71"]);
      expect(told(life, clock, "due")).toEqual([
        "overseer by national",
        "verifier by national",
        "institutionAdmin by 64.71",
      ]);
    }
  });

  test("of what a node verifies itself: its admin; the hub hears of the breach", () => {
    const life = came(wib("03-02 10:00"), regency);
    expect(told(life, "verification", 2)).toEqual(["institutionAdmin by 64.02"]);
    expect(told(life, "verification", "due")).toEqual([
      "overseer by national",
      "verifier by national",
      "institutionAdmin by 64.02",
    ]);
  });

  test("of what the hub owes: its verifiers, also of a report that an institution gave back", () => {
    const life = played(elsewhere(), [wib("03-04 10:00"), city, say.notOurs]);
    for (const [clock, warning] of [
      ["routing", 2],
      ["settlement", 7],
    ] as const)
      for (const stage of [warning, "due"] as const)
        expect(told(life, clock, stage)).toEqual(["verifier by national"]);
    expect(told(life, "ombudsman", 40)).toEqual(["overseer by national", "verifier by national"]);
  });

  test("of the Ombudsman's days: hub and respondent; the reporter by whoever took the report in", () => {
    const respondent = ["liaison by 64.71", "unitHead by 64.71", "institutionAdmin by 64.71"];
    const above = ["overseer by national", "verifier by national"];
    expect(told(elsewhere(), "ombudsman", 40)).toEqual([...above, ...respondent]);
    for (const stage of [50, 57, "due"] as const) {
      expect(told(elsewhere(), "ombudsman", stage)).toEqual([
        ...above,
        ...respondent,
        "reporter by 64.02",
      ]);
      expect(told(assigned(wib("03-02 10:00")), "ombudsman", stage)).toEqual([
        ...above,
        "reporter by national",
        ...respondent,
      ]);
    }
  });

  test("of a question and of an open window: the reporter", () => {
    const held = played(came(wib("03-02 10:00"), regency), [wib("03-02 10:00"), regency, say.hold]);
    expect(told(held, "completion", 15)).toEqual(["reporter by 64.02"]);
    const waiting = played(elsewhere(), [wib("03-03 10:00"), city, say.done]);
    expect(told(waiting, "reporterWindow", 5)).toEqual(["reporter by 64.02"]);
  });

  test("of the office's step: its own admin, and overseer and hub of its breach", () => {
    const life = played(elsewhere(), [wib("06-11 10:00"), hub, say.refer]);
    expect(told(life, "registration", 7)).toEqual(["institutionAdmin by ombudsman"]);
    expect(told(life, "registration", "due")).toEqual([
      "overseer by national",
      "verifier by national",
      "institutionAdmin by ombudsman",
    ]);
  });
});
