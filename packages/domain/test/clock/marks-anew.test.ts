import { describe, expect, test } from "vitest";
import { clocksOf, commandAt, marksOf } from "../../src/index.ts";
import type { ClockName, Command, Mark } from "../../src/index.ts";
import * as say from "../report/life.ts";
import { city, hub } from "../report/life.ts";
import type { Life } from "../report/life.ts";
import { assigned, came, clockOf, complaint, national, played, wib, wita } from "./story.ts";

/** When a deadline is another one, of which people are told, and in which the next holder has to act. */

const marks = (life: Life, me: string): Mark[] =>
  marksOf(life.current, clocksOf(life.current, national), national, me);
const keys = (life: Life, clock: ClockName): string[] =>
  marks(life, city).flatMap((mark) => (mark.clock === clock ? [mark.key] : []));

const correct = (change: object): Command => ({ type: "correct", ...change }) as Command;

describe("after the class was corrected", () => {
  test("people are told of the new deadline's marks, and of those of the old one no more", () => {
    const life = assigned(wib("03-02 10:00"));
    expect(keys(life, "settlement")).toEqual([
      "settlement 2026-03-02 14 7",
      "settlement 2026-03-02 14 12",
      "settlement 2026-03-02 14 due",
    ]);
    played(life, [wib("03-30 10:00"), city, correct({ supervisory: true })]);
    expect(keys(life, "settlement")).toEqual([
      "settlement 2026-03-02 60 30",
      "settlement 2026-03-02 60 48",
      "settlement 2026-03-02 60 due",
    ]);
  });

  test("back again, what was told is not told twice", () => {
    const life = assigned(wib("03-02 10:00"));
    const first = keys(life, "settlement");
    played(
      life,
      [wib("03-30 10:00"), city, correct({ class: "information" })],
      [wib("03-30 10:00"), city, correct({ class: "complaint" })],
    );
    expect(keys(life, "settlement")).toEqual(first);
    // Of an aspiration the same fourteen days are counted.
    played(life, [wib("03-30 10:00"), city, correct({ class: "aspiration" })]);
    expect(keys(life, "settlement")).toEqual(first);
  });

  test("a step that the class cut short ends another time, and people are told of that", () => {
    const verify: Command = { type: "verify", class: "information", category: "id-card" };
    const life = assigned(wib("03-02 10:00"), wib("03-05 10:00"), verify);
    const cut = keys(life, "initialResponse");
    expect(cut).toEqual(["initialResponse 2026-03-05 5/5 due"]);
    played(life, [wib("03-10 10:00"), city, correct({ class: "complaint" })]);
    expect(clockOf(life, "initialResponse").date).toBe("2026-03-12");
    expect(keys(life, "initialResponse")).toContain("initialResponse 2026-03-05 5 due");
  });
});

describe("a verification deadline that passed while somebody else had the report", () => {
  const returned = (): Life =>
    played(came(wita("03-02 10:00"), city), [wita("03-11 10:00"), city, say.notOurs]);
  const due = (life: Life, me: string) =>
    marks(life, me).find(({ clock, stage }) => clock === "verification" && stage === "due");

  test("is another mark for the hub: told of the breach before, it acts now", () => {
    const before = due(came(wita("03-02 10:00"), city), hub);
    const life = returned();
    const mark = due(life, hub);
    expect(before?.tells).toEqual(["overseer", "verifier"]);
    expect(mark?.key).not.toBe(before?.key);
    if (mark === undefined) expect.unreachable("the hub has nothing to do");
    const command = commandAt(mark, life.current, hub, hub);
    expect(command).toMatchObject({ type: "deem", due: mark.deadline });
    // By now a zone further west: the date is the same.
    expect(mark.deadline).toBe("2026-03-05T16:59:59.000Z");
    if (command !== undefined) life.given([hub, command]);
    expect(life.current.report).toMatchObject({ state: "returned", completeAt: mark.deadline });
  });

  test("is done with for the node that gave it back", () => {
    expect(marks(returned(), city)).toEqual([]);
  });
});

describe("a question's deadline", () => {
  test("is a mark of whoever holds the report, and of nobody else to spend", () => {
    const held = played(came(wita("03-02 10:00"), city), [wita("03-02 10:00"), city, say.hold]);
    const stages = (me: string) => marks(held, me).map(({ stage }) => stage);
    expect([stages(city), stages(hub)]).toEqual([[15, 24, "due"], []]);
    played(held, [
      wita("03-03 10:00"),
      hub,
      { type: "tighten", flags: { anonymous: true, secret: true } },
    ]);
    expect(stages(hub)).toEqual([]);
  });
});

describe("a file that was held and then verified without the answer", () => {
  test("stood still until then: the days of the hold do not count, and nothing is paused any more", () => {
    const life = played(
      came(wib("03-02 10:00")),
      [wib("03-03 10:00"), hub, say.hold],
      [wib("03-10 10:00"), hub, { ...complaint, complete: false } as Command],
    );
    // Tuesday the 3rd was the first day; of the 11th and the 12th the second is the last.
    expect(clockOf(life, "verification")).toMatchObject({ date: "2026-03-12", paused: false });
    played(life, [wib("03-11 10:00"), hub, say.reply]);
    expect(clockOf(life, "verification").date).toBe("2026-03-12");
  });
});
