import { describe, expect, test } from "vitest";
import { hubTenant, nodeOfUrn, nodeUrn, reachOf, tenantOfUrn, tenantUrn } from "../../src/index.ts";

const tree = [
  { code: "national", parent: null },
  { code: "64", parent: "national" },
  { code: "64.02", parent: "64" },
  { code: "64.71", parent: "64" },
  { code: "34", parent: "national" },
  { code: "34.04", parent: "34" },
  { code: "kemnaker", parent: "national" },
  { code: "bpjs", parent: "kemnaker" },
  { code: "ombudsman", parent: null },
];

describe("a role", () => {
  test("held at a tenant for itself reaches nobody else", () => {
    expect(reachOf("64", "self", tree)).toEqual(["64"]);
  });

  test("held for the subtree reaches what is below, at any depth, and neither above nor beside", () => {
    expect(reachOf("64", "subtree", tree).toSorted()).toEqual(["64", "64.02", "64.71"]);
    expect(reachOf("64.71", "subtree", tree)).toEqual(["64.71"]);
    expect(reachOf("kemnaker", "subtree", tree).toSorted()).toEqual(["bpjs", "kemnaker"]);
  });

  test("held at the root reaches every institution but the Ombudsman, who stands apart", () => {
    const all = tree.map(({ code }) => code).filter((code) => code !== "ombudsman");
    expect(reachOf(hubTenant, "subtree", tree).toSorted()).toEqual(all.toSorted());
    expect(reachOf("ombudsman", "subtree", tree)).toEqual(["ombudsman"]);
  });

  test("reaches each tenant once, and ends, in a directory that turns in a circle", () => {
    const circle = [
      { code: "a", parent: "c" },
      { code: "b", parent: "a" },
      { code: "c", parent: "b" },
      { code: "self", parent: "self" },
    ];
    expect(reachOf("a", "subtree", circle).toSorted()).toEqual(["a", "b", "c"]);
    expect(reachOf("self", "subtree", circle)).toEqual(["self"]);
  });
});

describe("a URN", () => {
  test.each(["64", "64.71", "national", "kemnaker", "ombudsman"])(
    "names tenant %s and reads back",
    (code) => {
      expect(tenantUrn(code)).toBe(`urn:simpul:tenant:${code}`);
      expect(tenantOfUrn(tenantUrn(code))).toBe(code);
      expect(nodeOfUrn(tenantUrn(code))).toBeUndefined();
      expect(nodeOfUrn(nodeUrn(code))).toBe(code);
      expect(tenantOfUrn(nodeUrn(code))).toBeUndefined();
    },
  );

  test.each([
    "",
    "64.71",
    "urn:simpul:tenant:",
    "urn:simpul:tenant:64.71 ",
    "urn:simpul:tenant:64.71\n",
    "urn:simpul:tenant:64/71",
    "urn:simpul:tenant:.71",
    "urn:simpul:tenant:KEMNAKER",
    "xurn:simpul:tenant:64",
    `urn:simpul:tenant:${"a".repeat(65)}`,
  ])("that is not ours is none: %j", (urn) => {
    expect(tenantOfUrn(urn)).toBeUndefined();
  });
});
