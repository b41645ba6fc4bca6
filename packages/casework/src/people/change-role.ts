import { actorName, staffRoles } from "@simpul/access";
import { insertAudit, insertOfficer, markOfficerEnded, officersOf, releaseCases } from "@simpul/db";
import { z } from "zod";
import { placeOf, refusalOfPlace } from "./add-officer.ts";
import { atRoster } from "./at-roster.ts";
import type { AtDesk } from "./at-roster.ts";
import { isLastAdmin, servingOfficer } from "./end-officer.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { date, line, tenantCode, unitCode } from "../input.ts";

export const changeRoleInput = z.strictObject({
  officer: z.uuid(),
  role: z.enum(staffRoles),
  heldAt: tenantCode.optional(),
  unit: unitCode.optional(),
  decree: z.uuid().optional(),
  ends: date.optional(),
  reason: line,
});
export type ChangeRoleInput = z.infer<typeof changeRoleInput>;

/**
 * Another role of the same person from now on: the one that was ends, so the roster still says who was what when. The cases
 * stay with the unit. Refused as by ending and adding.
 */
export function changeRole(
  ctx: Context,
  actor: AtDesk,
  input: ChangeRoleInput,
): Promise<Result<{ id: string }>> {
  return atRoster(ctx, actor, async (desk) => {
    const { tx, tenant, at, today } = desk;
    const found = await servingOfficer(desk, input.officer);
    if (found.outcome === "failed") return found;
    const was = found.value;
    const { account, name, email, phone } = was;
    if (input.ends !== undefined && input.ends < today) return failed("datesCrossed", "/ends");
    const officers = (await officersOf(tx, tenant)).filter(({ id }) => id !== was.id);
    const refused = await refusalOfPlace(ctx, actor, desk, { account, officers, input });
    if (refused !== undefined) return refused;
    if (input.role !== was.role && (await isLastAdmin(desk, was)))
      return failed("lastAdmin", "/officer");
    const id = ctx.newId();
    await markOfficerEnded(tx, tenant, was.id, { at, why: input.reason });
    await releaseCases(tx, tenant, was.id);
    const place = placeOf(tenant, input);
    const term = { begins: today, ends: input.ends };
    await insertOfficer(tx, tenant, at, { id, account, name, email, phone, ...place, ...term });
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "changeRole",
      outcome: input.role,
      detail: { officer: was.id, becomes: id },
    });
    return done({ id });
  });
}
