import { hubTenant, ombudsmanTenant } from "../tenant/tenant.ts";
import type { Reach, Tenant } from "../tenant/tenant.ts";
import type { RosterRefusal } from "./refusal.ts";

/** Roles that a roster decree gives. */
export const rosterRoles = [
  "nationalVerifier",
  "nationalAdmin",
  "nationalMonitor",
  "tenantAdmin",
  "liaison",
  "unitHead",
  "inspectorate",
  "provincialOverseer",
  "ombudsmanOfficer",
  "auditor",
] as const;
export type RosterRole = (typeof rosterRoles)[number];

/** A role at a desk. Only an overseer's is held elsewhere: at a province, and works at the hub's desk. */
export interface Position {
  readonly role: RosterRole;
  readonly desk: string;
  readonly heldAt: string;
  readonly unit?: string;
}

type Desk = "hub" | "office" | "institution";

const desks: Readonly<Record<RosterRole, readonly Desk[]>> = {
  nationalVerifier: ["hub"],
  nationalAdmin: ["hub"],
  nationalMonitor: ["hub"],
  provincialOverseer: ["hub"],
  tenantAdmin: ["institution", "office"],
  liaison: ["institution"],
  unitHead: ["institution"],
  inspectorate: ["institution", "hub"],
  ombudsmanOfficer: ["office"],
  auditor: ["hub", "office", "institution"],
};

/** An inspectorate's unit is its own: it does not examine itself. */
const units: Readonly<Partial<Record<RosterRole, "needed" | "possible">>> = {
  liaison: "needed",
  unitHead: "needed",
  inspectorate: "possible",
};

/** Whether such a role can be held there; otherwise `roleNotHere` or `roleUnit`. */
export function fitOf(
  { role, desk, heldAt, unit }: Position,
  tenants: readonly Pick<Tenant, "code" | "kind">[],
): "fits" | RosterRefusal {
  if (!desks[role].includes(deskOf(desk))) return "roleNotHere";
  const oversees = tenants.some(({ code, kind }) => code === heldAt && kind === "province");
  if (role === "provincialOverseer" ? !oversees : heldAt !== desk) return "roleNotHere";
  const wanted = units[role];
  if (unit === undefined ? wanted === "needed" : wanted === undefined) return "roleUnit";
  return "fits";
}

function deskOf(tenant: string): Desk {
  if (tenant === hubTenant) return "hub";
  return tenant === ombudsmanTenant ? "office" : "institution";
}

/** How far a role reaches down the tree of tenants. */
export const reachOfRole = (role: RosterRole): Reach =>
  role === "provincialOverseer" ? "subtree" : "self";

/** Who looks after the roster of a desk: without one of them nobody could give a role any more. */
export const adminRoleOf = (desk: string): RosterRole =>
  desk === hubTenant ? "nationalAdmin" : "tenantAdmin";

/**
 * An institution's administrators never see its whistleblowing (PRODUCT), so none of them is its inspectorate besides, nor
 * stands in for it. At the hub it is the administrators who examine.
 */
export function clash(roles: readonly RosterRole[]): boolean {
  return roles.includes("tenantAdmin") && roles.includes("inspectorate");
}
