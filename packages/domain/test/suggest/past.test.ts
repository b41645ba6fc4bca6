import fc from "fast-check";
import { expect, test } from "vitest";
import { fromPast } from "../../src/index.ts";
import type { PastCount } from "../../src/index.ts";

const labels = ["dishub", "dlh", "dpu"];
const features = ["c:road", "k:complaint", "w:lampu", "w:lubang", "w:sampah"];

/** Past reports, each with where it ended and what it had; counted as the job counts them. */
const past = fc.array(
  fc.record({ label: fc.constantFrom(...labels), has: fc.subarray(features) }),
  { maxLength: 40 },
);
type Past = { readonly label: string; readonly has: readonly string[] };

function countsOf(reports: readonly Past[]): PastCount[] {
  const counts = new Map<string, PastCount>();
  for (const { label, has } of reports)
    for (const feature of ["", ...has]) {
      const key = `${feature} ${label}`;
      const counted = (counts.get(key)?.reports ?? 0) + 1;
      counts.set(key, { feature, label, reports: counted });
    }
  return [...counts.values()];
}

test("confidences are shares: each between nothing and one, together less than one", () => {
  fc.assert(
    fc.property(past, fc.subarray(features), (reports, has) => {
      const found = fromPast(has, countsOf(reports));
      for (const { confidence } of found) {
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThan(1);
      }
      const all = found.reduce((sum, { confidence }) => sum + confidence, 0);
      expect(all).toBeLessThan(1);
      expect(found.map(({ label }) => label).toSorted()).toEqual(
        [...new Set(reports.map(({ label }) => label))].toSorted(),
      );
      expect(found.map(({ confidence }) => confidence)).toEqual(
        found.map(({ confidence }) => confidence).toSorted((a, b) => b - a),
      );
    }),
  );
});

test("neither the order of what was learnt nor that of what is asked matters", () => {
  fc.assert(
    fc.property(past, fc.shuffledSubarray(features), (reports, has) => {
      const counts = countsOf(reports);
      const one = fromPast(has, counts);
      const other = fromPast(has.toReversed(), counts.toReversed());
      expect(other.map(({ label }) => label)).toEqual(one.map(({ label }) => label));
      for (const [at, { confidence }] of one.entries())
        expect(other[at]?.confidence).toBeCloseTo(confidence, 10);
    }),
  );
});

test("what nobody has seen says nothing", () => {
  fc.assert(
    fc.property(past, fc.subarray(features), (reports, has) => {
      const counts = countsOf(reports);
      expect(fromPast([...has, "w:zzz"], counts)).toEqual(fromPast(has, counts));
    }),
  );
});

test("one more report like this one that ended there makes it surer there", () => {
  fc.assert(
    fc.property(past, fc.subarray(features), fc.constantFrom(...labels), (reports, has, label) => {
      const sure = (from: readonly Past[]) =>
        fromPast(has, countsOf(from)).find((each) => each.label === label)?.confidence ?? 0;
      expect(sure([...reports, { label, has }])).toBeGreaterThanOrEqual(sure(reports) - 1e-9);
    }),
  );
});

test("with nothing learnt it says nothing, and with one report it is not sure", () => {
  expect(fromPast(features, [])).toEqual([]);
  const [only] = fromPast(["w:lubang"], countsOf([{ label: "dpu", has: ["w:lubang"] }]));
  expect(only?.confidence).toBeLessThan(0.5);
});

test("words win over what is usual, and are named as the reason", () => {
  const usual: Past[] = Array.from({ length: 30 }, () => ({ label: "dpu", has: ["w:lubang"] }));
  const waste = ["w:sampah", "w:bau", "w:lalat"];
  const rare: Past[] = Array.from({ length: 10 }, () => ({ label: "dlh", has: waste }));
  const [first] = fromPast(waste, countsOf([...usual, ...rare]));
  expect(first?.label).toBe("dlh");
  expect(first?.because).toContainEqual({ feature: "w:sampah", past: 10 });
  expect(first?.confidence).toBeGreaterThan(0.5);
});
