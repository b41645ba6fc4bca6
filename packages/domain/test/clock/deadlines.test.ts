import { describe, expect, test } from "vitest";
import type { Command } from "../../src/index.ts";
import * as say from "../report/life.ts";
import { city, hub, regency } from "../report/life.ts";
import type { Life } from "../report/life.ts";
import {
  assigned,
  came,
  clocksIn,
  complaint,
  jayapura,
  played,
  supervisory,
  wib,
  wit,
  wita,
} from "./story.ts";

/**
 * Counted by hand on the calendar of 2026. Days off of this table beside weekends: 18, 19, 20, 23 and 24 March (Nyepi,
 * Eid), 3 April, 1, 14, 15, 27 and 28 May, 1 and 16 June, 17 and 25 August, 24 and 25 December.
 * 2 March is a Monday; its 3rd, 5th, 10th, 14th and 60th working day are 5, 9, 16 and 27 March and 10 June.
 */
type Row = readonly [rule: string, life: () => Life, ...clocks: string[]];

const all = (rows: readonly Row[]) =>
  test.each(rows.map(([rule, life, ...clocks]) => ({ rule, life, clocks })))(
    "$rule",
    ({ life, clocks }) => {
      expect(clocksIn(life())).toEqual(clocks);
    },
  );

const of = (reportClass: "information" | "aspiration" | "whistleblowing"): Command => ({
  ...say.verify,
  type: "verify",
  class: reportClass,
  category: "id-card",
});
const verified = (at: string, command: Command): Life => played(came(at), [at, hub, command]);
const forwarded = (at: string, to: string, received: string = at): Life =>
  played(came(received), [received, hub, complaint], [at, hub, say.forwardTo(to)]);

describe("verification: 3 working days of whoever took it in", () => {
  all([
    ["of the hub", () => came(wib("03-02 10:00")), "verification 03-02 → 03-05 WIB national"],
    ["over Eid", () => came(wib("03-13 10:00")), "verification 03-13 → 03-25 WIB national"],
    [
      "from a Saturday counting starts on Monday",
      () => came(wib("03-07 10:00")),
      "verification 03-07 → 03-11 WIB national",
    ],
    [
      "the last second of a day is that day",
      () => came(wib("03-02 23:59:59.999")),
      "verification 03-02 → 03-05 WIB national",
    ],
    [
      "midnight is the next",
      () => came(wib("03-03 00:00")),
      "verification 03-03 → 03-06 WIB national",
    ],
    [
      "of a node in its own zone, where it is Tuesday already",
      () => came(wita("03-03 00:30"), city),
      "verification 03-03 → 03-06 WITA 64.71",
    ],
    [
      "of a node in the east",
      () => came(wit("03-03 00:30"), jayapura),
      "verification 03-03 → 03-06 WIT 91.71",
    ],
    [
      "of a split part it runs since the message came",
      () => came(wib("03-04 10:00"), hub, { splitFrom: "whole", receivedAt: wib("03-02 10:00") }),
      "verification 03-02 → 03-05 WIB national",
    ],
  ]);
});

describe("completion: 30 calendar days of an incomplete file", () => {
  const held = (at: string) => played(came(at), [at, hub, say.hold]);
  all([
    ["from the hold", () => held(wib("03-02 10:00")), "completion 03-02 → 04-01 WIB national"],
    [
      "a day off may be the last of calendar days",
      () => held(wib("03-04 10:00")),
      "completion 03-04 → 04-03 WIB national",
    ],
    [
      "at a node in its zone",
      () => played(came(wita("03-02 09:00"), city), [wita("03-03 00:30"), city, say.hold]),
      "completion 03-03 → 04-02 WITA 64.71",
    ],
  ]);
});

