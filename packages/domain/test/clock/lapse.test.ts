import { describe, expect, test } from "vitest";
import { foldAll } from "../report/life.ts";
import * as say from "../report/life.ts";
import { city, hub, regency } from "../report/life.ts";
import type { Life } from "../report/life.ts";
import { assigned, came, clockOf, clocksIn, complaint, played, wib, wita } from "./story.ts";

const answered = (by?: string): Life =>
  played(
    by === undefined
      ? assigned(wib("03-02 10:00"))
      : played(
          came(wib("03-02 10:00"), city),
          [wib("03-02 10:00"), city, say.verify],
          [wib("03-02 10:00"), city, say.accept],
          [wib("03-02 10:00"), city, say.assignTo("dpu")],
        ),
    [wib("03-03 10:00"), city, say.done],
  );
/** Ten working days from 3 March. */
const windowEnd = wib("03-17 23:59:59");
const held = (): Life => played(came(wib("03-02 10:00")), [wib("03-02 10:00"), hub, say.hold]);
/** Thirty calendar days from 2 March. */
const patience = wib("04-01 23:59:59");

describe("a deadline", () => {
  test("is what the clock says", () => {
    expect(clockOf(answered(), "reporterWindow").deadline).toBe(windowEnd);
    expect(clockOf(held(), "completion").deadline).toBe(patience);
  });

  test.each([
    ["a window", answered, say.lapse(windowEnd), windowEnd, "closed"],
    ["a question", held, say.lapse(patience), patience, "archived"],
    [
      "a verification",
      () => came(wib("03-02 10:00")),
      say.deem(wib("03-05 23:59:59")),
      wib("03-05 23:59:59"),
      "received",
    ],
  ] as const)("of %s passes when its whole last second has", (_, life, command, due, state) => {
    const within = due.replace(":59.000Z", ":59.999Z");
    const behind = Temporal.Instant.from(due)
      .add({ seconds: 1 })
      .toString({ fractionalSecondDigits: 3 });
    expect(life().at(due).when(hub, command)).toBe("notDue");
    expect(life().at(within).when(hub, command)).toBe("notDue");
    expect(life().at(behind).when(hub, command)).toBe(state);
  });
});

describe("a lapse", () => {
  test("closes as unconfirmed, and keeps the deadline that passed", () => {
    const life = played(answered(), [wib("03-18 00:00"), hub, say.lapse(windowEnd)]);
    expect(life.current.report).toMatchObject({
      state: "closed",
      outcome: "unconfirmed",
      lapsedAt: windowEnd,
    });
    expect(life.last).toMatchObject({ type: "closed", due: windowEnd });
    expect(clocksIn(life)).toEqual([]);
  });

  test("of a question archives as withdrawn", () => {
    const life = played(held(), [wib("04-02 00:00"), hub, say.lapse(patience)]);
    expect(life.current.report).toMatchObject({ state: "archived", reason: "withdrawn" });
    expect(life.last).toMatchObject({ type: "archived", due: patience });
  });

  test("is the holder's: the institution closes no window, a node lapses what it took in", () => {
    const late = wib("04-02 00:00");
    for (const me of [city, regency])
      expect(answered().at(late).when(me, say.lapse(windowEnd))).toBe("notHolder");
    const own = played(came(wib("03-02 10:00"), city), [wib("03-02 10:00"), city, say.hold]);
    expect(own.at(late).when(hub, say.lapse(patience))).toBe("notHolder");
    expect(own.at(late).when(city, say.lapse(patience))).toBe("archived");
    expect(own.holder).toBe(hub);
  });

  test("is no second time, and not of what waits for nobody", () => {
    const life = played(answered(), [wib("03-18 00:00"), hub, say.lapse(windowEnd)]);
    expect(life.when(hub, say.lapse(windowEnd))).toBe("wrongState");
    const open = came(wib("03-02 10:00")).at(wib("04-02 00:00"));
    expect(open.when(hub, say.lapse(patience))).toBe("wrongState");
  });
});

