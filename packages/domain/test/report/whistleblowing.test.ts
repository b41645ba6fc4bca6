import { describe, expect, test } from "vitest";
import { react } from "../../src/index.ts";
import * as say from "./life.ts";
import { city, hub, regency, taken } from "./life.ts";

describe("whistleblowing", () => {
  test("is secret from the intake on, whatever the reporter ticked", () => {
    expect(taken({ class: "whistleblowing", secret: false }).current.report.flags.secret).toBe(
      true,
    );
    expect(taken({ class: "complaint" }).current.report.flags.secret).toBe(false);
  });

  test("is secret when a verifier or an institution finds out that it is one", () => {
    expect(taken().given([hub, say.whistle({})]).current.report.flags.secret).toBe(true);
    const later = taken().given(...say.toForwarded, [
      city,
      { type: "correct", class: "whistleblowing" },
    ]);
    expect(later.current.report.flags.secret).toBe(true);
  });

  test("never goes to the accused institution", () => {
    const life = taken().given([hub, say.whistle({ tenant: city })]);
    expect(life.when(hub, say.forwardTo(city))).toBe("accusedTenant");
    expect(life.when(hub, say.adjudicateTo(city))).toBe("accusedTenant");
    expect(life.when(hub, say.forwardTo("64"))).toBe("forwarded");
  });

  test("is taken by the hub from the accused that took it in, and goes on from there", () => {
    const life = taken({}, city).given([city, say.whistle({ tenant: city })]);
    expect(life.last).toMatchObject({ type: "epochOpened", opens: { epoch: 1, holder: hub } });
    expect(life.holder).toBe(hub);
    expect(life.when(city, say.accept)).toBe("notHolder");
    expect(life.when(hub, say.forwardTo("64"))).toBe("forwarded");
  });

  test("is recalled from an institution that is found to be the accused", () => {
    const life = taken().given(...say.toAssigned, [
      city,
      { type: "correct", class: "whistleblowing", accused: { tenant: city } },
    ]);
    expect(life.last?.type).toBe("recalled");
    expect(life.state).toBe("returned");
    expect(life.when(hub, say.forwardTo(regency))).toBe("forwarded");
  });

  test("is not acted on by the accused before the hub hears of it, but for handing it over", () => {
    const intake = { class: "whistleblowing", accused: { tenant: city } } as const;
    for (const command of [say.verify, say.hold, say.spam, say.mergeInto("main")])
      expect(taken(intake, city).when(city, command)).toBe("accusedTenant");
    expect(taken(intake, city).when(city, say.notOurs)).toBe("returned");
    const life = taken(intake, city);
    life.write(city, { type: "withdrawn", by: "reporter" });
    expect(react(life.current, city, hub)).toBe("nothing");
    expect(react(life.current, hub, hub)).toMatchObject({ type: "epochOpened" });
  });

  test("never goes to the accused unit, neither as the accountable nor as a supporting one", () => {
    const life = taken().given(
      [hub, say.whistle({ unit: "dpu" })],
      [hub, say.forwardTo(city)],
      [city, say.accept],
    );
    expect(life.when(city, say.assignTo("dpu"))).toBe("accusedUnit");
    expect(life.when(city, say.assignTo("itda", "dpu"))).toBe("accusedUnit");
    expect(life.when(city, say.assignTo("itda"))).toBe("assigned");
  });

  test("where only a unit is accused, its institution examines, and the unit never gets it", () => {
    const life = taken().given([hub, say.whistle({ tenant: city, unit: "dpu" })]);
    expect(life.when(hub, say.forwardTo(city))).toBe("forwarded");
    expect(life.when(city, say.accept)).toBe("accepted");
    expect(life.when(city, say.assignTo("dpu"))).toBe("accusedUnit");
    expect(life.when(city, say.assignTo("itda"))).toBe("assigned");
  });

  test("an accused of an ordinary complaint may still answer it", () => {
    const accused = { tenant: city, unit: "dpu" };
    const life = taken({ accused }).given(...say.toForwarded, [city, say.accept]);
    expect(life.when(city, say.assignTo("dpu"))).toBe("assigned");
  });
});