describe("the institution verifies a second time within 3 working days", () => {
  all([
    [
      "day 0 is the date at the institution, which owes it",
      () => forwarded(wita("03-03 00:30"), city, wib("03-02 10:00")),
      "institution 03-03 → 03-06 WITA 64.71",
      "settlement 03-02 → 03-27 WITA 64.71",
      "ombudsman 03-02 → 06-10 WIB national",
    ],
    [
      "in the east",
      () => forwarded(wit("03-03 00:30"), jayapura, wib("03-02 10:00")),
      "institution 03-03 → 03-06 WIT 91.71",
      "settlement 03-02 → 03-27 WIT 91.71",
      "ombudsman 03-02 → 06-10 WIB national",
    ],
    [
      "accepted, it owes no step but the class",
      () => played(forwarded(wib("03-02 10:00"), city), [wib("03-03 10:00"), city, say.accept]),
      "settlement 03-02 → 03-27 WITA 64.71",
      "ombudsman 03-02 → 06-10 WIB national",
    ],
  ]);
});

describe("routing: the hub owes the next step of a returned report within 3 working days", () => {
  all([
    [
      "day 0 is the date in Jakarta, though it is past midnight in Balikpapan",
      () => played(forwarded(wib("03-02 10:00"), city), [wita("03-06 00:30"), city, say.notOurs]),
      "routing 03-05 → 03-10 WIB national",
      "settlement 03-02 → 03-27 WIB national",
      "ombudsman 03-02 → 06-10 WIB national",
    ],
    [
      "recalled by the hub as well",
      () => played(assigned(wib("03-02 10:00")), [wib("03-05 10:00"), hub, say.recall]),
      "routing 03-05 → 03-10 WIB national",
      "settlement 03-02 → 03-27 WIB national",
      "ombudsman 03-02 → 06-10 WIB national",
    ],
    [
      "of a node's own intake that it never verified",
      () => played(came(wita("03-02 09:00"), city), [wita("03-03 09:00"), city, say.notOurs]),
      "routing 03-03 → 03-06 WIB national",
    ],
    [
      "forwarded again across zones, the class keeps its date and the Ombudsman's clock too",
      () =>
        played(
          forwarded(wib("03-02 10:00"), city),
          [wib("03-05 10:00"), city, say.notOurs],
          [wib("03-09 10:00"), hub, say.forwardTo(jayapura)],
        ),
      "institution 03-09 → 03-12 WIT 91.71",
      "settlement 03-02 → 03-27 WIT 91.71",
      "ombudsman 03-02 → 06-10 WIB national",
    ],
  ]);
});

