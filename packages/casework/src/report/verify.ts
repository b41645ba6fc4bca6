import type { Actor } from "@simpul/access";
import { z } from "zod";
import { checkNames } from "../check.ts";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { assessment } from "../input.ts";
import { withOffice } from "../accused-office.ts";
import { assessed } from "../assessed.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const verifyInput = z.strictObject({ ...assessment, complete: z.boolean().optional() });
export type VerifyInput = z.infer<typeof verifyInput>;

/** The hub verifies within 3 working days; what it assesses is public and travels with the report. */
export async function verify(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: VerifyInput,
): Promise<Result<Summary>> {
  const named = await checkNames(ctx, input);
  if (named !== "known") return named;
  const { words, facts } = assessed(await withOffice(ctx, actor.tenant, input));
  return perform(ctx, actor, {
    ...target,
    verb: "verify",
    words,
    command: () => ({
      type: "verify",
      ...facts,
      class: input.class,
      category: input.category,
      ...(input.complete === undefined ? {} : { complete: input.complete }),
    }),
  });
}
