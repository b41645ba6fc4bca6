import { describe, expect, test } from "vitest";
import {
  calendarFor,
  clocksOf,
  hasPassed,
  marksOf,
  nationalCalendar,
  nextMark,
} from "../../src/index.ts";
import type { ClockRule, Mark, Terms } from "../../src/index.ts";
import * as say from "../report/life.ts";
import { city, hub } from "../report/life.ts";
import type { Life } from "../report/life.ts";
import { assigned, came, complaint, national, played, termsWith, wib, wit, wita } from "./story.ts";

const marks = (life: Life, me: string, terms: Terms = national): Mark[] =>
  marksOf(life.current, clocksOf(life.current, terms), terms, me);
/** Those of one clock, or of all but the Ombudsman's: `settlement 2026-03-02 14 7 | when | who`. */
const told = (life: Life, me: string, name?: string, terms?: Terms): string[] =>
  marks(life, me, terms)
    .filter(({ clock }) => (name === undefined ? clock !== "ombudsman" : clock === name))
    .map(({ key, at, tells }) => `${key} | ${at.replace(":00:00.000Z", "Z")} | ${tells.join(" ")}`);

const verifying = () => came(wib("03-02 10:00"));
const responding = () => assigned(wib("03-02 10:00"));
const waiting = () => played(responding(), [wib("03-03 10:00"), city, say.done]);

