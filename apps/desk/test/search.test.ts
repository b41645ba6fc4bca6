import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readSearch } from "../src/search.ts";
import { askedOf, isSameView } from "../src/work/preset.ts";
import { presets } from "../src/work/presets.ts";

describe("the address of a list", () => {
  test("is read from anything without a throw, and only in its own shape", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (given) => {
        const read = readSearch(given);
        for (const value of Object.values(read))
          expect(
            typeof value === "string" ||
              (Array.isArray(value) && value.every((each) => typeof each === "string")),
          ).toBe(true);
      }),
    );
  });

  test("reads what it was read as", () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            q: fc.string(),
            states: fc.array(fc.string()),
            flags: fc.anything(),
            due: fc.anything(),
            from: fc.oneof(fc.string(), fc.integer()),
            open: fc.string(),
          },
          { requiredKeys: [] },
        ),
        (given) => {
          const once = readSearch(given);
          expect(readSearch({ ...once })).toEqual(once);
        },
      ),
    );
  });

  test("says more than the screen, and takes nothing else away from it", () => {
    const asked = askedOf(presets.verification, { due: "late", open: "1", show: "public" });
    expect(asked).toEqual({ filter: { states: ["received"], due: "late" }, sort: "due" });
    expect(askedOf(presets.verification, { states: ["held"], sort: "newest" })).toEqual({
      filter: { states: ["held"] },
      sort: "newest",
    });
  });

  test("is the same view whichever report is open, and in whichever order it is written", () => {
    expect(isSameView({ open: "1", states: ["a", "b"] }, { states: ["b", "a"] })).toBe(true);
    expect(isSameView({ states: ["a"] }, { states: ["a", "b"] })).toBe(false);
    expect(isSameView({ due: "late" }, {})).toBe(false);
  });
});
