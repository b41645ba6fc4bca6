import fc from "fast-check";
import { expect, test } from "vitest";
import { pathUp, wouldCycle } from "../../src/index.ts";
import type { UnitPlace } from "../../src/index.ts";

test("moves that are not refused leave a tree, whatever was asked for", () => {
  const code = fc.integer({ min: 0, max: 11 }).map(String);
  fc.assert(
    fc.property(fc.array(fc.tuple(code, fc.option(code)), { maxLength: 60 }), (moves) => {
      let units: UnitPlace[] = [...Array(12).keys()].map((i) => ({
        code: String(i),
        parent: null,
      }));
      for (const [moved, parent] of moves)
        if (parent === null || !wouldCycle(moved, parent, units))
          units = units.map((unit) => (unit.code === moved ? { code: moved, parent } : unit));
      for (const unit of units) {
        const path = pathUp(unit.code, units);
        const top = units.find((each) => each.code === path.at(-1));
        expect(top?.parent).toBeNull();
      }
    }),
  );
});

test("a unit stands below neither itself nor what is below it", () => {
  const units = [
    { code: "dinkes", parent: null },
    { code: "puskesmas", parent: "dinkes" },
    { code: "pustu", parent: "puskesmas" },
  ];
  expect(wouldCycle("dinkes", "dinkes", units)).toBe(true);
  expect(wouldCycle("dinkes", "pustu", units)).toBe(true);
  expect(wouldCycle("pustu", "dinkes", units)).toBe(false);
  expect(pathUp("pustu", units)).toEqual(["pustu", "puskesmas", "dinkes"]);
});

test("a cycle that lies there hangs nobody", () => {
  const units = [
    { code: "a", parent: "b" },
    { code: "b", parent: "a" },
  ];
  expect(pathUp("a", units)).toEqual(["a", "b"]);
});
