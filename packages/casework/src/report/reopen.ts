import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const reopenInput = z.strictObject({ reason: text });
export type ReopenInput = z.infer<typeof reopenInput>;

/** Back to the unit that answered; an archived report back to where it was. */
export function reopen(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: ReopenInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    verb: "reopen",
    words: { reason: input.reason },
    command: () => ({ type: "reopen" }),
  });
}
