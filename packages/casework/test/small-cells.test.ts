import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutSmallCells } from "../src/small-cells.ts";

const nested = fc
  .array(fc.nat(12), { minLength: 1, maxLength: 4 })
  .map((steps) => steps.map((_, i) => steps.slice(i).reduce((sum, step) => sum + step, 0)));

test("no count, and no difference of two, is one of less than five; what is shown is true", () => {
  fc.assert(
    fc.property(nested, (counts) => {
      const shown = withoutSmallCells(counts);
      const seen = [...shown.filter((one) => one !== null), 0];
      for (const [i, one] of seen.entries())
        for (const other of seen.slice(i + 1)) expect([1, 2, 3, 4]).not.toContain(one - other);
      for (const [i, one] of shown.entries()) if (one !== null) expect(one).toBe(counts[i]);
    }),
  );
});

test.each([
  [
    [0, 0, 0],
    [0, 0, 0],
  ],
  [
    [1, 0, 0],
    [null, 0, 0],
  ],
  [
    [7, 6, 0],
    [null, 6, 0],
  ],
  [
    [12, 8, 6],
    [12, null, 6],
  ],
  [
    [9, 4, 4],
    [9, null, null],
  ],
])("%j is shown as %j", (counts, shown) => {
  expect(withoutSmallCells(counts)).toEqual(shown);
});
