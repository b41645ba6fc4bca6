import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const extendInput = z.strictObject({ reason: text });
export type ExtendInput = z.infer<typeof extendInput>;

/** Once, with a reason: moves the follow-up to day 10 from assign at the latest. */
export function extend(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: ExtendInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    verb: "extend",
    words: { reason: input.reason },
    command: () => ({ type: "extend" }),
  });
}
