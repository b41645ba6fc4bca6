import type { Actor, ReportAction } from "@simpul/access";
import { findReport, withScope } from "@simpul/db";
import type { Context } from "../context.ts";
import { done } from "../failure.ts";
import type { Result } from "../failure.ts";
import { scopeOf } from "../scope-of.ts";
import { readReport } from "../view.ts";
import type { FullView } from "../view.ts";
import { actsOf } from "./acts.ts";

/** A report as a desk opens it. */
export interface OpenedReport {
  readonly report: FullView;
  /** What whoever opened it can do with it now. */
  readonly acts: readonly ReportAction[];
}

/** Refused as `readReport` refuses: `notFound`, `mistypedTrackingId`, `freshSignInNeeded`. */
export async function openReport(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<OpenedReport>> {
  const read = await readReport(ctx, actor, typed);
  if (read.outcome === "failed") return read;
  const report = read.value;
  const loaded = await withScope(ctx.db, scopeOf(ctx, actor), (tx) =>
    findReport(tx, report.id, actor.tenant),
  );
  return done({ report, acts: loaded === undefined ? [] : actsOf(ctx, actor, loaded) });
}