describe("initial response 5 working days from assign, follow-up 5 from it and 10 from assign at most", () => {
  const then = (life: Life) =>
    clocksIn(life).filter((clock) => /^(initialResponse|followUp)/.test(clock));
  const steps: readonly (readonly [rule: string, life: () => Life, clock: string])[] = [
    [
      "in the zone of the institution",
      () => assigned(wib("03-02 10:00"), wita("03-03 00:30"), supervisory),
      "initialResponse 03-03 → 03-10 WITA 64.71",
    ],
    [
      "over Eid",
      () => assigned(wib("03-17 10:00"), undefined, supervisory),
      "initialResponse 03-17 → 03-31 WITA 64.71",
    ],
    [
      "over the Eid of 2025, by the decree of that year",
      () => assigned(wib("2025-03-27 10:00"), undefined, supervisory),
      "initialResponse 2025-03-27 → 2025-04-14 WITA 64.71",
    ],
    [
      "a follow-up after a quick response",
      () => played(assigned(wib("03-02 10:00")), [wib("03-04 10:00"), city, say.initial]),
      "followUp 03-04 → 03-11 WITA 64.71",
    ],
    [
      "a follow-up after a response on the last day: the tenth from assign",
      () => played(assigned(wib("03-02 10:00")), [wib("03-09 10:00"), city, say.initial]),
      "followUp 03-09 → 03-16 WITA 64.71",
    ],
    [
      "a late response gives no more than ten from assign",
      () => played(assigned(wib("03-02 10:00")), [wib("03-11 10:00"), city, say.initial]),
      "followUp 03-11 → 03-16 WITA 64.71",
    ],
    [
      "an interim answer does not begin it anew",
      () =>
        played(
          assigned(wib("03-02 10:00")),
          [wib("03-04 10:00"), city, say.initial],
          [wib("03-09 10:00"), city, { type: "respond", kind: "interim" }],
        ),
      "followUp 03-04 → 03-11 WITA 64.71",
    ],
    [
      "a plan is a first response too",
      () =>
        played(assigned(wib("03-02 10:00")), [
          wib("03-05 10:00"),
          city,
          { type: "respond", kind: "plan", date: "2026-03-20" },
        ]),
      "followUp 03-05 → 03-12 WITA 64.71",
    ],
    [
      "extended, it ends on the tenth day from assign",
      () =>
        played(
          assigned(wib("03-02 10:00")),
          [wib("03-04 10:00"), city, say.initial],
          [wib("03-05 10:00"), city, say.extend],
        ),
      "followUp 03-04 → 03-16 WITA 64.71",
    ],
    [
      "extended before the response, the response is not",
      () => played(assigned(wib("03-02 10:00")), [wib("03-05 10:00"), city, say.extend]),
      "initialResponse 03-02 → 03-09 WITA 64.71",
    ],
    [
      "another unit has its own five days",
      () =>
        played(
          assigned(wib("03-02 10:00")),
          [wib("03-04 10:00"), city, say.initial],
          [wib("03-05 10:00"), city, say.assignTo("dlh")],
        ),
      "initialResponse 03-05 → 03-12 WITA 64.71",
    ],
    [
      "its follow-up ten from that assignment at most",
      () =>
        played(
          assigned(wib("03-02 10:00")),
          [wib("03-05 10:00"), city, say.assignTo("dlh")],
          [wib("03-16 10:00"), city, say.initial],
        ),
      "followUp 03-16 → 03-26 WITA 64.71",
    ],
    [
      "ten days from the assignment that counts, which is the last",
      () =>
        played(
          assigned(wib("03-02 10:00")),
          [wib("03-03 10:00"), city, say.decline],
          [wib("03-05 10:00"), city, say.assignTo("dlh")],
          [wib("03-16 10:00"), city, say.initial],
        ),
      "followUp 03-16 → 03-26 WITA 64.71",
    ],
  ];
  test.each(steps)("%s", (_, life, clock) => {
    expect(then(life())).toEqual([clock]);
  });
});

describe("the class deadline and day 60, from the moment the file is complete", () => {
  all([
    [
      "information: 5, and it ends with advice",
      () => verified(wib("03-02 10:00"), of("information")),
      "settlement 03-02 → 03-09 WIB national",
    ],
    [
      "aspiration: 14, the same",
      () => verified(wib("03-02 10:00"), of("aspiration")),
      "settlement 03-02 → 03-27 WIB national",
    ],
    [
      "a complaint: 14",
      () => verified(wib("03-02 10:00"), complaint),
      "settlement 03-02 → 03-27 WIB national",
      "ombudsman 03-02 → 06-10 WIB national",
    ],
    [
      "a supervisory one: 60",
      () => verified(wib("03-17 10:00"), supervisory),
      "settlement 03-17 → 06-26 WIB national",
      "ombudsman 03-17 → 06-26 WIB national",
    ],
    [
      "whistleblowing counts as supervisory",
      () => verified(wib("03-17 10:00"), of("whistleblowing")),
      "settlement 03-17 → 06-26 WIB national",
      "ombudsman 03-17 → 06-26 WIB national",
    ],
    [
      "an incomplete file is complete when it is forwarded",
      () =>
        played(
          came(wib("03-02 10:00")),
          [
            wib("03-02 11:00"),
            hub,
            {
              ...say.verify,
              type: "verify",
              class: "complaint",
              category: "road",
              complete: false,
            },
          ],
          [wib("03-05 10:00"), hub, say.forwardTo(city)],
        ),
      "institution 03-05 → 03-10 WITA 64.71",
      "settlement 03-05 → 04-01 WITA 64.71",
      "ombudsman 03-05 → 06-15 WIB national",
    ],
    [
      "corrected to supervisory, its class has 60 from the same day",
      () =>
        played(verified(wib("03-02 10:00"), complaint), [
          wib("03-10 10:00"),
          hub,
          { type: "correct", supervisory: true },
        ]),
      "settlement 03-02 → 06-10 WIB national",
      "ombudsman 03-02 → 06-10 WIB national",
    ],
    [
      "at a node: day 0 of the class is its date, of the Ombudsman's clock that of Jakarta",
      () => played(came(wit("03-02 09:00"), jayapura), [wit("03-03 00:30"), jayapura, supervisory]),
      "ombudsman 03-02 → 06-10 WIB national",
      "settlement 03-03 → 06-11 WIT 91.71",
    ],
    [
      "what a node declared complete keeps that date, wherever it goes",
      () =>
        played(
          came(wit("03-02 09:00"), jayapura),
          [wit("03-03 00:30"), jayapura, complaint],
          [wit("03-03 09:00"), jayapura, say.notOurs],
          [wib("03-05 10:00"), hub, say.forwardTo(city)],
        ),
      "institution 03-05 → 03-10 WITA 64.71",
      "settlement 03-03 → 03-30 WITA 64.71",
      "ombudsman 03-02 → 06-10 WIB national",
    ],
    [
      "archived, nothing runs",
      () => played(verified(wib("03-02 10:00"), complaint), [wib("03-03 10:00"), hub, say.spam]),
    ],
  ]);
});

