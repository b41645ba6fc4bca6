import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const acceptInput = z.strictObject({});
export type AcceptInput = z.infer<typeof acceptInput>;

/** The institution's own verification, within 3 working days: "this is ours". */
export function accept(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  _: AcceptInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, { ...target, verb: "accept", command: () => ({ type: "accept" }) });
}
