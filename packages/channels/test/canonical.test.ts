import fc from "fast-check";
import { expect, test } from "vitest";
import { bodyDigest } from "../src/index.ts";

/** The same value with the members of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([name, each]) => [name, reversed(each)]),
  );
}

test("the order of members does not matter", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => bodyDigest(reversed(value)) === bodyDigest(value)),
  );
});

test("anything else does", () => {
  const different = [
    null,
    {},
    [],
    "",
    "null",
    0,
    "0",
    { a: 1 },
    { a: "1" },
    { a: [1] },
    { a: [1, 2] },
    { a: [2, 1] },
    { "a:1": 1 },
    [["a"], "b"],
    ["a", ["b"]],
  ];
  expect(new Set(different.map(bodyDigest)).size).toBe(different.length);
});
