import { describe, expect, test } from "vitest";
import * as say from "../report/life.ts";
import { city, foldAll, hub, regency } from "../report/life.ts";
import type { Life } from "../report/life.ts";
import { assigned, came, clockOf, played, shown, wib, wita } from "./story.ts";
import type { Scene } from "./story.ts";

/** Days as in `table.ts`. Without a pause the response to an assignment of 2 March is due on 9 March. */
const response = (...scenes: readonly Scene[]) =>
  clockOf(played(assigned(wib("03-02 10:00")), ...scenes), "initialResponse");
const asked = (at: string): Scene => [wib(at), city, say.ask];
const replied = (at: string): Scene => [wib(at), hub, say.reply];

describe("a question to the reporter", () => {
  test("the day of the question is counted, the day of the answer is not", () => {
    // 3 counts, 4 and 5 do not, 6 is the second.
    const clock = response(asked("03-03 10:00"), replied("03-05 10:00"));
    expect(clock).toMatchObject({ date: "2026-03-11", paused: false });
  });

  test("answered on the same day it costs nothing", () => {
    expect(response(asked("03-03 09:00"), replied("03-03 16:00")).date).toBe("2026-03-09");
  });

  test("its days are those of the institution's zone", () => {
    const late = response(
      [wita("03-04 00:30"), city, say.ask],
      [wita("03-06 00:30"), hub, say.reply],
    );
    // 3 and 4 count, 5 and 6 do not.
    expect(late.date).toBe("2026-03-11");
  });

  test("days off in between are not saved up", () => {
    const life = played(
      assigned(wib("03-16 10:00"), undefined, {
        ...say.verify,
        type: "verify",
        class: "complaint",
        category: "road",
        supervisory: true,
      }),
      asked("03-17 10:00"),
      replied("03-26 10:00"),
    );
    // 17 counts; 18 to 24 are weekend, Nyepi and Eid; 25 and 26 do not count; 27, 30, 31 March, 1 April.
    expect(clockOf(life, "initialResponse").date).toBe("2026-04-01");
  });

  test("a second one pauses as well, after the first was answered", () => {
    const clock = response(
      asked("03-03 10:00"),
      replied("03-05 10:00"),
      asked("03-06 10:00"),
      replied("03-10 10:00"),
    );
    // 3, 6, 11, 12, 13.
    expect(clock).toMatchObject({ date: "2026-03-13", paused: false });
  });

  test("two open at a time are one pause, which the first answer ends", () => {
    const clock = response(asked("03-03 10:00"), asked("03-04 10:00"), replied("03-05 10:00"));
    expect(clock).toMatchObject({ date: "2026-03-11", paused: false });
  });

  test("all of them together take at most ten working days", () => {
    // 3 counts, the ten from 4 to 17 do not, then 25, 26, 27 and 30.
    expect(response(asked("03-03 10:00"), replied("04-01 10:00")).date).toBe("2026-03-30");
    const twice = response(
      asked("03-03 10:00"),
      replied("03-10 10:00"),
      asked("03-11 10:00"),
      replied("04-10 10:00"),
    );
    // 4 to 10 and 12 to 25 March are ten; 3, 11, 26, 27, 30 count.
    expect(twice.date).toBe("2026-03-30");
  });

  test("an open one is taken for all that is left, so nobody sees the deadline go away", () => {
    const open = response(asked("03-03 10:00"));
    expect(open).toMatchObject({ date: "2026-03-30", paused: true });
    expect(response(asked("03-03 10:00"), replied("04-01 10:00")).date).toBe(open.date);
    const second = response(asked("03-03 10:00"), replied("03-10 10:00"), asked("03-11 10:00"));
    expect(second).toMatchObject({ date: "2026-03-30", paused: true });
  });

  test("pauses every clock but its own side's day 0", () => {
    const life = played(assigned(wib("03-02 10:00")), asked("03-03 10:00"), replied("03-05 10:00"));
    expect(
      ["settlement", "ombudsman"].map((name) => shown(clockOf(life, name as "settlement"))),
    ).toEqual(["settlement 03-02 → 03-31 WITA 64.71", "ombudsman 03-02 → 06-12 WIB national"]);
  });

  test("asked before the response it does not lengthen the follow-up, asked after it does", () => {
    const before = played(
      assigned(wib("03-02 10:00")),
      asked("03-03 10:00"),
      replied("03-05 10:00"),
      [wib("03-06 10:00"), city, say.initial],
    );
    expect(clockOf(before, "followUp").date).toBe("2026-03-13");
    played(before, asked("03-09 10:00"), replied("03-10 10:00"));
    expect(clockOf(before, "followUp").date).toBe("2026-03-16");
  });

  test("moves the bound of ten days from assign, too", () => {
    const life = played(
      assigned(wib("03-02 10:00")),
      asked("03-03 10:00"),
      replied("03-05 10:00"),
      [wib("03-06 10:00"), city, say.initial],
      [wib("03-06 11:00"), city, say.extend],
    );
    // The tenth was 16 March; 17 and 25 come after it.
    expect(clockOf(life, "followUp").date).toBe("2026-03-25");
  });
});

