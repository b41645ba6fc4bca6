import type { RoleHeld, Staff } from "@simpul/access";
import { rolesOfAccount, wholeOf, withScope } from "@simpul/db";
import type { RoleOfAccount } from "@simpul/db";
import { counts, isWithin, reachOf } from "@simpul/domain";
import type { Context } from "../context.ts";
import { todayAt } from "./today.ts";

/**
 * Who somebody is at the desk of a tenant today: their own roles, and those of whom they stand in for. Asked with each
 * request, so a role that ended, or a decree past its grace, is gone with the next one.
 * @param tenant of the host or path, never of the session
 * @param account `auth."user".id`
 * @param isFresh whether they proved who they are just now
 */
export async function staffAt(
  ctx: Context,
  tenant: string,
  account: string,
  isFresh: boolean,
): Promise<Staff | "none"> {
  if (!ctx.here.tenants().includes(tenant)) return "none";
  const today = todayAt(ctx, tenant);
  const found = await withScope(ctx.db, wholeOf([tenant]), (tx) =>
    rolesOfAccount(tx, tenant, account),
  );
  const roles = found.filter((each) => countsToday(each, today)).map(held);
  if (roles.length === 0) return "none";
  const provinces = roles.filter(({ role }) => role === "provincialOverseer");
  const oversees = provinces.flatMap((each) =>
    reachOf(each.tenant, "subtree", ctx.reference.tenants()).filter((code) => code !== each.tenant),
  );
  return {
    kind: "staff",
    id: account,
    tenant,
    roles,
    ...(provinces.length === 0 ? {} : { oversees: [...new Set(oversees)] }),
    isFresh,
  };
}

/** A deputy's own role has to count as well: who left the roster stands in for nobody. */
export function countsToday({ term, cover }: RoleOfAccount, today: string): boolean {
  if (!counts(term, today)) return false;
  return cover === undefined || (counts(cover.own, today) && isWithin(cover.leave, today));
}

export const held = ({ role, heldAt, reach, unit, units, cover }: RoleOfAccount): RoleHeld => ({
  role,
  tenant: heldAt,
  reach,
  ...(unit === undefined ? {} : { unit }),
  ...(units === undefined ? {} : { units }),
  ...(cover === undefined ? {} : { deputyOf: cover.of }),
});
