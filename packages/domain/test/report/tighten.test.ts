import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold, retracts } from "../../src/index.ts";
import type { Case, Flags, Mask, Recorded } from "../../src/index.ts";
import * as say from "./life.ts";
import { city, hub, regency, reportId, taken } from "./life.ts";

const none: Flags = { anonymous: false, secret: false };
const place = (start: number, content = "answer"): Mask => ({
  content,
  field: "text",
  start,
  end: start + 2,
});

describe("masking and erasing", () => {
  test("may come from a party that does not hold the report, in a turn that is long over", () => {
    const life = taken().given(...say.toAssigned, [hub, say.recall]);
    life.given([city, { type: "mask", masks: [place(3)] }]);
    life.given([hub, { type: "tighten", flags: { anonymous: true, secret: false } }]);
    expect(life.current.report).toMatchObject({
      state: "returned",
      masks: [place(3)],
      flags: { anonymous: true, secret: false },
    });
  });

  test("a mask tightens nothing else, and nothing takes it back", () => {
    const life = taken().given([hub, { type: "mask", masks: [place(3)] }], [hub, say.verify]);
    expect(life.current.report.flags).toEqual(none);
    expect(life.current.report.masks).toEqual([place(3)]);
  });

  test("is asked for by the hub or who took the report in, and by nobody else", () => {
    const erase = { type: "erase", contents: ["letter"] } as const;
    const life = taken({}, city).given([city, say.notOurs], [hub, say.verify]);
    expect(life.given([city, erase]).current.report.erased).toEqual(["letter"]);
    const elsewhere = taken().given(...say.toForwarded);
    expect(elsewhere.when(city, erase)).toBe("originOnly");
    expect(elsewhere.given([hub, erase]).current.report.erased).toEqual(["letter"]);
  });

  test("of anybody else's stream erases nothing, and its flags count all the same", () => {
    const life = taken().given(...say.toForwarded);
    life.write(city, {
      type: "tightened",
      by: "institution",
      flags: { anonymous: false, secret: true },
      erases: ["letter"],
    });
    expect(life.current.report.erased).toBe(undefined);
    expect(life.current.report.flags.secret).toBe(true);
  });

  test("outlives every change of state", () => {
    const life = taken().given([hub, { type: "erase", contents: ["letter"] }], ...say.toAssigned);
    expect(life.state).toBe("assigned");
    expect(life.current.report.erased).toEqual(["letter"]);
  });
});

test("whoever tightened what, and however it arrives, every party has all of it", () => {
  const tightening = fc.record({
    writer: fc.constantFrom(hub, city, regency),
    flags: fc.record({ anonymous: fc.boolean(), secret: fc.boolean() }),
    masks: fc.array(
      fc.nat(5).map((at) => place(at)),
      { maxLength: 3 },
    ),
    erases: fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(tightening, { maxLength: 8 }), fc.func(fc.integer()), (all, order) => {
      const life = taken().given(...say.toForwarded);
      for (const { writer, ...flags } of all)
        life.write(writer, { type: "tightened", by: "institution", ...flags });
      const shuffled = life.events.toSorted(
        (a: Recorded, b: Recorded) => order(a.hash) - order(b.hash),
      );
      const folded: Case | undefined = fold(shuffled, reportId, hub);
      expect(folded).toEqual(life.current);
      const { flags, masks = [], erased = [] } = life.current.report;
      expect(flags.secret).toBe(all.some((one) => one.flags.secret));
      expect(flags.anonymous).toBe(all.some((one) => one.flags.anonymous));
      expect(masks).toHaveLength(new Set(all.flatMap((one) => one.masks.map((m) => m.start))).size);
      const asked = all.filter(({ writer }) => writer === hub).flatMap((one) => one.erases);
      expect(erased).toEqual([...new Set(asked)].toSorted());
    }),
    { numRuns: 60 },
  );
});

test("those who were told before have to drop what becomes secret, whistleblowing or erased", () => {
  const by = "verifier" as const;
  expect(retracts({ type: "tightened", by, flags: { ...none, secret: true } })).toBe(true);
  expect(retracts({ type: "tightened", by, flags: none, erases: ["a"] })).toBe(true);
  expect(retracts({ type: "corrected", by, class: "whistleblowing" })).toBe(true);
  expect(retracts({ type: "tightened", by, flags: { ...none, anonymous: true } })).toBe(false);
  expect(retracts({ type: "tightened", by, flags: none, masks: [place(1)] })).toBe(false);
  expect(retracts({ type: "corrected", by, class: "complaint" })).toBe(false);
});
