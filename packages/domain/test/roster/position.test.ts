import { expect, test } from "vitest";
import { adminRoleOf, clash, fitOf, reachOfRole, rosterRoles } from "../../src/index.ts";
import type { RosterRole } from "../../src/index.ts";

const tenants = [
  { code: "national", kind: "national" },
  { code: "64", kind: "province" },
  { code: "64.71", kind: "city" },
  { code: "ombudsman", kind: "ombudsman" },
] as const;

const roles = (desk: string, heldAt = desk): string[] =>
  rosterRoles.filter(
    (role) =>
      fitOf({ role, desk, heldAt }, tenants) === "fits" ||
      fitOf({ role, desk, heldAt, unit: "dpu" }, tenants) === "fits",
  );

test("each desk has its own roles", () => {
  expect(roles("64.71")).toEqual(["tenantAdmin", "liaison", "unitHead", "inspectorate", "auditor"]);
  expect(roles("64")).toEqual(roles("64.71"));
  expect(roles("national")).toEqual([
    "nationalVerifier",
    "nationalAdmin",
    "nationalMonitor",
    "inspectorate",
    "auditor",
  ]);
  expect(roles("ombudsman")).toEqual(["tenantAdmin", "ombudsmanOfficer", "auditor"]);
});

test("an overseer works at the hub's desk for a province, and for nothing else", () => {
  expect(roles("national", "64")).toEqual(["provincialOverseer"]);
  expect(roles("national", "64.71")).toEqual([]);
  expect(roles("64", "64.71")).toEqual([]);
  expect(reachOfRole("provincialOverseer")).toBe("subtree");
});

test.each<[RosterRole, without: string, within: string]>([
  ["liaison", "roleUnit", "fits"],
  ["unitHead", "roleUnit", "fits"],
  ["inspectorate", "fits", "fits"],
  ["tenantAdmin", "fits", "roleUnit"],
  ["auditor", "fits", "roleUnit"],
])("%s without a unit: %s; with one: %s", (role, without, within) => {
  const position = { role, desk: "64.71", heldAt: "64.71" };
  expect(fitOf(position, tenants)).toBe(without);
  expect(fitOf({ ...position, unit: "dpu" }, tenants)).toBe(within);
});

test("an institution's administrator is not its inspectorate besides", () => {
  expect(clash(["tenantAdmin", "liaison", "inspectorate"])).toBe(true);
  expect(clash(["nationalAdmin", "inspectorate"])).toBe(false);
  expect(clash(["tenantAdmin", "auditor"])).toBe(false);
  expect([adminRoleOf("national"), adminRoleOf("64.71")]).toEqual(["nationalAdmin", "tenantAdmin"]);
});
