import { describe, expect, test } from "vitest";
import * as say from "../report/life.ts";
import { city, hub } from "../report/life.ts";
import type { Life } from "../report/life.ts";
import {
  assigned,
  came,
  clocksIn,
  jayapura,
  played,
  supervisory,
  wib,
  wit,
  wita,
} from "./story.ts";
import { counted, forwarded } from "./table.ts";

describe("verification: 3 working days of whoever took it in", () => {
  counted([
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
  counted([
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
  counted([
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
  counted([
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
      "verification 03-02 → 03-05 WIB national",
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
