import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const holdInput = z.strictObject({ question: text });
export type HoldInput = z.infer<typeof holdInput>;

/** Incomplete: the reporter is asked who, what, where or when; the clocks pause. */
export function hold(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: HoldInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    verb: "hold",
    words: { question: input.question },
    command: () => ({ type: "hold" }),
  });
}