describe("a question ends", () => {
  const settlement = (life: Life) => clockOf(life, "settlement");

  test("with the return, and so does its pause", () => {
    const life = played(assigned(wib("03-02 10:00")), asked("03-03 10:00"), [
      wib("03-05 10:00"),
      city,
      say.notOurs,
    ]);
    expect(settlement(life)).toMatchObject({ date: "2026-03-31", paused: false });
  });

  test("with the recall", () => {
    const life = played(assigned(wib("03-02 10:00")), asked("03-03 10:00"), [
      wib("03-05 10:00"),
      hub,
      say.recall,
    ]);
    expect(settlement(life)).toMatchObject({ date: "2026-03-31", paused: false });
  });

  test("with the answer, also both of two", () => {
    const life = played(
      assigned(wib("03-02 10:00")),
      asked("03-03 10:00"),
      asked("03-04 10:00"),
      [wib("03-05 10:00"), city, say.done],
      [wib("03-06 10:00"), hub, say.object],
    );
    expect(settlement(life)).toMatchObject({ date: "2026-03-31", paused: false });
  });

  test("with the archive, whence the report may come back", () => {
    const life = played(
      assigned(wib("03-02 10:00")),
      asked("03-03 10:00"),
      [wib("03-05 10:00"), city, say.mergeInto("main")],
      [wib("03-06 10:00"), hub, say.reopen],
    );
    expect(settlement(life)).toMatchObject({ date: "2026-03-31", paused: false });
  });

  test("not when the unit declines: the institution still waits for the reporter", () => {
    const life = played(assigned(wib("03-02 10:00")), asked("03-03 10:00"), [
      wib("03-05 10:00"),
      city,
      say.decline,
    ]);
    expect(settlement(life).paused).toBe(true);
  });
});

describe("the words that end a pause", () => {
  const paused = (...scenes: readonly Scene[]) => response(asked("03-03 10:00"), ...scenes).paused;

  test("are a reply or a supply, taken by the tenant of origin or the hub", () => {
    expect(paused([wib("03-05 10:00"), hub, say.reply])).toBe(false);
    expect(paused([wib("03-05 10:00"), hub, say.supply])).toBe(false);
  });

  test("are not those that another party would have heard", () => {
    expect(paused([wib("03-05 10:00"), city, say.reply])).toBe(true);
    expect(paused([wib("03-05 10:00"), regency, say.supply])).toBe(true);
  });

  test("are not those of before the question", () => {
    const life = played(assigned(wib("03-02 10:00")), replied("03-03 09:59"), asked("03-03 10:00"));
    expect(clockOf(life, "initialResponse").paused).toBe(true);
  });

  test("count by the stamp of whoever received them, not by the day they arrived", () => {
    const life = assigned(wib("03-02 10:00"));
    played(life, asked("03-03 10:00"), [wib("03-10 10:00"), city, say.initial]);
    life.at(wib("03-05 10:00")).write(hub, { type: "replied", by: "reporter" });
    expect(clockOf(life, "settlement")).toMatchObject({ date: "2026-03-31", paused: false });
    expect(foldAll(life.events.toReversed())).toEqual(life.current);
  });
});

describe("a hold", () => {
  const verification = (...scenes: readonly Scene[]) =>
    clockOf(played(came(wib("03-02 10:00")), ...scenes), "verification");
  const held = (at: string): Scene => [wib(at), hub, say.hold];
  const supplied = (at: string): Scene => [wib(at), hub, say.supply];

  test("pauses the verification: 3 counts, 4 and 5 do not", () => {
    expect(verification(held("03-03 10:00"), supplied("03-05 10:00")).date).toBe("2026-03-09");
  });

  test("as long as it lasts, which its own clock bounds", () => {
    expect(verification(held("03-03 10:00"), supplied("03-27 10:00")).date).toBe("2026-03-31");
  });

  test("as often as it is put", () => {
    const scenes = [
      held("03-03 10:00"),
      supplied("03-04 10:00"),
      held("03-05 10:00"),
      supplied("03-06 10:00"),
    ];
    // 3, 5 and 9 count.
    expect(verification(...scenes).date).toBe("2026-03-09");
  });

  test("until the words were stamped, not until they arrived", () => {
    const life = played(came(wita("03-02 10:00"), city), [wita("03-03 10:00"), city, say.hold]);
    life.at(wita("03-05 10:00")).write(hub, { type: "supplied", by: "reporter" });
    life
      .at(wita("03-11 10:00"))
      .write(city, { type: "resumed", by: "system", because: life.refOfLast("supplied") });
    expect(shown(clockOf(life, "verification"))).toBe("verification 03-02 → 03-09 WITA 64.71");
  });

  test("a report that was taken out of the archive is verified within 3 days of that, held or not", () => {
    const scenes: Scene[] = [
      [wib("03-03 10:00"), hub, say.spam],
      [wib("04-01 10:00"), hub, say.reopen],
    ];
    expect(verification(...scenes).date).toBe("2026-04-07");
    const waited = verification(...scenes, held("04-02 10:00"), supplied("04-06 10:00"));
    // 2 April counts, 3 is Good Friday, 6 does not count, 7 and 8 do.
    expect(waited).toMatchObject({ from: "2026-04-01", date: "2026-04-08" });
  });
});
