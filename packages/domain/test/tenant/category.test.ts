import { describe, expect, test } from "vitest";
import { categoryPath, nationalCategories } from "../../src/index.ts";

describe("the path of a category", () => {
  test("is the code and all above it, nearest first", () => {
    expect(categoryPath("road", nationalCategories)).toEqual(["road", "infrastructure"]);
    expect(categoryPath("health", nationalCategories)).toEqual(["health"]);
  });

  test("of a code that a tenant invented is the code alone", () => {
    expect(categoryPath("local-thing", nationalCategories)).toEqual(["local-thing"]);
  });

  test("ends in a list that turns in a circle", () => {
    const circle = [
      { code: "a", parent: "b" },
      { code: "b", parent: "a" },
    ];
    expect(categoryPath("a", circle)).toEqual(["a", "b"]);
  });
});

describe("the national list", () => {
  test("names each category once, in both languages, below one that exists", () => {
    const codes = nationalCategories.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { parent, name } of nationalCategories) {
      if (parent !== null) expect(codes).toContain(parent);
      expect(name.id).not.toBe("");
      expect(name.en).not.toBe("");
    }
  });

  test("asks the road's status where it decides the owner", () => {
    const asking = nationalCategories.filter((c) => c.asksRoadStatus).map(({ code }) => code);
    expect(asking).toEqual(["road", "bridge", "street-light"]);
  });
});
