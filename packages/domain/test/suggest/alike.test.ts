import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alike, ownerLabel, tenantOfLabel, wordsIn } from "../../src/index.ts";
import type { Comparable } from "../../src/index.ts";

const one: Comparable = {
  stems: ["lubang", "mahakam", "jembatan"],
  place: { area: "64.71.01" },
  category: "bridge",
  receivedAt: "2026-03-02T01:00:00.000Z",
};
const share = (stem: string) => (stem === "mahakam" ? 0.01 : 0.3);
const path = (code: string) =>
  code === "bridge" || code === "road" ? [code, "infrastructure"] : [code];
const score = (change: Partial<Comparable>) => alike(one, { ...one, ...change }, share, path).score;

describe("likeness", () => {
  test("of the same words at the same place and time is all but sure", () => {
    expect(score({ place: { area: "64.71.01" } })).toBeGreaterThan(0.7);
    expect(score({})).toBeLessThan(1);
  });

  test("is the same from both sides, and between nothing and one", () => {
    const stems = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "mahakam", "lubang", "jalan"));
    const area = fc.constantFrom("64", "64.71", "64.71.01", "64.02", "21.71", undefined);
    const days = fc.integer({ min: 1, max: 28 });
    const some = fc.record({ stems, area, days }).map(({ stems: of, area: at, days: on }) => ({
      stems: of,
      place: at === undefined ? {} : { area: at },
      receivedAt: `2026-03-${String(on).padStart(2, "0")}T01:00:00.000Z`,
    }));
    fc.assert(
      fc.property(some, some, (a, b) => {
        const there = alike(a, b, share, path);
        const back = alike(b, a, share, path);
        expect(there.score).toBeCloseTo(back.score, 10);
        expect(there.shared.toSorted()).toEqual(back.shared.toSorted());
        expect(there.score).toBeGreaterThanOrEqual(0);
        expect(there.score).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  test("falls with distance, with another matter, and with time", () => {
    const places = ["64.71.01.1001", "64.71.02", "64.02", "21.71"];
    const byPlace = places.map((area) => score({ place: { area } }));
    expect(byPlace).toEqual(byPlace.toSorted((a, b) => b - a));
    expect(new Set(byPlace).size).toBe(places.length);
    expect(score({ category: "road" })).toBeLessThan(1);
    expect(score({ category: "waste" })).toBeLessThan(score({ category: "road" }));
    expect(score({ receivedAt: "2026-04-02T01:00:00.000Z" })).toBeLessThan(1);
  });

  test("counts rare words for more than common ones", () => {
    const rare = alike(one, { ...one, stems: ["mahakam", "x"] }, share, path);
    const common = alike(one, { ...one, stems: ["lubang", "x"] }, share, path);
    expect(rare.score).toBeGreaterThan(common.score);
  });

  test("of nothing in common is none, wherever and whenever", () => {
    expect(score({ stems: ["lampu"] })).toBe(0);
  });

  test("takes a slip for the word, and a number for another", () => {
    const mahakam = (stem: string) => alike(one, { ...one, stems: [stem, "x"] }, share, path);
    for (const slip of ["mahkam", "mahakkam", "mahaakm", "mahokam"]) {
      const { score: of, shared } = mahakam(slip);
      expect(of).toBeGreaterThan(0);
      expect(of).toBeLessThan(mahakam("mahakam").score);
      expect(shared.toSorted()).toEqual([slip, "mahakam"].toSorted());
    }
    expect(mahakam("mahakan1").score).toBe(0);
    const numbered = { ...one, stems: ["1201"] };
    expect(alike(numbered, { ...one, stems: ["1202"] }, share, path).score).toBe(0);
  });

  test("a word that all reports of a category have says little of two of them", () => {
    const within = (stem: string, category: string | undefined) =>
      stem === "lubang" && category === "bridge" ? 0.4 : 0.01;
    const of = (by: typeof within) => alike(one, { ...one, stems: ["lubang"] }, by, path).score;
    expect(of(within)).toBeLessThan(of(() => 0.01));
  });
});

describe("words", () => {
  test("stand where they are found, without courtesy and grammar", () => {
    const text = "Mohon pak, jln. Sudirman KM 12 berlubang; hp 081234567890";
    const words = wordsIn(text);
    expect(words.map(({ form }) => form)).toEqual(["jalan", "sudirman", "12", "berlubang"]);
    for (const { start, end } of words) expect(text.slice(start, end).trim()).not.toBe("");
    expect(text.slice(words[0]?.start, words[0]?.end)).toBe("jln");
  });

  test("of any text lie in it, one behind the other", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        let last = 0;
        for (const { start, end } of wordsIn(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });

  test("no name of an object's own is taken for an abbreviation", () => {
    expect(wordsIn("constructor toString").map(({ form }) => form)).toEqual([
      "constructor",
      "tostring",
    ]);
  });
});

test("an owner is learnt by where it stands to the place, and found again at another", () => {
  const here = { area: "64.71.01" };
  for (const [tenant, there] of [
    ["64.71", "34.04"],
    ["64", "34"],
    ["kemnaker", "kemnaker"],
  ] as const) {
    const label = ownerLabel(tenant, here);
    expect(tenantOfLabel(label, here)).toBe(tenant);
    expect(tenantOfLabel(label, { area: "34.04" })).toBe(there);
  }
  // Where the place does not say, the place's government is nobody's.
  expect(tenantOfLabel(ownerLabel("64.71", here), {})).toBeUndefined();
  expect(ownerLabel("64.71", {})).toBe("64.71");
});
