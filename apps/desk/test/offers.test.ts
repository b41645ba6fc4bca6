import { expect, test } from "vitest";
import { offersFor } from "../src/acting/offers.ts";
import type { Opened } from "../src/api-types.ts";

type Given = Parameters<typeof offersFor>[0];

const given = (state: Opened["report"]["state"], acts: Opened["acts"]): Given =>
  // Proof: of a report its state is all that is looked at.
  ({ acts, report: { state } }) as Given;

const acts: Opened["acts"] = ["archive", "note", "hold", "forward", "verify", "respond", "assign"];

test.each([
  ["received", "verify"],
  ["verified", "forward"],
  ["returned", "forward"],
  ["accepted", "assign"],
  ["inProgress", "respond"],
] as const)("a report that is %s is offered %s first", (state, act) => {
  const [first] = offersFor(given(state, acts));
  expect([first?.act, first?.place]).toEqual([act, "first"]);
});

test("a report on hold can be supplied with what it lacks without looking behind more", () => {
  const [first] = offersFor(given("held", ["archive", "supply", "verify"]));
  expect([first?.act, first?.place]).toEqual(["supply", "first"]);
});

test("what cannot be done is not offered, though the state waits for it", () => {
  expect(offersFor(given("returned", ["note", "archive"])).map(({ act }) => act)).toEqual([
    "archive",
    "note",
  ]);
});
