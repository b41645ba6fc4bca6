import type { Actor } from "@simpul/access";
import { bouncesBeforeAdjudication, route, withheldFrom } from "@simpul/domain";
import { z } from "zod";
import type { Context } from "../context.ts";
import { failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { tenantCode, text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const forwardInput = z.strictObject({ tenant: tenantCode, note: text.optional() });
export type ForwardInput = z.infer<typeof forwardInput>;

/** Disposition to an institution. After two bounces it is an adjudication, which must say why. */
export async function forward(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: ForwardInput,
): Promise<Result<Summary>> {
  const tenant = ctx.reference.tenants().find((t) => t.code === input.tenant);
  if (tenant === undefined || (!tenant.accepts && tenant.code !== ctx.hub))
    return failed("unknownTenant", "/tenant");
  return perform(ctx, actor, {
    ...target,
    verb: "forward",
    words: { note: input.note },
    command: ({ case: { report } }) => {
      if (withheldFrom(report, input.tenant, ctx.reference.tenants()))
        return failed("accusedTenant", "/tenant");
      const suggestion = route(
        report,
        ctx.reference.rules(),
        ctx.reference.tenants(),
        ctx.reference.categories(),
      );
      const matched = suggestion.outcome === "suggested" && suggestion.tenant === input.tenant;
      return {
        type: "forward",
        tenant: input.tenant,
        rules: matched ? suggestion.reasons.map((r) => r.rule) : [],
        adjudicate: report.hops >= bouncesBeforeAdjudication && input.note !== undefined,
      };
    },
  });
}
