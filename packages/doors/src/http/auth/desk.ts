import type { Staff } from "@simpul/access";
import { staffAt } from "@simpul/casework";
import type { Context } from "hono";
import { admitted } from "../limits/limited.ts";
import { problem } from "../problem.ts";
import { unfinished } from "./door.ts";
import { factorState, rolesWithin } from "./factor.ts";
import { isOurs } from "./same-origin.ts";
import { isFresh, sessionOf, useOf } from "./sessions.ts";
import type { Use } from "./sessions.ts";
import type { SignInCore } from "./core.ts";

/** Whose desk a request is at: the path says, or the host, or there is only one; the session never. */
export function deskOf(
  { ctx, tenantHosts }: Pick<SignInCore, "ctx" | "tenantHosts">,
  c: Context,
  inPath: string | undefined,
): string | undefined {
  const here = ctx.here.tenants();
  if (inPath !== undefined) return here.includes(inPath) ? inPath : undefined;
  const host = (c.req.header("host") ?? "").toLowerCase().replace(/:\d+$/, "");
  const tenant = tenantHosts.get(host) ?? (here.length === 1 ? here[0] : undefined);
  return tenant !== undefined && here.includes(tenant) ? tenant : undefined;
}

/**
 * Who asks at a desk: the session's account with the roles that count there today. Without a role there the desk does not
 * exist for them.
 */
async function staffOf(
  signIn: SignInCore,
  c: Context,
  tenant: string | undefined,
  use: Use,
): Promise<Staff | Response> {
  const isSafe = c.req.method === "GET" || c.req.method === "HEAD";
  if (!isSafe && !isOurs(c, signIn.origins)) return problem(c, "crossSite");
  const session = await sessionOf(signIn, c, use);
  // A tab of somebody who signed in before says whose it is: what they left undone is not done in another's name.
  const meant = c.req.header("x-account");
  if (session === undefined || (meant !== undefined && meant !== session.user_id))
    return problem(c, "unauthenticated");
  const { only_tenant: only } = session;
  if (tenant === undefined || (only !== null && only !== tenant)) return problem(c, "notFound");
  const known = await staffAt(signIn.ctx, tenant, session.user_id, isFresh(signIn, session));
  if (known === "none") return problem(c, "notFound");
  // Whose desk the session may be at was asked above; an overseer's role is held elsewhere than it counts.
  const staff = { ...known, roles: rolesWithin({ ...session, only_tenant: null }, known.roles) };
  if (staff.roles.length === 0) return problem(c, "notFound");
  return unfinished(c, { factor: factorState(signIn, session, staff.roles) }) ?? staff;
}

/** Of somebody at a desk: more than a person can do, and less than a program would. */
const staffLimit = { name: "staff", rate: 30, burst: 200 };

/**
 * The same, at the desk that the path or the host names, and no more often than a person asks.
 * @param inPath the tenant, where the path names one
 * @param cost how many requests it counts as
 */
export async function admittedStaff(
  signIn: SignInCore,
  c: Context,
  inPath: string | undefined,
  cost = 1,
  use: Use = useOf(c),
): Promise<Staff | Response> {
  const staff = await staffOf(signIn, c, deskOf(signIn, c, inPath), use);
  if (staff instanceof Response) return staff;
  const who = `${staff.tenant}/staff/${staff.id}`;
  const may = await admitted(c, signIn.ctx, [{ limit: staffLimit, who, cost }]);
  return may.outcome === "wait" ? may.answer : staff;
}

/** Whether somebody who is already let in at a desk still is. Nobody is sitting there for it. */
export const stillStaff = (
  signIn: SignInCore,
  c: Context,
  inPath: string | undefined,
): Promise<Staff | Response> => staffOf(signIn, c, deskOf(signIn, c, inPath), "unattended");
