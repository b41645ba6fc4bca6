import type { Actor } from "@simpul/access";
import { findReport } from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import { partsShown } from "./audience.ts";
import type { Context } from "./context.ts";
import { done, failed } from "./failure.ts";
import type { Result } from "./failure.ts";
import { canonicalReportId } from "./scope-of.ts";
import { authorize } from "./upon-report.ts";

/**
 * A report for whoever may read all of it, also what offices wrote to each other. Refused as reading is, and `forbidden` to
 * an application that only speaks for its reporter.
 * @param typed an id or a tracking id
 */
export async function findInside(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<LoadedReport>> {
  const id = canonicalReportId(typed);
  if (id === "mistyped") return failed("mistypedTrackingId");
  const loaded = id === "unknown" ? undefined : await findReport(tx, id, actor.tenant);
  if (loaded === undefined) return failed("notFound");
  const may = authorize(ctx, actor, "read", loaded);
  if (may !== "yes") return may;
  return partsShown(ctx, actor, loaded).has("inside") ? done(loaded) : failed("forbidden");
}