describe("words that arrive after the lapse of the window", () => {
  const lapsed = (): Life =>
    played(answered(city), [wib("03-18 08:00"), hub, say.lapse(windowEnd)]);
  /** Said to the city, which took the report in; the hub hears of it after the lapse. */
  const said = (life: Life, type: "confirmed" | "objected", at: string, by = city): Life => {
    const answer = life.refOfLast("answered").hash;
    life.at(at).write(by, { type, by: "reporter", answer });
    return played(life, [wib("03-20 09:00"), hub, say.tighten]);
  };

  test("an objection stamped inside it goes back to the unit that answered", () => {
    const life = said(lapsed(), "objected", windowEnd);
    expect(life.current.report).toMatchObject({
      state: "assigned",
      institution: city,
      unit: "dpu",
    });
    expect(life.holder).toBe(city);
    expect(life.last).toMatchObject({ type: "reopened", because: life.refOfLast("objected") });
    expect(life.current.report).not.toHaveProperty("lapsedAt");
    expect(foldAll(life.events.toReversed())).toEqual(life.current);
  });

  test("a confirmation stamped inside it makes the other figure of it", () => {
    const life = said(lapsed(), "confirmed", windowEnd);
    expect(life.current.report).toMatchObject({ state: "closed", outcome: "confirmed" });
    expect(life.current.report).not.toHaveProperty("lapsedAt");
    expect(foldAll(life.events.toReversed())).toEqual(life.current);
  });

  test("the last second of it counts whole, the next does not", () => {
    for (const type of ["objected", "confirmed"] as const) {
      const inside = windowEnd.replace(".000Z", ".999Z");
      expect(said(lapsed(), type, inside).current.report).not.toMatchObject({
        outcome: "unconfirmed",
      });
      const behind = said(lapsed(), type, wib("03-18 00:00"));
      expect(behind.current.report).toMatchObject({ state: "closed", outcome: "unconfirmed" });
      expect(behind.types.slice(-2)).toEqual([type, "tightened"]);
    }
  });

  test("are heard from the tenant of origin and the hub alone", () => {
    expect(said(lapsed(), "objected", windowEnd, regency).state).toBe("closed");
    expect(said(lapsed(), "objected", windowEnd, hub).state).toBe("assigned");
  });

  test("about an earlier answer change nothing", () => {
    const life = lapsed();
    life.at(windowEnd).write(city, { type: "objected", by: "reporter", answer: "another" });
    expect(played(life, [wib("03-20 09:00"), hub, say.tighten]).state).toBe("closed");
  });

  test("undo a lapse, never what staff closed on the reporter's word", () => {
    const life = played(answered(city), [wib("03-10 08:00"), hub, say.closeOnWord]);
    expect(said(life, "objected", wib("03-09 08:00")).state).toBe("closed");
  });

  test("nor does the fold let a hub close twice what did not lapse", () => {
    const life = played(answered(city), [wib("03-10 08:00"), hub, say.confirm]);
    const because = life.refOfLast("confirmed");
    life.write(hub, { type: "closed", by: "system", outcome: "confirmed", because });
    expect(life.current.contributions.map(({ event }) => event.type)).toContain("closed");
  });

  test("staff do not confirm a lapsed report by themselves", () => {
    expect(lapsed().when(hub, say.closeOnWord)).toBe("wrongState");
    expect(lapsed().when(hub, say.close)).toBe("wrongState");
    expect(lapsed().when(city, say.closeOnWord)).toBe("notHolder");
  });

  test("the step of the unit begins when the hub gives it back, the class is as old as it was", () => {
    expect(clocksIn(said(lapsed(), "objected", windowEnd))).toEqual([
      "initialResponse 03-20 → 03-27 WITA 64.71 capped from 03-31",
      "settlement 03-02 → 03-27 WITA 64.71",
      "ombudsman 03-02 → 06-10 WIB national",
    ]);
  });
});

