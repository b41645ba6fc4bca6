import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const askInput = z.strictObject({ question: text });
export type AskInput = z.infer<typeof askInput>;

/** The institution asks the reporter; the clocks pause. */
export function ask(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: AskInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    verb: "ask",
    words: { question: input.question },
    command: () => ({ type: "ask" }),
  });
}
