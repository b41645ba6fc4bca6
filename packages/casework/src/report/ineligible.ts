import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const ineligibleInput = z.strictObject({ reason: text });
export type IneligibleInput = z.infer<typeof ineligibleInput>;

/** The Ombudsman's office cannot take the case: it goes back to the institution, as overdue as it was. */
export function ineligible(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  { reason }: IneligibleInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    verb: "ineligible",
    words: { reason },
    command: () => ({ type: "ineligible" }),
  });
}
