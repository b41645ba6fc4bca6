import { insertAudit, insertHold, sweepAuditRows, wholeOf, withScope } from "@simpul/db";
import type { Database } from "@simpul/db";
import type { Context } from "../context.ts";

/**
 * A legal hold: while it lasts, no audit row about this report is swept, whatever its age. By the operator, at the console;
 * audited as `holdAudit` or `releaseAudit`. Said twice, it holds once.
 * @param report its id
 */
export async function holdAudit(
  ctx: Context,
  tenant: string,
  report: string,
  held: boolean,
): Promise<void> {
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  await withScope(ctx.db, wholeOf([tenant]), async (tx) => {
    await insertHold(tx, { tenant, report, at, by: "system", held });
    await insertAudit(tx, tenant, at, {
      actor: "system",
      verb: held ? "holdAudit" : "releaseAudit",
      outcome: "done",
      report,
    });
  });
}

const mostAtOnce = 5_000;

/**
 * Removes what has reached its age at these tenants, a bounded transaction at a time; what may go, the database decides.
 * @param db as the worker role
 * @returns how many rows are gone
 */
export async function sweepAudit(db: Database, tenants: readonly string[]): Promise<number> {
  let gone = 0;
  for (const tenant of tenants)
    for (let some = mostAtOnce; some === mostAtOnce; gone += some)
      some = await withScope(db, wholeOf([tenant]), (tx) => sweepAuditRows(tx, tenant, mostAtOnce));
  return gone;
}
