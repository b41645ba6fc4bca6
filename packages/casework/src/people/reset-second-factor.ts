import { actorName } from "@simpul/access";
import { findOfficer, insertAudit, rolesHeldBy, wholeOf, withScope } from "@simpul/db";
import type { Tx } from "@simpul/db";
import { adminRoleOf } from "@simpul/domain";
import { z } from "zod";
import { atRoster, mayManage } from "./at-roster.ts";
import type { AtDesk } from "./at-roster.ts";
import { servingOfficer } from "./end-officer.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";

export const resetSecondFactorInput = z.strictObject({ officer: z.uuid() });
export type ResetSecondFactorInput = z.infer<typeof resetSecondFactorInput>;

/** Second factors as the sign-in knows them. */
export interface SecondFactors {
  /** Also ends what they are signed in by, and mails them how they set up another. `none`: there is nothing to take away. */
  resetFactor(
    tx: Tx,
    whose: { readonly tenant: string; readonly account: string },
  ): Promise<"reset" | "none">;
}

/**
 * For somebody who lost phone and recovery codes: ends all that they are signed in by, and mails them a link. With it and
 * their password they set up another second factor, and before that they reach nothing: a stolen password gains nothing by
 * the reset. Nobody does it for themselves, so that of an administrator takes a second one, or whoever operates the
 * deployment (`system`). Refused: `freshSignInNeeded`, `unknownOfficer`, `officerEnded`, `ownFactor`, `noFactor`,
 * `adminElsewhere` (the account administers another desk of this deployment, which is not theirs to weaken).
 */
export async function resetSecondFactor(
  ctx: Context,
  actor: AtDesk,
  { officer: id }: ResetSecondFactorInput,
  factors: SecondFactors,
): Promise<Result<{ id: string }>> {
  if (!mayManage(ctx, actor)) return failed("forbidden");
  if (actor.kind === "staff" && actor.isFresh !== true) return failed("freshSignInNeeded");
  if (actor.kind !== "system" && (await isAdminElsewhere(ctx, actor.tenant, id)))
    return failed("adminElsewhere", "/officer");
  return atRoster(ctx, actor, async (desk) => {
    const found = await servingOfficer(desk, id);
    if (found.outcome === "failed") return found;
    const { tx, tenant, at } = desk;
    const { account } = found.value;
    if (actor.kind === "staff" && actor.id === account) return failed("ownFactor", "/officer");
    if ((await factors.resetFactor(tx, { tenant, account })) === "none")
      return failed("noFactor", "/officer");
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "resetSecondFactor",
      outcome: "reset",
      detail: { officer: id },
    });
    return done({ id });
  });
}

/** Asked over all desks here, and nothing of the others is answered but that. */
function isAdminElsewhere(ctx: Context, tenant: string, id: string): Promise<boolean> {
  return withScope(ctx.db, wholeOf(ctx.here.tenants()), async (tx) => {
    const officer = await findOfficer(tx, tenant, id);
    if (officer === undefined) return false;
    const held = await rolesHeldBy(tx, officer.account);
    return held.some((each) => each.tenant !== tenant && each.role === adminRoleOf(each.tenant));
  });
}
