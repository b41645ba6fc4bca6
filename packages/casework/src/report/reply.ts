import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { attachmentIds, text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import { reporterSpeaks } from "../reporter-speaks.ts";
import type { Summary } from "../summary.ts";

export const replyInput = z.strictObject({ text: text, attachments: attachmentIds.optional() });
export type ReplyInput = z.infer<typeof replyInput>;

/** The reporter answers a question or adds a word. */
export function reply(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: ReplyInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    ...reporterSpeaks(actor),
    verb: "reply",
    words: { text: input.text },
    attachments: input.attachments ?? [],
    command: () => ({ type: "reply" }),
  });
}