describe("words that arrive after the lapse of a question", () => {
  const lapsed = (): Life => {
    const life = played(came(wita("03-02 10:00"), city), [wita("03-02 10:00"), city, say.hold]);
    return played(life, [wita("04-02 08:00"), city, say.lapse(wita("04-01 23:59:59"))]);
  };
  const said = (type: "supplied" | "replied", at: string, by = hub): Life => {
    const life = lapsed();
    life.at(at).write(by, { type, by: "reporter" });
    return played(life, [wib("04-06 09:00"), hub, say.tighten]);
  };

  test.each(["supplied", "replied"] as const)(
    "%s inside it, the report is received again",
    (type) => {
      const life = said(type, wita("04-01 23:59:59"));
      expect(life.current.report).not.toHaveProperty("lapsed");
      expect(life.state).toBe("received");
      expect(life.last).toMatchObject({ type: "reopened", because: life.refOfLast(type) });
      expect(foldAll(life.events.toReversed())).toEqual(life.current);
    },
  );

  test("after it, before the question, or to somebody else, they change nothing", () => {
    expect(said("supplied", wita("04-02 00:00")).state).toBe("archived");
    expect(said("supplied", wita("03-02 09:59")).state).toBe("archived");
    expect(said("supplied", wita("04-01 12:00"), regency).state).toBe("archived");
  });

  test("undo a lapse, never what a person archived", () => {
    const life = played(came(wib("03-02 10:00")), [wib("03-02 10:00"), hub, say.hold]);
    played(life, [wib("03-05 10:00"), hub, say.spam]);
    life.at(wib("03-04 10:00")).write(hub, { type: "supplied", by: "reporter" });
    expect(played(life, [wib("03-06 09:00"), hub, say.tighten]).state).toBe("archived");
  });

  test("the verification goes on as if there had been no lapse: the day of the words is not counted", () => {
    const undone = said("supplied", wita("04-01 12:00"));
    // 2 April, 6, 7: as in the story whose words came in time.
    expect(clocksIn(undone)).toEqual(["verification 03-02 → 04-07 WIB national"]);
    const inTime = played(came(wib("03-02 10:00")), [wib("03-02 10:00"), hub, say.hold]);
    expect(clocksIn(played(inTime, [wib("04-01 11:00"), hub, say.supply]))).toEqual(
      clocksIn(undone),
    );
  });

  test("a second question has its own thirty days and its own lapse", () => {
    const life = said("supplied", wita("04-01 12:00"));
    played(life, [wib("04-06 10:00"), hub, say.hold]);
    expect(clocksIn(life)).toEqual(["completion 04-06 → 05-06 WIB national"]);
    played(life, [wib("05-07 00:00"), hub, say.lapse(wib("05-06 23:59:59"))]);
    expect(life.state).toBe("archived");
  });
});

describe("deeming", () => {
  test("protects also what was verified as incomplete, or came back unverified", () => {
    const due = wib("03-05 23:59:59");
    const incomplete = played(
      came(wib("03-02 10:00")),
      [wib("03-03 10:00"), hub, { ...complaint, complete: false } as typeof complaint],
      [wib("03-10 10:00"), hub, say.deem(due)],
    );
    expect(incomplete.current.report).toMatchObject({ state: "verified", completeAt: due });
    const back = played(
      came(wita("03-02 09:00"), city),
      [wita("03-03 09:00"), city, say.notOurs],
      [wib("03-10 10:00"), hub, say.deem(due)],
    );
    expect(back.current.report).toMatchObject({ state: "returned", completeAt: due });
    // Nobody set a class: the clocks are those of a complaint.
    expect(clocksIn(back)).toContain("ombudsman 03-05 → 06-15 WIB national");
  });

  const due = wib("03-05 23:59:59");

  test("sets the moment that was due, once, and nothing moves it", () => {
    const life = played(came(wib("03-02 10:00")), [wib("03-10 10:00"), hub, say.deem(due)]);
    expect(life.current.report).toMatchObject({ state: "received", completeAt: due });
    expect(life.when(hub, say.deem(wib("03-06 23:59:59")))).toBe("wrongState");
    played(
      life,
      [wib("03-11 10:00"), hub, say.verify],
      [wib("03-12 10:00"), hub, say.forwardTo(city)],
    );
    expect(life.current.report.completeAt).toBe(due);
  });

  test("by a deadline that has not passed has no effect: no peer postpones what it owes", () => {
    const life = came(wita("03-02 10:00"), city).at(wita("03-10 10:00"));
    life.write(city, { type: "deemed", by: "clock", due: wita("2030-03-05 23:59:59") });
    expect(life.current.report.completeAt).toBeUndefined();
    expect(life.current.contributions).toHaveLength(1);
  });

  test("leaves no hold, and is not of a report on hold", () => {
    const life = played(came(wib("03-02 10:00")), [wib("03-10 10:00"), hub, say.deem(due)]);
    expect(life.when(hub, say.hold)).toBe("wrongState");
    expect(held().at(wib("03-10 10:00")).when(hub, say.deem(due))).toBe("wrongState");
  });

  test("is not of a file that was declared complete", () => {
    const life = played(
      came(wib("03-02 10:00")),
      [wib("03-03 10:00"), hub, say.verify],
      [wib("03-03 10:00"), hub, say.spam],
      [wib("03-03 10:00"), hub, say.reopen],
    );
    expect(life.at(wib("03-10 10:00")).when(hub, say.deem(due))).toBe("wrongState");
  });

  test("is the holder's: a node's own intake the node's", () => {
    const own = came(wita("03-02 10:00"), city).at(wib("03-10 10:00"));
    expect(own.when(hub, say.deem(due))).toBe("notHolder");
    expect(own.when(regency, say.deem(due))).toBe("notHolder");
    expect(own.when(city, say.deem(wita("03-05 23:59:59")))).toBe("received");
    expect(own.current.report.completeAt).toBe(wita("03-05 23:59:59"));
  });
});
