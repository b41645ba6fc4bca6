import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { attachmentIds, text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import { reporterSpeaks } from "../reporter-speaks.ts";
import type { Summary } from "../summary.ts";

export const confirmInput = z.strictObject({
  text: text.optional(),
  attachments: attachmentIds.optional(),
});
export type ConfirmInput = z.infer<typeof confirmInput>;

/** The reporter is satisfied: an answered report is closed as confirmed. */
export function confirm(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: ConfirmInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    ...reporterSpeaks(actor),
    verb: "confirm",
    words: { text: input.text },
    attachments: input.attachments ?? [],
    command: () => ({ type: "confirm" }),
  });
}