describe("a step's deadline is never later than the class deadline", () => {
  const asked = of("information");
  all([
    [
      "the initial response",
      () => assigned(wib("03-02 10:00"), wib("03-05 10:00"), asked),
      "initialResponse 03-05 → 03-09 WITA 64.71 capped from 03-12",
      "settlement 03-02 → 03-09 WITA 64.71",
    ],
    [
      "the second verification",
      () =>
        played(verified(wib("03-02 10:00"), asked), [wib("03-06 10:00"), hub, say.forwardTo(city)]),
      "institution 03-06 → 03-09 WITA 64.71 capped from 03-11",
      "settlement 03-02 → 03-09 WITA 64.71",
    ],
    [
      "the hub's next step",
      () =>
        played(
          verified(wib("03-02 10:00"), asked),
          [wib("03-02 10:00"), hub, say.forwardTo(city)],
          [wib("03-06 10:00"), city, say.notOurs],
        ),
      "routing 03-06 → 03-09 WIB national capped from 03-11",
      "settlement 03-02 → 03-09 WIB national",
    ],
    [
      "the follow-up",
      () =>
        played(assigned(wib("03-02 10:00"), undefined, asked), [
          wib("03-04 10:00"),
          city,
          say.initial,
        ]),
      "followUp 03-04 → 03-09 WITA 64.71 capped from 03-11",
      "settlement 03-02 → 03-09 WITA 64.71",
    ],
    [
      "what would have ended in 2027 ends in 2026 for certain",
      () => assigned(wib("12-21 10:00"), wib("12-28 10:00"), asked),
      "initialResponse 12-28 → 12-30 WITA 64.71 capped from 2027-01-05",
      "settlement 12-21 → 12-30 WITA 64.71",
    ],
    [
      "one that ends on the same day is not capped",
      () => assigned(wib("03-02 10:00"), undefined, asked),
      "initialResponse 03-02 → 03-09 WITA 64.71",
      "settlement 03-02 → 03-09 WITA 64.71",
    ],
  ]);
});

