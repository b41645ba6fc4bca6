import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import { reporterSpeaks } from "../reporter-speaks.ts";
import type { Summary } from "../summary.ts";

export const rateInput = z.strictObject({ score: z.int().min(1).max(5), text: text.optional() });
export type RateInput = z.infer<typeof rateInput>;

/** One to five stars for the answer that stands. */
export function rate(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: RateInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    ...reporterSpeaks(actor),
    verb: "rate",
    words: { text: input.text },
    command: () => ({ type: "rate", score: input.score }),
  });
}
