import type { Actor } from "@simpul/access";
import { explainClocks } from "@simpul/domain";
import type { ExplainedClock } from "@simpul/domain";
import { aboutReport } from "../about-report.ts";
import { partsShown } from "../audience.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { termsOf } from "../terms.ts";

/** The clocks of a report with every day of theirs, for whoever reads its facts. Refused: `notFound`, `mistypedTrackingId`. */
export function clocksExplained(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<readonly ExplainedClock[]>> {
  return aboutReport(ctx, actor, typed, "read", (_, loaded) => {
    if (!partsShown(ctx, actor, loaded).has("facts")) return failed("notFound");
    return done(explainClocks(loaded.case, termsOf(ctx)));
  });
}
