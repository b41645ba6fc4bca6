import type { Actor } from "@simpul/access";
import { lessonsOf, unitTree, withScope } from "@simpul/db";
import { crossed } from "@simpul/domain";
import type { Context } from "../context.ts";
import { done } from "../failure.ts";
import type { Result } from "../failure.ts";
import { scopeOf } from "../scope-of.ts";
import { factFeatures } from "./features.ts";
import { consider } from "./open.ts";
import { reasonsOf, rememberedOf } from "./reasons.ts";
import type { SuggestionReason } from "./reasons.ts";

export interface SuggestedUnit {
  readonly unit: string;
  /** How sure that is, 0..1: of reports like this one the share that stayed there. */
  readonly confidence: number;
  readonly source: "past";
  readonly reasons: readonly SuggestionReason[];
}

const mostUnits = 3;
const least = 0.03;

/**
 * Which unit of an institution should have a report: where reports like it were assigned and stayed. At most three, the
 * likeliest first; none that is accused or retired. For who may assign it.
 */
export async function suggestUnits(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<{ readonly candidates: readonly SuggestedUnit[] }>> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const considered = await consider(ctx, tx, actor, typed, "assign");
    if (considered.outcome === "failed") return considered;
    const { loaded, stems } = considered.value;
    const { report } = loaded.case;
    const features = [
      ...factFeatures(ctx, report),
      ...[...stems.keys()].map((stem) => `w:${stem}`),
    ];
    const lessons = await lessonsOf(tx, loaded.tenant, "unit", crossed(features));
    const standing = new Set(
      (await unitTree(tx, loaded.tenant)).flatMap(({ code, retiredOn }) =>
        retiredOn === undefined ? [code] : [],
      ),
    );
    const candidates = rememberedOf(features, lessons)
      .filter(
        ({ label, confidence }) =>
          standing.has(label) && label !== report.accused?.unit && confidence >= least,
      )
      .slice(0, mostUnits)
      .map((remembered): SuggestedUnit => ({
        unit: remembered.label,
        confidence: Math.round(remembered.confidence * 1000) / 1000,
        source: "past",
        reasons: reasonsOf(remembered, stems),
      }));
    return done({ candidates });
  });
}
