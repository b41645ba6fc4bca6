import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { text } from "../input.ts";
import { perform } from "../perform.ts";
import { reporterSpeaks } from "../reporter-speaks.ts";
import type { Summary } from "../summary.ts";
import { withItsParts } from "./its-parts.ts";
import type { Target } from "../upon-report.ts";

export const tightenInput = z
  .strictObject({
    anonymous: z.literal(true).optional(),
    secret: z.literal(true).optional(),
    reason: text.optional(),
  })
  .refine(({ anonymous, secret }) => anonymous === true || secret === true, {
    error: "neither `anonymous` nor `secret`",
  });
export type TightenInput = z.infer<typeof tightenInput>;

/** Makes a report and its parts anonymous or secret, from any side and in any state; nothing here takes it back. */
export function tighten(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: TightenInput,
): Promise<Result<Summary>> {
  const flags = { anonymous: input.anonymous ?? false, secret: input.secret ?? false };
  const asked = perform(ctx, actor, {
    ...target,
    ...reporterSpeaks(actor),
    verb: "tighten",
    words: { reason: input.reason },
    command: () => ({ type: "tighten", flags }),
  });
  return withItsParts(ctx, actor, asked, (speaker, part) =>
    tighten(ctx, speaker, { report: part.id }, input),
  );
}
