import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { attachmentIds, text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import { reporterSpeaks } from "../reporter-speaks.ts";
import type { Summary } from "../summary.ts";

export const objectInput = z.strictObject({ reason: text, attachments: attachmentIds.optional() });
export type ObjectInput = z.infer<typeof objectInput>;

/** The reporter objects, with a reason: the report goes back to the unit that answered. */
export function object(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: ObjectInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    ...reporterSpeaks(actor),
    verb: "object",
    words: { reason: input.reason },
    attachments: input.attachments ?? [],
    command: () => ({ type: "object" }),
  });
}
