import { describe, expect, test } from "vitest";
import { factsOf, fold, historyOf, mostWords, publicView, react } from "../../src/index.ts";
import type { Recorded, ReportEvent, Step } from "../../src/index.ts";
import * as say from "./life.ts";
import { city, foldAll, hub, regency, reportId, taken } from "./life.ts";
import type { Act, Life } from "./life.ts";

/** What a peer writes past its own rules: well formed, signed, next in its stream, and without effect. */
function effectOf(life: Life, writer: string, event: ReportEvent): string {
  const before = life.current;
  life.write(writer, event);
  expect(life.current.report).toEqual(before.report);
  expect(life.current.turn).toEqual(before.turn);
  expect(life.current.contributions.length).toBe(before.contributions.length + 1);
  expect(foldAll(life.events)).toEqual(life.current);
  return "a contribution";
}

const by = "institution" as const;
const desks: readonly (readonly [string, readonly Act[]])[] = [
  ["forwarded", say.toForwarded],
  ["accepted", [...say.toForwarded, [city, say.accept]]],
  ["assigned", say.toAssigned],
  ["inProgress", [...say.toAssigned, [city, say.initial]]],
];

describe.each(desks)("an institution whose report is %s", (_, road) => {
  const reasons = ["spam", "outsideGovernment", "tooVague", "withdrawn", "otherForum"] as const;

  test.each(reasons)("does not dismiss it as %s", (reason) => {
    expect(effectOf(taken().given(...road), city, { type: "archived", by, reason })).toBe(
      "a contribution",
    );
  });

  test("archives it upon a withdrawal that the reporter's own tenant or the hub wrote down", () => {
    const life = taken().given(...road);
    const because = { tenant: hub, seq: 9, hash: "never written" };
    expect(effectOf(life, city, { type: "archived", by, reason: "withdrawn", because })).toBe(
      "a contribution",
    );
    const supplied = life.write(hub, { type: "supplied", by: "reporter" });
    const other = { tenant: hub, seq: supplied.seq, hash: supplied.hash };
    expect(
      effectOf(life, city, { type: "archived", by, reason: "withdrawn", because: other }),
    ).toBe("a contribution");
    expect(life.when(hub, say.withdraw)).toBe("archived");
    expect(foldAll(life.events)).toEqual(life.current);
  });

  test("does not withdraw it in the reporter's name", () => {
    const life = taken().given(...road);
    const said = life.write(city, { type: "withdrawn", by: "reporter" });
    expect(react(life.current, city, hub)).toBe("nothing");
    const because = { tenant: city, seq: said.seq, hash: said.hash };
    expect(effectOf(life, city, { type: "archived", by, reason: "withdrawn", because })).toBe(
      "a contribution",
    );
  });

  test("still declares it a duplicate", () => {
    expect(
      taken()
        .given(...road)
        .when(city, say.mergeInto("main")),
    ).toBe("archived");
  });
});

describe("a peer that skips its own rules", () => {
  test("does not return what was adjudicated", () => {
    const life = taken().given([hub, say.verify], [hub, say.adjudicateTo(city)]);
    expect(effectOf(life, city, { type: "returned", by })).toBe("a contribution");
  });

  test("does not extend twice", () => {
    expect(
      effectOf(taken().given(...say.toAssigned, [city, say.extend]), city, {
        type: "extended",
        by,
      }),
    ).toBe("a contribution");
  });

  test("does not split", () => {
    expect(effectOf(taken({}, city), city, { type: "split", by, parts: ["part-2"] })).toBe(
      "a contribution",
    );
  });

  test("does not hold a complete file", () => {
    const life = taken({}, city).given([city, say.verify]);
    const report = { ...factsOf(life.current.report), state: "received" as const };
    life.current = { ...life.current, report };
    life.write(city, { type: "held", by });
    expect(life.state).toBe("received");
  });

  test("does not accept, verify away or answer what accuses it", () => {
    const life = taken({ class: "whistleblowing", accused: { tenant: city } }, city);
    expect(
      effectOf(life, city, {
        type: "verified",
        by,
        complete: true,
        class: "complaint",
        category: "drainage",
      }),
    ).toBe("a contribution");
    const forwarded = taken().given([hub, say.whistle({ tenant: city })]);
    forwarded.write(hub, {
      type: "forwarded",
      by: "verifier",
      opens: { epoch: 1, holder: city, cut: { seq: 2, hash: `${hub}#2` } },
      rules: [],
      adjudicated: false,
    });
    expect(effectOf(forwarded, city, { type: "accepted", by })).toBe("a contribution");
  });

  test("does not give it to the accused unit", () => {
    const life = taken().given(
      [hub, say.whistle({ tenant: city, unit: "dpu" })],
      [hub, say.forwardTo(city)],
      [city, say.accept],
    );
    expect(effectOf(life, city, { type: "assigned", by, unit: "dpu", supporting: [] })).toBe(
      "a contribution",
    );
    expect(effectOf(life, city, { type: "assigned", by, unit: "itda", supporting: ["dpu"] })).toBe(
      "a contribution",
    );
  });
});

