import type { Actor } from "@simpul/access";
import { findReport, withScope } from "@simpul/db";
import { explainClocks } from "@simpul/domain";
import type { ExplainedClock } from "@simpul/domain";
import { partsShown } from "../audience.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { canonicalReportId, scopeOf } from "../scope-of.ts";
import { termsOf } from "../terms.ts";
import { authorize } from "../upon-report.ts";

/** The clocks of a report with every day of theirs, for whoever reads its facts. Refused: `notFound`, `mistypedTrackingId`. */
export async function clocksExplained(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<readonly ExplainedClock[]>> {
  const id = canonicalReportId(typed);
  if (id === "mistyped") return failed("mistypedTrackingId");
  if (id === "unknown") return failed("notFound");
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const loaded = await findReport(tx, id, actor.tenant);
    if (loaded === undefined) return failed("notFound");
    const may = authorize(ctx, actor, "read", loaded);
    if (may !== "yes") return may;
    if (!partsShown(ctx, actor, loaded).has("facts")) return failed("notFound");
    return done(explainClocks(loaded.case, termsOf(ctx)));
  });
}
