import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "../src/json.ts";

const read = (text: string) => readJson(Buffer.from(text));

describe("a JSON document", () => {
  it("is read as everybody reads it", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8, noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!text.includes("\\u0000") && !text.includes("__proto__"));
        const expected: unknown = JSON.parse(text);
        const numbers = text.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g) ?? [];
        fc.pre(
          numbers.every((n) => !Number.isInteger(Number(n)) || Number.isSafeInteger(Number(n))),
        );
        fc.pre(text.isWellFormed() && !/\\ud[89a-f]/i.test(text));
        expect(read(text)).toEqual({ outcome: "json", value: expected });
        expect(read(JSON.stringify(value, null, 2))).toEqual({ outcome: "json", value: expected });
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["a repeated name", '{"a":1,"b":2,"a":1}'],
    ["a name repeated by an escape", '{"a":1,"\\u0061":2}'],
    ["__proto__", '{"__proto__":{}}'],
    ["NUL", '["\\u0000"]'],
    ["half a pair", '["\\ud800"]'],
    ["a control character", '["\n"]'],
    ["an integer that a double rounds", "[9007199254740993]"],
    ["a number beyond a double", "[1e999]"],
    ["a leading zero", "[01]"],
    ["a trailing comma", "[1,]"],
    ["a comma without an item", "[,]"],
    ["something behind", "{} {}"],
    ["a string without its end", '["a'],
    ["a string that ends in an escape", '"\\'],
    ["no value", ""],
    ["a bare word", "[nul]"],
    ["no colon", '{"a" 1}'],
    ["nesting", `${"[".repeat(33)}1${"]".repeat(33)}`],
    ["a byte order mark", "\ufeff{}"],
  ])("with %s is refused", (_, text) => {
    expect(read(text).outcome).toBe("noJson");
  });

  it("may be nested as deeply as an event", () => {
    expect(read(`${"[".repeat(32)}1${"]".repeat(32)}`).outcome).toBe("json");
  });

  it("that is no UTF-8 is refused", () => {
    expect(readJson(Buffer.from([0x22, 0xff, 0x22])).outcome).toBe("noJson");
  });

  it("of four megabytes in one token does not overflow", () => {
    const long = " ".repeat(4_000_000);
    expect(read(`${long}["${long}"]`).outcome).toBe("json");
    expect(read("1".repeat(4_000_000)).outcome).toBe("noJson");
    expect(read("[".repeat(4_000_000)).outcome).toBe("noJson");
  });
});