describe("warnings at half and four fifths of a clock, and the deadline itself", () => {
  test("on the node: the liaison, then the unit's head, at last the institution's admin", () => {
    expect(told(responding(), city)).toEqual([
      // Midnight in Balikpapan is 16:00 UTC of the day before.
      "initialResponse 2026-03-02 5 3 | 2026-03-04T16Z | liaison",
      "initialResponse 2026-03-02 5 4 | 2026-03-05T16Z | liaison unitHead",
      "initialResponse 2026-03-02 5 due | 2026-03-09T16Z | liaison unitHead institutionAdmin",
      "settlement 2026-03-02 14 7 | 2026-03-10T16Z | liaison",
      "settlement 2026-03-02 14 12 | 2026-03-24T16Z | liaison unitHead",
      "settlement 2026-03-02 14 due | 2026-03-27T16Z | liaison unitHead institutionAdmin",
    ]);
  });

  test("on the hub: overseers and verifiers hear of what an institution let pass", () => {
    expect(told(responding(), hub)).toEqual([
      "initialResponse 2026-03-02 5 due | 2026-03-09T16Z | overseer verifier",
      "settlement 2026-03-02 14 due | 2026-03-27T16Z | overseer verifier",
    ]);
  });

  test("of the hub's own step its verifiers are told, and nobody on a node", () => {
    expect(told(verifying(), hub)).toEqual([
      "verification 2026-03-02 3 national 2 | 2026-03-03T17Z | verifier",
      "verification 2026-03-02 3 national 3 | 2026-03-04T17Z | verifier",
      "verification 2026-03-02 3 national due | 2026-03-05T17Z | verifier",
    ]);
    expect(marks(verifying(), city).flatMap(({ tells }) => tells)).toEqual([]);
    const returned = played(responding(), [wib("03-05 10:00"), city, say.notOurs]);
    expect(told(returned, city)).toEqual([]);
  });

  test("before a unit has it, the institution's admin is told", () => {
    const own = played(came(wita("03-02 10:00"), city));
    expect(told(own, city)).toEqual([
      "verification 2026-03-02 3 64.71 2 | 2026-03-03T16Z | institutionAdmin",
      "verification 2026-03-02 3 64.71 3 | 2026-03-04T16Z | institutionAdmin",
      "verification 2026-03-02 3 64.71 due | 2026-03-05T16Z | institutionAdmin",
    ]);
    expect(told(own, hub)).toEqual([
      "verification 2026-03-02 3 64.71 due | 2026-03-05T16Z | overseer verifier",
    ]);
  });

  test("of day 60 unit, institution, overseer and hub hear at 40, 50 and 57", () => {
    const moments = ["2026-05-05T17Z", "2026-05-21T17Z", "2026-06-04T17Z", "2026-06-10T17Z"];
    const of = (me: string) => told(responding(), me, "ombudsman").map((line) => line.split(" | "));
    for (const me of [hub, city]) {
      expect(of(me).map(([key]) => key)).toEqual(
        ["40", "50", "57", "due"].map((stage) => `ombudsman 2026-03-02 60 ${stage}`),
      );
      expect(of(me).map(([, at]) => at)).toEqual(moments);
    }
    for (const [, , who] of of(city)) expect(who).toBe("liaison unitHead institutionAdmin");
    for (const [, , who] of of(hub)) expect(who).toMatch(/^overseer verifier/);
  });

  test("the reporter is reminded of the window where the report was taken in, and of the lapse nobody", () => {
    const window = [
      "reporterWindow 2026-03-03 10 5 | 2026-03-09T17Z | reporter",
      "reporterWindow 2026-03-03 10 8 | 2026-03-12T17Z | reporter",
      "reporterWindow 2026-03-03 10 due | 2026-03-17T17Z | ",
    ];
    expect(told(waiting(), hub)).toEqual(window);
    expect(told(waiting(), city)).toEqual([]);
    const own = played(
      came(wib("03-02 10:00"), city),
      [wib("03-02 10:00"), city, say.verify],
      [wib("03-02 10:00"), city, say.accept],
      [wib("03-02 10:00"), city, say.assignTo("dpu")],
      [wib("03-03 10:00"), city, say.done],
    );
    expect(told(own, city)).toEqual(window.slice(0, 2));
    // The window is the hub's to close.
    expect(told(own, hub)).toEqual(window.slice(2));
  });

  test("the reporter is reminded of a question in calendar days, days off or not", () => {
    expect(told(played(verifying(), [wib("03-06 10:00"), hub, say.hold]), hub)).toEqual([
      "completion 2026-03-06 30 15 | 2026-03-20T17Z | reporter",
      "completion 2026-03-06 30 24 | 2026-03-29T17Z | reporter",
      "completion 2026-03-06 30 due | 2026-04-05T17Z | ",
    ]);
  });

  test("a rule in hours warns to the minute", () => {
    const hours: ClockRule = {
      id: "hours",
      clock: "verification",
      amount: 10,
      unit: "hours",
      warnAt: [5, 8],
      legalBasis: "a decree of the test",
      validFrom: "2026-01-01",
      tenant: hub,
      validUntil: "2026-12-31",
    };
    expect(told(came(wib("03-02 10:30")), hub, undefined, termsWith(hours))).toEqual([
      "verification 2026-03-02T03:30:00.000Z 10 national 5 | 2026-03-02T08:30:00.000Z | verifier",
      "verification 2026-03-02T03:30:00.000Z 10 national 8 | 2026-03-02T11:30:00.000Z | verifier",
      "verification 2026-03-02T03:30:00.000Z 10 national due | 2026-03-02T13:30:01.000Z | verifier",
    ]);
  });

  test("a step that its class cut short has no warning behind its deadline", () => {
    const late = assigned(wib("03-02 10:00"), wib("03-05 10:00"), {
      type: "verify",
      class: "information",
      category: "id-card",
    });
    // Its own third and fourth day are 10 and 11 March.
    expect(told(late, city, "initialResponse")).toEqual([
      "initialResponse 2026-03-05 5/5 due | 2026-03-09T16Z | liaison unitHead institutionAdmin",
    ]);
  });

  test("a pause moves what comes behind it", () => {
    const life = played(
      responding(),
      [wib("03-03 10:00"), city, say.ask],
      [wib("03-05 10:00"), hub, say.reply],
    );
    expect(told(life, city, "initialResponse")).toEqual([
      "initialResponse 2026-03-02 5 3 | 2026-03-08T16Z | liaison",
      "initialResponse 2026-03-02 5 4 | 2026-03-09T16Z | liaison unitHead",
      "initialResponse 2026-03-02 5 due | 2026-03-11T16Z | liaison unitHead institutionAdmin",
    ]);
  });
});

