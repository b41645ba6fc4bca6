import { abilityFor, tenantSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { lockRoster, wholeOf, withScope } from "@simpul/db";
import type { Tx } from "@simpul/db";
import type { Context } from "../context.ts";
import { failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { scopeOf } from "../scope-of.ts";
import { stampOf, todayAt } from "./today.ts";

/**
 * Who asks at which desk. `system` is whoever operates the deployment: gives the first administrator, and takes a desk up
 * again that nobody can enter any more.
 */
export type AtDesk = Actor & { readonly tenant: string };

export interface RosterWork {
  readonly tx: Tx;
  readonly tenant: string;
  /** ISO date in the zone of the tenant. */
  readonly today: string;
  /** RFC 3339, UTC */
  readonly at: string;
}

/**
 * Every change of a desk's roster or units goes through here: allowed to manage it, one at a time, in one transaction.
 * @param work checks first and writes then; what it writes before a refusal stays
 */
export async function atRoster<T>(
  ctx: Context,
  actor: AtDesk,
  work: (desk: RosterWork) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (!mayManage(ctx, actor)) return failed("forbidden");
  const { tenant } = actor;
  const reached = scopeOf(ctx, actor).tenants.filter((code) => code === tenant);
  return withScope(ctx.db, wholeOf(reached), async (tx) => {
    await lockRoster(tx, tenant);
    return work({ tx, tenant, today: todayAt(ctx, tenant), at: stampOf(ctx) });
  });
}

export function mayManage(ctx: Context, actor: AtDesk): boolean {
  if (!ctx.here.tenants().includes(actor.tenant)) return false;
  return (
    actor.kind === "system" ||
    abilityFor(actor, ctx.hub).can("manage", tenantSubject("Roster", actor.tenant))
  );
}
