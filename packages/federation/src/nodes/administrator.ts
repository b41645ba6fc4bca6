import { abilityFor, actorName, tenantSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { failed } from "@simpul/casework";
import type { Failure } from "@simpul/casework";
import { insertAudit, wholeOf, withScope } from "@simpul/db";
import type { Tx } from "@simpul/db";
import type { Deployment } from "../deployment.ts";

export type AtHub = Actor & { tenant: string };

/** Who looks after the federation, at the hub. `notFound` at a node, which looks after none; else `forbidden`. */
export function refusalOf({ kind, ctx }: Deployment, actor: AtHub): Failure | undefined {
  if (kind !== "hub" || actor.tenant !== ctx.hub) return failed("notFound");
  return abilityFor(actor, ctx.hub).can("manage", tenantSubject("Node", ctx.hub))
    ? undefined
    : failed("forbidden");
}

/** What takes a node out of the federation or lets one in: not from a session that was left open. */
export function freshRefusalOf(deployment: Deployment, actor: AtHub): Failure | undefined {
  const refused = refusalOf(deployment, actor);
  if (refused !== undefined) return refused;
  const isFresh = actor.kind !== "staff" || actor.isFresh === true;
  return isFresh ? undefined : failed("freshSignInNeeded");
}

export const stampOf = ({ ctx }: Deployment): string =>
  ctx.now().toString({ fractionalSecondDigits: 3 });

export function keepAct(
  deployment: Deployment,
  tx: Tx,
  actor: AtHub,
  act: { verb: string; outcome: string; detail: Record<string, string | number> },
): Promise<void> {
  return insertAudit(tx, deployment.ctx.hub, stampOf(deployment), {
    actor: actorName(actor),
    ...act,
  });
}

/** In the hub's own scope: what is kept of nodes is no tenant's. */
export const atHub = <T>({ ctx, db }: Deployment, work: (tx: Tx) => Promise<T>): Promise<T> =>
  withScope(db, wholeOf([ctx.hub]), work);
