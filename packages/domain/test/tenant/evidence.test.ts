import { expect, test } from "vitest";
import { keepsOriginals, keepsUnclassified, nationalCategories } from "../../src/index.ts";

const said = (keeps: boolean, words: Record<string, boolean> = {}) => ({
  keeps,
  categories: new Map(Object.entries(words)),
});
const keeps = (policy: ReturnType<typeof said>, category?: string) =>
  keepsOriginals(policy, category, nationalCategories);

test("a category's word holds for those below it, and the nearest one decides", () => {
  const policy = said(false, { infrastructure: true, road: false });
  expect(keeps(policy, "infrastructure")).toBe(true);
  expect(keeps(policy, "bridge")).toBe(true);
  expect(keeps(policy, "road")).toBe(false);
});

test("where no category says another, the tenant's word holds", () => {
  for (const word of [true, false])
    for (const category of [undefined, "waste", "no longer there"])
      expect(keeps(said(word, { infrastructure: !word }), category)).toBe(word);
});

test("before the category is known, all or none are kept only where every word is the same", () => {
  expect(keepsUnclassified(said(false))).toBe("none");
  expect(keepsUnclassified(said(false, { road: false }))).toBe("none");
  expect(keepsUnclassified(said(true))).toBe("all");
  expect(keepsUnclassified(said(true, { road: true }))).toBe("all");
  expect(keepsUnclassified(said(false, { road: true }))).toBe("some");
  expect(keepsUnclassified(said(true, { road: false }))).toBe("some");
});
