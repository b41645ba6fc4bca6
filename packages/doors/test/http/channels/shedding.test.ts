import { expect, test } from "vitest";
import { shedding } from "../../../src/http/channels/shedding.ts";

const channel = { id: "ch_a", rate: 3 };

test("a channel may send what its rate allows at once, and then waits", () => {
  const { admit } = shedding(() => 0);
  expect([1, 2, 3].map(() => admit(channel))).toEqual(["go", "go", "go"]);
  expect(admit(channel)).toBeGreaterThanOrEqual(1);
});

test("one channel's storm is not another's", () => {
  const { admit } = shedding(() => 0);
  for (let i = 0; i < 10; i += 1) admit(channel);
  expect(admit({ id: "ch_b", rate: 3 })).toBe("go");
});

test("a queue too deep sheds whoever comes, whatever its rate", () => {
  let depth = 2000;
  const { admit } = shedding(() => depth);
  expect(admit({ id: "ch_a", rate: 10_000 })).toBe("go");
  depth = 2001;
  expect(admit({ id: "ch_a", rate: 10_000 })).toBe(1);
});
