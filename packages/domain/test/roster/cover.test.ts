import { expect, test } from "vitest";
import { fitOfCover } from "../../src/index.ts";
import type { Cover } from "../../src/index.ts";

const cover = (given: Partial<Cover>): Cover => ({
  officer: "r1",
  of: "ani",
  by: "budi",
  begins: "2026-03-10",
  ends: "2026-03-12",
  ...given,
});

test("a leave is covered by somebody else who is there", () => {
  expect(fitOfCover(cover({}), [])).toBe("fits");
  expect(fitOfCover(cover({ by: "ani" }), [])).toBe("unfitDeputy");
});

test.each([
  ["on the last day", { begins: "2026-03-12", ends: "2026-03-20" }, "no"],
  ["on the first day", { begins: "2026-03-01", ends: "2026-03-10" }, "no"],
  ["before", { begins: "2026-03-01", ends: "2026-03-09" }, "fits"],
  ["after", { begins: "2026-03-13", ends: "2026-03-20" }, "fits"],
])("another leave %s counts to the day", (_, days, expected) => {
  const cases = [
    // The deputy is away, by whichever of their roles.
    ["unfitDeputy", cover({ ...days, officer: "r2", of: "budi", by: "cici" })],
    // Who goes away covers somebody: there is no deputy of a deputy.
    ["coverOverlaps", cover({ ...days, officer: "r3", of: "dodi", by: "ani" })],
    // The same role is covered already.
    ["coverOverlaps", cover({ ...days, by: "cici" })],
  ] as const;
  for (const [code, other] of cases)
    expect(fitOfCover(cover({}), [other])).toBe(expected === "fits" ? "fits" : code);
});

test("one person may cover two others at once", () => {
  expect(fitOfCover(cover({}), [cover({ officer: "r2", of: "cici" })])).toBe("fits");
});
