import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { attachmentIds, text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import { reporterSpeaks } from "../reporter-speaks.ts";
import type { Summary } from "../summary.ts";

export const withdrawInput = z.strictObject({
  reason: text.optional(),
  attachments: attachmentIds.optional(),
});
export type WithdrawInput = z.infer<typeof withdrawInput>;

/** The reporter takes the report back. */
export function withdraw(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: WithdrawInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    ...reporterSpeaks(actor),
    verb: "withdraw",
    words: { reason: input.reason },
    attachments: input.attachments ?? [],
    command: () => ({ type: "withdraw" }),
  });
}
