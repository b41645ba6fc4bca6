import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { uuidv7 } from "../src/index.ts";

test("the example of RFC 9562", () => {
  const random = Buffer.from("0cc318c4dc0c0c07398f", "hex");
  expect(uuidv7(0x017f22e279b0, random)).toBe("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
});

test("version and variant stand whatever the chance, and a later millisecond sorts later", () => {
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const ids = [...Array(500).keys()].map((ms) => uuidv7(1_790_000_000_000 + ms, randomBytes(10)));
  for (const id of ids) expect(id).toMatch(form);
  expect(ids.toSorted()).toEqual(ids);
  expect(uuidv7(0, Buffer.alloc(10, 0xff))).toMatch(form);
});

test("too little chance is refused", () => {
  expect(() => uuidv7(0, new Uint8Array(9))).toThrow(RangeError);
});