describe("the reporter's words from a party that did not take the report in", () => {
  test.each(["confirmed", "objected", "withdrawn"] as const)("%s settles nothing", (type) => {
    for (const stranger of [city, regency]) {
      const life = taken().given(...say.toAnswered);
      const answer = life.refOfLast("answered").hash;
      life.write(
        stranger,
        type === "withdrawn" ? { type, by: "reporter" } : { type, by: "reporter", answer },
      );
      expect(react(life.current, hub, hub)).toBe("nothing");
    }
  });

  test("resume no hold", () => {
    const life = taken().given([hub, say.hold]);
    life.write(regency, { type: "replied", by: "reporter" });
    expect(react(life.current, hub, hub)).toBe("nothing");
  });

  test("from the tenant of origin they count", () => {
    const life = taken({}, city).given(
      [city, say.notOurs],
      [hub, say.verify],
      [hub, say.forwardTo(regency)],
    );
    expect(life.when(city, say.withdraw)).toBe("archived");
    expect(life.refOfLast("archived").tenant).toBe(regency);
  });
});

describe("an intake by a peer", () => {
  const intake = (writer: string, given: object): Recorded => {
    const [first] = taken({}, writer).events;
    if (first === undefined) throw new Error("no intake");
    // Proof: the event of an intake, with fields that its own tenant made up.
    return { ...first, event: { ...first.event, ...given } as ReportEvent };
  };

  test("is secret if it is whistleblowing, whatever its flags say", () => {
    const { report } = foldAll([intake(city, { class: "whistleblowing" })]);
    expect(report.flags.secret).toBe(true);
  });

  test("shows the public nothing of a place but area and road status", () => {
    const place = { area: "64.71", roadStatus: "national", owner: "Sari, 0812" };
    const view = publicView(foldAll([intake(city, { place })]), [], []);
    expect(view.place).toEqual({ area: "64.71", roadStatus: "national" });
  });

  test("is dated back by the hub alone, which splits", () => {
    const receivedAt = "2026-01-05T00:00:00.000Z";
    expect(foldAll([intake(hub, { receivedAt })]).report.receivedAt).toBe(receivedAt);
    expect(foldAll([intake(city, { receivedAt })]).report.receivedAt).toBe(say.atTick(0));
  });
});

test("the history names a peer by what its stream proves, not by what it claims", () => {
  const life = taken({}, city).given(
    [city, say.notOurs],
    [hub, say.verify],
    [hub, say.forwardTo(regency)],
  );
  life.write(regency, { type: "accepted", by: "verifier" });
  life.write(regency, { type: "supplied", by: "reporter" });
  life.write(city, { type: "supplied", by: "reporter" });
  const roles = (tenant: string) => {
    const steps: Step[] = [];
    fold(life.events, reportId, hub, (step) => steps.push(step));
    return historyOf(steps, () => undefined, { tenant, hub })
      .slice(-3)
      .map(({ actor }) => actor.role);
  };
  expect(roles(hub)).toEqual(["institution", "institution", "reporter"]);
  expect(roles(regency)).toEqual(["verifier", "reporter", "reporter"]);
});

describe("one writer's words about one report", () => {
  test("have an end, and those of others go on", () => {
    const life = taken();
    for (let said = 0; said < mostWords; said += 1)
      life.write(hub, { type: "supplied", by: "reporter" });
    for (const command of [say.supply, say.reply, say.withdraw])
      expect(life.when(hub, command)).toBe("tooManyWords");
    // A flag is never refused for that; it is set once.
    expect(life.when(hub, say.tighten)).toBe("received");
    expect(life.when(hub, say.tighten)).toBe("tooManyWords");
    expect(life.when(hub, say.verify)).toBe("verified");
    expect(life.when(regency, say.supply)).toBe("verified");
  });

  test("however many there are, the history is folded in their number's order", () => {
    const [intake] = taken().events;
    if (intake === undefined) throw new Error("no intake");
    const words = Array.from({ length: 20_000 }, (_, i): Recorded => ({
      ...intake,
      writer: regency,
      seq: i + 1,
      hash: `${regency}#${i + 1}`,
      event: { type: "supplied", by: "reporter" },
    }));
    const begun = performance.now();
    expect(foldAll([intake, ...words]).contributions).toHaveLength(20_000);
    // Sorting anew at each of them took half a minute.
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});
