import type { Action, Actor } from "@simpul/access";
import { findReport, withScope } from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import type { Context } from "./context.ts";
import { done, failed } from "./failure.ts";
import type { Result } from "./failure.ts";
import { canonicalReportId, scopeOf } from "./scope-of.ts";
import { authorize } from "./upon-report.ts";

/** What is looked for by what somebody typed. Refused: `mistypedTrackingId`, and `notFound` of what is no id at all. */
export function reportAsked(typed: string): Result<string> {
  const id = canonicalReportId(typed);
  if (id === "mistyped") return failed("mistypedTrackingId");
  return id === "unknown" ? failed("notFound") : done(id);
}

/**
 * What is done in one transaction about a report that the actor may do `action` with. Refused, before any work: as
 * `reportAsked`, `notFound`, and `forbidden` to who may read it and no more.
 * @param typed an id or a tracking id
 */
export async function aboutReport<T>(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
  action: Action,
  work: (tx: Tx, loaded: LoadedReport) => Promise<Result<T>> | Result<T>,
): Promise<Result<T>> {
  const id = reportAsked(typed);
  if (id.outcome === "failed") return id;
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const loaded = await findReport(tx, id.value, actor.tenant);
    if (loaded === undefined) return failed("notFound");
    const may = authorize(ctx, actor, action, loaded);
    return may === "yes" ? work(tx, loaded) : may;
  });
}
