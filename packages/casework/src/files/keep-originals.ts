import { abilityFor, actorName, tenantSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { insertAudit, keepsOriginals, setKeepsOriginals, withScope } from "@simpul/db";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { scopeOf } from "../scope-of.ts";

export const keepOriginalsInput = z.strictObject({ keeps: z.boolean() });

/**
 * Whether this tenant keeps, from now on, pictures also as they were uploaded: evidence with the place where it was taken.
 * For who administers the tenant; else `forbidden`.
 */
export async function keepOriginals(
  ctx: Context,
  actor: Actor & { tenant: string },
  { keeps }: z.infer<typeof keepOriginalsInput>,
): Promise<Result<{ readonly keeps: boolean }>> {
  const { tenant } = actor;
  if (!abilityFor(actor, ctx.hub).can("manage", tenantSubject("Roster", tenant)))
    return failed("forbidden");
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  await withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    await setKeepsOriginals(tx, tenant, keeps, at);
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "keepOriginals",
      outcome: keeps ? "kept" : "notKept",
    });
  });
  return done({ keeps });
}

/** As it is set; for the same people. */
export async function readKeepsOriginals(
  ctx: Context,
  actor: Actor & { tenant: string },
): Promise<Result<{ readonly keeps: boolean }>> {
  const { tenant } = actor;
  if (!abilityFor(actor, ctx.hub).can("manage", tenantSubject("Roster", tenant)))
    return failed("forbidden");
  const keeps = await withScope(ctx.db, scopeOf(ctx, actor), (tx) => keepsOriginals(tx, tenant));
  return done({ keeps });
}
