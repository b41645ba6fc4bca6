import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { attachmentIds, text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const concludeInput = z.strictObject({
  text,
  attachments: attachmentIds.optional(),
});
export type ConcludeInput = z.infer<typeof concludeInput>;

/** The Ombudsman's office has ended its examination; the citizen sees what it says. */
export function conclude(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: ConcludeInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    verb: "conclude",
    words: { text: input.text },
    attachments: input.attachments ?? [],
    command: () => ({ type: "conclude" }),
  });
}
