import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { text, unitCode } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const declineInput = z.strictObject({ reason: text, proposedUnit: unitCode.optional() });
export type DeclineInput = z.infer<typeof declineInput>;

/** A unit gives a report back to its own institution. */
export function decline(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: DeclineInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    verb: "decline",
    words: { reason: input.reason },
    command: () => ({
      type: "decline",
      ...(input.proposedUnit === undefined ? {} : { proposedUnit: input.proposedUnit }),
    }),
  });
}
