import { abilityFor, tenantSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { viewersOf, withScope } from "@simpul/db";
import type { ViewerRow } from "@simpul/db";
import { reportAsked } from "../about-report.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { auditedReport, auditScope } from "../identity/accesses.ts";
import { peopleNamed } from "./named.ts";

/** That somebody looked at a report, opened a file of it, exported it or was told who the reporter is. */
export interface Viewer extends ViewerRow {
  /** Of an officer of this desk. */
  readonly name?: string;
}

/**
 * Who has seen a report, by the audit, the latest first; 200 at most. Each reading of a secret one is written, and of others
 * what watches, exports or unseals. For the auditor of the tenant and for who examines, as `accessesOf`.
 */
export async function readViewers(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<readonly Viewer[]>> {
  const id = reportAsked(typed);
  if (id.outcome === "failed") return id;
  // The reporter is told of their identity, and of nothing else that offices do.
  if (actor.kind === "reporter") return failed("forbidden");
  const isAuditor = abilityFor(actor, ctx.hub).can("read", tenantSubject("Audit", actor.tenant));
  return withScope(ctx.db, auditScope(ctx, actor), async (tx) => {
    const report = await auditedReport(ctx, tx, actor, id.value, isAuditor);
    if (report.outcome === "failed") return report;
    const rows = await viewersOf(tx, actor.tenant, report.value);
    const names = await peopleNamed(
      tx,
      actor.tenant,
      rows.map((row) => row.actor),
    );
    return done(
      rows.map((row) => {
        const name = names[row.actor];
        return name === undefined ? row : { ...row, name };
      }),
    );
  });
}
