import type { Actor } from "@simpul/access";
import { contentsOf } from "@simpul/db";
import type { KeptContent } from "@simpul/db";
import type { Mask } from "@simpul/domain";
import { z } from "zod";
import type { Context } from "../context.ts";
import { readWords } from "../enclose.ts";
import { failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { contentName, text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Summary } from "../summary.ts";
import type { Target } from "../upon-report.ts";

const place = z.int().min(0).max(40_000);

export const maskInput = z.strictObject({
  masks: z
    .array(
      z.strictObject({
        /** Hash of the words, as `history` and `personal` of the whole report name them. */
        content: contentName,
        field: z.string().min(1).max(64),
        /** UTF-16 code units from the beginning of the text; `end` is behind the last. */
        start: place,
        end: place,
      }),
    )
    .min(1)
    .max(200),
  reason: text.optional(),
});
export type MaskInput = z.infer<typeof maskInput>;

/**
 * Leaves places out of the public version of titles and answers; the original stays for those inside. Refused: `invalid`
 * with a pointer to a mask that lies in no text of this report.
 */
export function mask(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: MaskInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    verb: "mask",
    words: { reason: input.reason },
    command: async (loaded, tx) => {
      const contents = await contentsOf(tx, loaded.tenant, loaded.id);
      const stray = input.masks.findIndex((one) => !liesIn(contents, one));
      return stray === -1
        ? { type: "mask", masks: input.masks }
        : failed("invalid", `/masks/${stray}`);
    },
  });
}

function liesIn(contents: readonly KeptContent[], { content, field, start, end }: Mask): boolean {
  const bytes = contents.find(({ hash }) => hash === content)?.bytes;
  const said = bytes === undefined ? undefined : readWords(bytes)?.[field];
  return typeof said === "string" && start < end && end <= said.length;
}
