import { describe, expect, test } from "vitest";
import { nationalCategories, nationalRules, route } from "../../src/index.ts";
import type { Place, RoadStatus, Routing, RoutingRule, Tenant } from "../../src/index.ts";

const tenant = (code: string, accepts = true): Tenant => ({
  code,
  name: code,
  kind: code.includes(".") ? "city" : "province",
  parent: code.includes(".") ? code.slice(0, 2) : "national",
  zone: "Asia/Makassar",
  node: "hosted",
  accepts,
});
const tenants = [
  tenant("64"),
  tenant("64.02"),
  tenant("64.71"),
  tenant("34"),
  tenant("34.04"),
  tenant("kempu"),
];

const routed = (
  category: string | undefined,
  place: Place,
  rules: readonly RoutingRule[] = nationalRules,
): Routing =>
  route(
    { ...(category === undefined ? {} : { category }), place },
    rules,
    tenants,
    nationalCategories,
  );

const inWords = (routing: Routing): string =>
  routing.outcome === "suggested" ? routing.tenant : routing.why;

describe("the national rules", () => {
  // Area x category x road status, and who owns it by Law 23/2014 and Law 38/2004; `-` is not given.
  test.each(
    `
    area           category          road      owner
    64.71          road              national  kempu
    64.71          road              province  64
    64.71          road              regency   64.71
    64.71          road              unknown   64.71
    64.71          road              -         64.71
    64.71.01.1001  road              regency   64.71
    64.71.01.1001  road              province  64
    64.71.01.1001  road              national  kempu
    64.02.18       bridge            province  64
    64.02.18       street-light      regency   64.02
    64.02.18       drainage          -         64.02
    34.04          road              province  34
    64             road              province  64
    64             road              national  kempu
    64             road              regency   placeUnknown
    64             road              unknown   placeUnknown
    -              road              national  kempu
    -              road              province  placeUnknown
    -              road              regency   placeUnknown
    -              road              -         placeUnknown
    64.71          unpaid-wage       -         64
    64.71          workplace-safety  -         64
    64.71          employment        -         64
    64             unpaid-wage       -         64
    -              unpaid-wage       -         placeUnknown
    64.71          waste             -         64.71
    64.71          waste             national  64.71
    64.71          id-card           -         64.71
    34.04.07       clinic            -         34.04
    34.04.07       -                 -         34.04
    64.03          waste             -         tenantUnknown
    99.01          road              province  tenantUnknown
    -              waste             -         placeUnknown
    -              -                 -         placeUnknown
    `
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/)),
  )("area %s, %s, road %s: %s", (area, category, road, owner) => {
    const place: Place = {
      ...(area === undefined || area === "-" ? {} : { area }),
      // The table's own words are road statuses; a wrong one would match no rule and fail its row.
      ...(road === "-" ? {} : { roadStatus: road as RoadStatus }),
    };
    expect(inWords(routed(category === "-" ? undefined : category, place))).toBe(owner);
  });

  test("name the rule and its legal basis with the suggestion", () => {
    const routing = routed("road", { area: "64.71.01", roadStatus: "province" });
    expect(routing.reasons).toEqual([
      { rule: "road-province", basis: expect.stringContaining("UU 38/2004") },
    ]);
  });
});

describe("of several rules", () => {
  const rule = (id: string, when: RoutingRule["when"], code: string): RoutingRule => ({
    id,
    when,
    owner: { kind: "tenant", code },
    basis: id,
  });
  const place: Place = { area: "64.71.01", roadStatus: "province" };

  test.each([
    [
      "a category beats none",
      [rule("any", {}, "64"), rule("cat", { category: "road" }, "34")],
      "34",
    ],
    [
      "the nearer category beats the one above",
      [
        rule("above", { category: "infrastructure" }, "64"),
        rule("near", { category: "road" }, "34"),
      ],
      "34",
    ],
    [
      "an area beats a category",
      [rule("cat", { category: "road" }, "64"), rule("area", { area: "64" }, "34")],
      "34",
    ],
    [
      "a smaller area beats a larger",
      [rule("city", { area: "64.71" }, "34"), rule("province", { area: "64" }, "64")],
      "34",
    ],
    [
      "an area with a category beats the area alone",
      [
        rule("area", { area: "64.71" }, "64"),
        rule("both", { area: "64.71", category: "infrastructure" }, "34"),
      ],
      "34",
    ],
    [
      "the road's status beats the smallest area",
      [
        rule("road", { roadStatus: ["province", "national"] }, "34"),
        rule("area", { area: "64.71.01", category: "road" }, "64"),
      ],
      "34",
    ],
  ] as const)("%s", (_, rules, owner) => {
    expect(inWords(routed("road", place, rules))).toBe(owner);
    expect(inWords(routed("road", place, rules.toReversed()))).toBe(owner);
  });

  test("those that agree are all given as reasons", () => {
    const rules = [rule("one", { area: "64" }, "34"), rule("two", { area: "64" }, "34")];
    const routing = routed("road", place, rules);
    expect(routing).toMatchObject({ outcome: "suggested", tenant: "34" });
    expect(routing.reasons.map((reason) => reason.rule)).toEqual(["one", "two"]);
  });

  test("those that contradict each other leave it to a person, with both candidates", () => {
    const rules = [rule("one", { area: "64" }, "34"), rule("two", { area: "64" }, "64")];
    expect(routed("road", place, rules)).toMatchObject({
      outcome: "needsTriage",
      why: "disputed",
      candidates: ["34", "64"],
    });
  });

  test("none at all leaves it to a person", () => {
    expect(routed("road", place, [])).toEqual({
      outcome: "needsTriage",
      why: "noRule",
      candidates: [],
      reasons: [],
    });
    expect(inWords(routed("road", place, [rule("other", { category: "health" }, "64")]))).toBe(
      "noRule",
    );
  });
});

test("areas nest by dots, not by letters: 64.7 is not above 64.71", () => {
  const rules: RoutingRule[] = [
    { id: "r", when: { area: "64.7" }, owner: { kind: "tenant", code: "64" }, basis: "" },
  ];
  expect(inWords(routed("road", { area: "64.71" }, rules))).toBe("noRule");
  expect(inWords(routed("road", { area: "64.7.01" }, rules))).toBe("64");
});

test("an institution that takes no reports is a candidate, not a suggestion", () => {
  const routing = route(
    { category: "waste", place: { area: "64.02" } },
    nationalRules,
    [tenant("64.02", false)],
    nationalCategories,
  );
  expect(routing).toMatchObject({
    outcome: "needsTriage",
    why: "tenantUnknown",
    candidates: ["64.02"],
  });
});
