import fc from "fast-check";
import { expect, test } from "vitest";
import { readActs } from "../src/acting/read-acts.ts";

const act = {
  key: "a",
  verb: "verify",
  report: "r1",
  ifVersion: 1,
  input: { note: "x" },
  said: "Diverifikasi",
  called: "7K3M",
  askedAt: 1,
  status: "waiting",
};

test("reads the acts that were kept, and nothing that is none", () => {
  expect(readActs(JSON.stringify([act]))).toEqual([act]);
  expect(readActs(JSON.stringify([{ ...act, verb: "../auth/sign-out" }]))).toEqual([]);
  expect(
    readActs(
      JSON.stringify([
        { ...act, status: "sent" },
        { ...act, ifVersion: "1" },
      ]),
    ),
  ).toEqual([]);
  expect(readActs(JSON.stringify([{ ...act, faults: 2 }]))).toEqual([{ ...act, faults: 2 }]);
  expect(readActs(JSON.stringify([{ ...act, faults: "2" }]))).toEqual([]);
  expect(readActs(null)).toEqual([]);
});

test("never throws, whatever stands in the browser's store", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (kept) => {
      expect(Array.isArray(readActs(kept))).toBe(true);
    }),
  );
});
