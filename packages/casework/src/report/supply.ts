import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { attachmentIds, text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import { reporterSpeaks } from "../reporter-speaks.ts";
import type { Summary } from "../summary.ts";

export const supplyInput = z.strictObject({ text: text, attachments: attachmentIds.optional() });
export type SupplyInput = z.infer<typeof supplyInput>;

/** Adds what was missing; a held report is received again. */
export function supply(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: SupplyInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    ...reporterSpeaks(actor),
    verb: "supply",
    words: { text: input.text },
    attachments: input.attachments ?? [],
    command: () => ({ type: "supply" }),
  });
}
