import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import { failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { tenantCode, text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const returnInput = z.strictObject({
  reason: text,
  basis: text,
  proposedTenant: tenantCode.optional(),
});
export type ReturnInput = z.infer<typeof returnInput>;

/** "Not our authority" (bukan wewenang): reason and legal basis, and the owner if known. */
export async function returnReport(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: ReturnInput,
): Promise<Result<Summary>> {
  const { proposedTenant } = input;
  if (
    proposedTenant !== undefined &&
    !ctx.reference.tenants().some((t) => t.code === proposedTenant)
  )
    return failed("unknownTenant", "/proposedTenant");
  return perform(ctx, actor, {
    ...target,
    verb: "return",
    words: { reason: input.reason, basis: input.basis },
    command: () => ({
      type: "return",
      ...(proposedTenant === undefined ? {} : { proposedTenant }),
    }),
  });
}
