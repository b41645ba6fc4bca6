import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_JSON_DEPTH, readJson, unwritable } from "../src/json.ts";
test("what is written is refused where its bytes would be when they are read", () => {
  const nested = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string({ unit: "binary" }),
      fc.constantFrom("a\0b", "\uD800", "__proto__", 2 ** 53, -(2 ** 53), 1e308, 0.5, null, true),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "x\0", "\uDC00", "__proto__"), tie("value")),
    ),
  })).value;
  fc.assert(
    fc.property(nested, fc.nat(MAX_JSON_DEPTH + 1), (value, deep) => {
      const whole = Array.from({ length: deep }).reduce((inner) => [inner], value);
      const read = readJson(Buffer.from(JSON.stringify(whole)));
      expect(unwritable(whole, MAX_JSON_DEPTH) === undefined).toBe(read.outcome === "read");
    }),
    { numRuns: 2000 },
  );
});
