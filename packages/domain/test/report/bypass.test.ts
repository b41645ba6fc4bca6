import { describe, expect, test } from "vitest";
import { accuses, examinerOf, react, route, withheldFrom } from "../../src/index.ts";
import type { Accused, Tenant } from "../../src/index.ts";
import * as say from "./life.ts";
import { city, hub, regency, taken } from "./life.ts";

const tenant = (code: string, parent: string | null, node: string, accepts = true): Tenant => ({
  code,
  name: code,
  kind: "city",
  parent,
  zone: "Asia/Jakarta",
  node,
  accepts,
});
/** 64 and its city share a node; the regency has its own. */
const tenants = [
  tenant(hub, null, "hub", false),
  tenant("64", hub, "kaltim"),
  tenant(city, "64", "kaltim"),
  tenant(regency, "64", "kukar"),
  tenant("ombudsman", null, "ombudsman", false),
];
const about = (accused: Accused) => ({ class: "whistleblowing", accused }) as const;

describe("who examines whistleblowing", () => {
  test.each<readonly [string, Accused, string | undefined, string | undefined]>([
    ["a unit: its institution's inspectorate", { tenant: city, unit: "dpu" }, city, "inspectorate"],
    ["an institution: the one above it", { tenant: city }, "64", "superior"],
    ["its head", { tenant: city, unit: "dpu", office: "head" }, "64", "superior"],
    ["its inspectorate", { tenant: city, office: "inspectorate" }, "64", "superior"],
    ["the operator of a shared node", { tenant: city, office: "operator" }, hub, "hub"],
    ["the operator of its own node", { tenant: regency, office: "operator" }, "64", "superior"],
    ["a province", { tenant: "64" }, hub, "hub"],
    ["what stands apart from the tree", { tenant: "ombudsman" }, hub, "hub"],
    ["a unit of nobody in particular", { unit: "dpu" }, undefined, undefined],
  ])("of %s", (_, accused, who, as) => {
    expect(examinerOf(about(accused), tenants)).toEqual(
      who === undefined ? undefined : { tenant: who, as },
    );
  });

  test("nobody by this rule where it is an ordinary complaint", () => {
    expect(examinerOf({ class: "complaint", accused: { tenant: city } }, tenants)).toBe(undefined);
  });

  test("is what routing suggests, with its reason, whatever category and place would say", () => {
    const report = { ...about({ tenant: city, office: "head" }), place: { area: city } };
    expect(route(report, [], tenants, [])).toEqual({
      outcome: "suggested",
      tenant: "64",
      reasons: [{ rule: "whistleblowing-superior", basis: expect.any(String) as string }],
    });
    expect(route({ ...about({ tenant: "64" }), place: {} }, [], tenants, [])).toMatchObject({
      outcome: "needsTriage",
      why: "hubExamines",
    });
  });

  test("ends although a directory has a circle", () => {
    const circle = [tenant("a", "b", "a"), tenant("b", "a", "b", false)];
    expect(examinerOf(about({ tenant: "a" }), circle)).toEqual({ tenant: hub, as: "hub" });
  });
});

describe("from whom it is withheld", () => {
  test("an accused office makes the whole institution accused, though a unit is named", () => {
    for (const office of ["head", "inspectorate", "operator"] as const)
      expect(accuses(about({ tenant: city, unit: "dpu", office }), city)).toBe(true);
    expect(accuses(about({ tenant: city, unit: "dpu" }), city)).toBe(false);
  });

  test("the operator's accusation withholds it from every tenant of that node, and from no other", () => {
    const report = about({ tenant: city, office: "operator" });
    expect(tenants.filter(({ code }) => withheldFrom(report, code, tenants))).toMatchObject([
      { code: "64" },
      { code: city },
    ]);
    const head = about({ tenant: city, office: "head" });
    expect(tenants.filter(({ code }) => withheldFrom(head, code, tenants))).toHaveLength(1);
  });

  test("the hub takes it from a neighbour on the node, once the operator is accused", () => {
    const life = taken().given(...say.toForwarded, [
      city,
      { type: "correct", class: "whistleblowing", accused: { tenant: "64", office: "operator" } },
    ]);
    expect(life.holder).toBe(city);
    const owed = react(life.current, hub, hub, (report, code) =>
      withheldFrom(report, code, tenants),
    );
    expect(owed).toMatchObject({ type: "recalled", opens: { holder: hub } });
  });

  test("an accused institution cannot act on it, nor be given it, whichever office is accused", () => {
    const life = taken().given([hub, say.whistle({ tenant: city, unit: "dpu", office: "head" })]);
    expect(life.when(hub, say.forwardTo(city))).toBe("accusedTenant");
    expect(life.when(hub, say.forwardTo("64"))).toBe("forwarded");
  });
});