describe("the key of a mark", () => {
  const lives: readonly (() => Life)[] = [
    verifying,
    responding,
    waiting,
    () => played(verifying(), [wib("03-02 10:00"), hub, say.hold]),
    () => played(responding(), [wib("03-04 10:00"), city, say.initial]),
    () => played(responding(), [wib("03-04 10:00"), city, say.notOurs]),
    () => played(waiting(), [wib("03-10 10:00"), hub, say.object]),
  ];

  test("is there once, and marks come in their order", () => {
    for (const life of lives) {
      expect(marks(life(), hub).length).toBeGreaterThan(0);
      for (const me of [hub, city]) {
        const found = marks(life(), me);
        expect(new Set(found.map(({ key }) => key)).size).toBe(found.length);
        expect(found.map(({ at }) => at)).toEqual(found.map(({ at }) => at).toSorted());
      }
    }
  });

  test("stays when an amended calendar moves its day", () => {
    const calendar = {
      ...nationalCalendar,
      version: "skb-2026-amended",
      decrees: [
        ...nationalCalendar.decrees,
        {
          id: "amendment",
          decree: "an amendment of the test",
          year: 2026,
          amends: "skb-2026",
          adds: [{ date: "2026-03-04", name: "a day off", kind: "collectiveLeave" as const }],
          removes: [],
        },
      ],
    };
    const amended: Terms = { ...national, calendarOf: () => calendarFor(calendar) };
    const [before, after] = [marks(responding(), city), marks(responding(), city, amended)];
    expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
    for (const [i, { at }] of after.entries()) expect(at > (before[i]?.at ?? "")).toBe(true);
    expect(clocksOf(responding().current, amended)[0]).toMatchObject({
      date: "2026-03-10",
      calendar: "skb-2026-amended",
    });
  });

  test("is another for another day 0: the same step a second time is told again", () => {
    const keys = (life: Life) =>
      marks(life, city).flatMap(({ clock, key }) => (clock === "initialResponse" ? [key] : []));
    const first = responding();
    const again = played(responding(), [wib("03-10 10:00"), city, say.assignTo("dlh")]);
    expect(keys(again).filter((key) => keys(first).includes(key))).toEqual([]);
    expect(keys(again)).toHaveLength(3);
  });
});

describe("the next mark", () => {
  test("is the first that was not kept, though its moment has long passed", () => {
    const all = marks(verifying(), hub);
    const keys = all.map(({ key }) => key);
    expect(nextMark(all, [])).toBe(all[0]);
    expect(nextMark(all, keys.slice(0, 1))).toBe(all[1]);
    expect(nextMark(all, keys.slice(1))).toBe(all[0]);
    expect(nextMark(all, ["of another clock", ...keys])).toBeUndefined();
  });

  test("of a clock that acts is kept though nobody is told", () => {
    expect(
      marks(waiting(), hub)
        .slice(2)
        .map(({ stage, tells }) => [stage, tells]),
    ).toEqual([["due", []]]);
  });

  test("of a closed report is none", () => {
    const closed = played(waiting(), [wib("03-10 10:00"), hub, say.confirm]);
    expect(marks(closed, hub)).toEqual([]);
  });
});

test("a deadline counts by the calendar of whoever owes the act", () => {
  const local = {
    ...nationalCalendar,
    decrees: [
      ...nationalCalendar.decrees,
      {
        id: "city-day",
        decree: "a decree of the city",
        year: 2026,
        adds: [{ date: "2026-03-02", name: "its day", kind: "regional" as const }],
        removes: [],
        tenant: city,
      },
    ],
  };
  const terms: Terms = {
    ...national,
    calendarOf: (tenant) => calendarFor(local, { overlays: [tenant] }),
  };
  expect(clocksOf(came(wita("03-02 07:00"), city).current, terms)[0]?.date).toBe("2026-03-05");
  const forwarded = played(
    came(wib("02-27 10:00")),
    [wib("02-27 10:00"), hub, complaint],
    [wib("02-27 10:00"), hub, say.forwardTo(city)],
  );
  // Of the same report the city has until 5 March, where Jakarta would count to the 4th.
  expect(clocksOf(forwarded.current, terms)[0]?.date).toBe("2026-03-05");
});

test("a deadline has passed when the whole of its last second has", () => {
  const deadline = wit("03-02 23:59:59");
  expect(hasPassed(deadline, deadline)).toBe(false);
  expect(hasPassed(deadline, deadline.replace(".000Z", ".999Z"))).toBe(false);
  expect(hasPassed(deadline, wit("03-03 00:00"))).toBe(true);
});
