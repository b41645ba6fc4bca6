import type { Actor } from "@simpul/access";
import { withOffice } from "../accused-office.ts";
import { assessed } from "../assessed.ts";
import { checkNames } from "../check.ts";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import type { AssessmentInput } from "../input.ts";
import { assessmentInput } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const correctInput = assessmentInput;
export type CorrectInput = AssessmentInput;

/** A road's status is often learnt on the spot: whoever holds the report corrects it, with its own event. */
export async function correct(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: CorrectInput,
): Promise<Result<Summary>> {
  const named = await checkNames(ctx, input);
  if (named !== "known") return named;
  const { words, facts } = assessed(await withOffice(ctx, actor.tenant, input));
  return perform(ctx, actor, {
    ...target,
    verb: "correct",
    words,
    command: () => ({ type: "correct", ...facts }),
  });
}
