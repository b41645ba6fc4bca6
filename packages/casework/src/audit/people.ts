import { abilityFor, actorName, tenantSubject } from "@simpul/access";
import type { Actor, StaffRole } from "@simpul/access";
import { insertAudit, peopleOfRoster, wholeOf, withScope } from "@simpul/db";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { scopeOf } from "../scope-of.ts";

/** Who an actor of the audit is. */
export interface AuditedPerson {
  /** As audit rows name them: `staff:<account>`. */
  readonly actor: string;
  readonly name: string;
  readonly roles: readonly StaffRole[];
  readonly isEnded: boolean;
}

/**
 * The people of the desk's own roster by the names that its audit has for them, also those who left. Rows never carry a
 * name; an auditor has to know whose act it was. Refused: `forbidden` without the audit. Audited as `readAuditPeople`.
 */
export async function readAuditPeople(
  ctx: Context,
  actor: Actor & { tenant: string },
): Promise<Result<readonly AuditedPerson[]>> {
  const { tenant } = actor;
  if (!abilityFor(actor, ctx.hub).can("read", tenantSubject("Audit", tenant)))
    return failed("forbidden");
  const { tenants } = scopeOf(ctx, actor);
  return withScope(ctx.db, wholeOf(tenants), async (tx) => {
    await insertAudit(tx, tenant, ctx.now().toString({ fractionalSecondDigits: 3 }), {
      actor: actorName(actor),
      verb: "readAuditPeople",
      outcome: "done",
    });
    const people = await peopleOfRoster(tx, tenant);
    return done(people.map(({ account, ...who }) => ({ actor: `staff:${account}`, ...who })));
  });
}
