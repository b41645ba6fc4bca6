import type { Actor } from "@simpul/access";
import { detectPersonal } from "@simpul/domain";
import type { PersonalSpan } from "@simpul/domain";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { attachmentIds, date, text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const respondInput = z.strictObject({
  kind: z.enum(["initial", "interim", "plan", "done", "refused"]),
  text,
  /** Of a plan: the day it promises. */
  date: date.optional(),
  /** Of a refusal: the law it rests on. */
  basis: text.optional(),
  attachments: attachmentIds.optional(),
});
export type RespondInput = z.infer<typeof respondInput>;

/** With what looks like personal data in the text: the public reads it blackened, unless `mask` says more. */
interface Responded extends Summary {
  readonly personal: readonly PersonalSpan[];
}

/** Answers are typed: "it was forwarded" is not a follow-up. `done` and `refused` end the institution's turn. */
export async function respond(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: RespondInput,
): Promise<Result<Responded>> {
  if (input.kind === "plan" && input.date === undefined) return failed("dateMissing", "/date");
  if (input.kind === "refused" && input.basis === undefined)
    return failed("basisMissing", "/basis");
  const responded = await perform(ctx, actor, {
    ...target,
    verb: "respond",
    words: { text: input.text, basis: input.basis },
    attachments: input.attachments ?? [],
    command: () => ({
      type: "respond",
      kind: input.kind,
      ...(input.date === undefined ? {} : { date: input.date }),
    }),
  });
  return responded.outcome === "failed"
    ? responded
    : done({ ...responded.value, personal: detectPersonal(input.text) });
}
