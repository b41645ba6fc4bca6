import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import { reporterSpeaks } from "../reporter-speaks.ts";
import type { Summary } from "../summary.ts";

export const consentInput = z.strictObject({
  /** False takes an earlier consent back. */
  granted: z.boolean(),
  /** What the reporter was asked, word for word: a consent is worth as much as its wording. */
  wording: text,
});
export type ConsentInput = z.infer<typeof consentInput>;

/** The reporter says whether the Ombudsman's office may learn who they are. The handoff itself asks nobody. */
export function consent(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  { granted, wording }: ConsentInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    ...reporterSpeaks(actor),
    verb: "consent",
    words: { text: wording },
    command: () => ({ type: "consent", granted }),
  });
}
