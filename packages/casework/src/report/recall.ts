import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const recallInput = z.strictObject({ reason: text });
export type RecallInput = z.infer<typeof recallInput>;

/** The hub takes a report back from the institution that holds it. */
export function recall(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: RecallInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    verb: "recall",
    words: { reason: input.reason },
    command: () => ({ type: "recall" }),
  });
}