describe("the reporter's window and what comes after it", () => {
  const answered = () =>
    played(assigned(wib("03-02 10:00")), [wita("03-04 00:30"), city, say.done]);
  all([
    [
      "10 working days from the hub's opening, by its date; nobody else owes anything",
      answered,
      "reporterWindow 03-03 → 03-17 WIB national",
    ],
    [
      "an objection begins the unit's step anew and leaves the class and day 60 where they were",
      () => played(answered(), [wib("03-10 10:00"), hub, say.object]),
      "initialResponse 03-10 → 03-17 WITA 64.71",
      "settlement 03-02 → 03-27 WITA 64.71",
      "ombudsman 03-02 → 06-10 WIB national",
    ],
    [
      "day 0 of that step is the date of the institution",
      () => played(answered(), [wita("03-11 00:30"), hub, say.object]),
      "initialResponse 03-11 → 03-25 WITA 64.71",
      "settlement 03-02 → 03-27 WITA 64.71",
      "ombudsman 03-02 → 06-10 WIB national",
    ],
    ["closed, nothing runs", () => played(answered(), [wib("03-10 10:00"), hub, say.confirm])],
  ]);
});

describe("with the Ombudsman", () => {
  const referred = () =>
    played(assigned(wib("03-02 10:00")), [
      wib("06-11 10:00"),
      hub,
      { type: "refer", due: wib("06-10 23:59:59") },
    ]);
  all([
    [
      "its office has 14 working days to register or decline",
      referred,
      "registration 06-11 → 07-02 WIB ombudsman",
    ],
    [
      "not eligible: back to the unit, whose step begins anew and is as overdue as its class; not offered again",
      () => played(referred(), [wib("06-15 10:00"), "ombudsman", { type: "ineligible" }]),
      "initialResponse 06-15 → 03-27 WITA 64.71 capped from 06-23",
      "settlement 03-02 → 03-27 WITA 64.71",
    ],
    [
      "concluded, nothing runs",
      () => played(referred(), [wib("06-15 10:00"), "ombudsman", { type: "conclude" }]),
    ],
  ]);
});

describe("deemed complete at the verification deadline", () => {
  const late = () =>
    played(came(wib("03-02 10:00"), hub, { class: "complaint", category: "road" }), [
      wib("03-10 10:00"),
      hub,
      say.deem(wib("03-05 23:59:59")),
    ]);
  all([
    [
      "the class runs from that day, however late the deeming is written; the hub still owes its verification",
      late,
      "verification 03-02 → 03-05 WIB national",
      "settlement 03-05 → 04-01 WIB national",
      "ombudsman 03-05 → 06-15 WIB national",
    ],
    [
      "and a later verification moves nothing",
      () => played(late(), [wib("03-11 10:00"), hub, complaint]),
      "settlement 03-05 → 04-01 WIB national",
      "ombudsman 03-05 → 06-15 WIB national",
    ],
    [
      "at a node in its own zone",
      () =>
        played(came(wit("03-02 10:00"), jayapura, { class: "complaint", category: "road" }), [
          wit("03-06 00:00"),
          jayapura,
          say.deem(wit("03-05 23:59:59")),
        ]),
      "verification 03-02 → 03-05 WIT 91.71",
      "settlement 03-05 → 04-01 WIT 91.71",
      "ombudsman 03-05 → 06-15 WIB national",
    ],
  ]);
});

describe("no decree is known for 2027", () => {
  all([
    [
      "what ends in 2026 is certain",
      () => came(wib("12-28 10:00")),
      "verification 12-28 → 12-31 WIB national",
    ],
    [
      "what counts a day of 2027 is provisional",
      () => came(wib("12-29 10:00")),
      "verification 12-29 → 2027-01-04 WIB national provisional",
    ],
    [
      "each clock by itself",
      () =>
        played(verified(wib("11-02 10:00"), complaint), [
          wib("11-02 10:00"),
          hub,
          say.forwardTo(regency),
        ]),
      "institution 11-02 → 11-05 WITA 64.02",
      "settlement 11-02 → 11-20 WITA 64.02",
      "ombudsman 11-02 → 2027-01-28 WIB national provisional",
    ],
    [
      "calendar days need no decree",
      () => played(came(wib("12-29 10:00")), [wib("12-29 10:00"), hub, say.hold]),
      "completion 12-29 → 2027-01-28 WIB national",
    ],
  ]);
});
