import { expect, test } from "vitest";
import { crossed, fromPast } from "../../src/index.ts";
import type { PastCount } from "../../src/index.ts";

test("what comes of two features names both, with the deepest category only", () => {
  const features = ["r:@regency", "c:road", "c:infrastructure", "a:64", "a:64.71", "w:tol"];
  expect(crossed(features)).toEqual([
    ...features,
    "j:road/@regency",
    "p:road/64",
    "p:road/64.71",
    "x:road/tol",
  ]);
  expect(crossed(["w:tol", "a:64"])).toEqual(["w:tol", "a:64"]);
});

/** Where each of so many reports ended. */
const counted = (reports: readonly [string, number, readonly string[]][]): PastCount[] =>
  reports.flatMap(([label, count, features]) =>
    ["", ...crossed(features)].map((feature) => ({ feature, label, reports: count })),
  );
const first = (features: readonly string[], counts: readonly PastCount[]) =>
  fromPast(crossed(features), counts)[0]?.label;

test("a word means within a category what it meant there, whatever it means elsewhere", () => {
  const counts = counted([
    ["@regency", 30, ["c:lamp", "w:lampu"]],
    ["pln", 30, ["c:lamp", "w:gardu"]],
    ["@regency", 60, ["c:road", "w:gardu"]],
    ["pln", 3, ["c:road", "w:kabel"]],
  ]);
  expect(first(["c:lamp", "w:gardu"], counts)).toBe("pln");
  expect(first(["c:road", "w:gardu"], counts)).toBe("@regency");
});

test("what is usual of a category at a place is usual there only", () => {
  const counts = counted([
    ["@regency", 40, ["c:land", "a:64.71"]],
    ["bpbatam", 40, ["c:land", "a:21.71"]],
    ["@regency", 40, ["c:waste", "a:21.71"]],
  ]);
  expect(first(["c:land", "a:21.71"], counts)).toBe("bpbatam");
  expect(first(["c:land", "a:64.71"], counts)).toBe("@regency");
  expect(first(["c:waste", "a:21.71"], counts)).toBe("@regency");
});
