import { describe } from "vitest";
import * as say from "../report/life.ts";
import { city, hub, regency } from "../report/life.ts";
import {
  assigned,
  came,
  complaint,
  jayapura,
  played,
  supervisory,
  wib,
  wit,
  wita,
} from "./story.ts";
import { counted, of, verified } from "./table.ts";

describe("the class deadline and day 60, from the moment the file is complete", () => {
  counted([
    [
      "information: 5, and it ends with advice",
      () => verified(wib("03-02 10:00"), of("information")),
      "settlement 03-02 → 03-09 WIB national",
      "advice 03-02 → 06-10 WIB national",
    ],
    [
      "aspiration: 14, and so does it",
      () => verified(wib("03-02 10:00"), of("aspiration")),
      "settlement 03-02 → 03-27 WIB national",
      "advice 03-02 → 06-10 WIB national",
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
  counted([
    [
      "the initial response",
      () => assigned(wib("03-02 10:00"), wib("03-05 10:00"), asked),
      "initialResponse 03-05 → 03-09 WITA 64.71 capped from 03-12",
      "settlement 03-02 → 03-09 WITA 64.71",
      "advice 03-02 → 06-10 WIB national",
    ],
    [
      "the second verification",
      () =>
        played(verified(wib("03-02 10:00"), asked), [wib("03-06 10:00"), hub, say.forwardTo(city)]),
      "institution 03-06 → 03-09 WITA 64.71 capped from 03-11",
      "settlement 03-02 → 03-09 WITA 64.71",
      "advice 03-02 → 06-10 WIB national",
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
      "advice 03-02 → 06-10 WIB national",
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
      "advice 03-02 → 06-10 WIB national",
    ],
    [
      "what would have ended in 2027 ends in 2026 for certain",
      () => assigned(wib("12-21 10:00"), wib("12-28 10:00"), asked),
      "initialResponse 12-28 → 12-30 WITA 64.71 capped from 2027-01-05",
      "settlement 12-21 → 12-30 WITA 64.71",
      "advice 12-21 → 2027-03-18 WIB national provisional",
    ],
    [
      "one that ends on the same day is not capped",
      () => assigned(wib("03-02 10:00"), undefined, asked),
      "initialResponse 03-02 → 03-09 WITA 64.71",
      "settlement 03-02 → 03-09 WITA 64.71",
      "advice 03-02 → 06-10 WIB national",
    ],
  ]);
});

describe("the reporter's window and what comes after it", () => {
  const answered = () =>
    played(assigned(wib("03-02 10:00")), [wita("03-04 00:30"), city, say.done]);
  counted([
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
  counted([
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
  counted([
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
  counted([
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
