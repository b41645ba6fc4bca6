import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import { text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const closeInput = z.strictObject({ recordedWord: text.optional() });
export type CloseInput = z.infer<typeof closeInput>;

/** Only on the word of the reporter, as an officer recorded it. */
export function close(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: CloseInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    verb: "close",
    words: { recordedWord: input.recordedWord },
    command: () => ({ type: "close", recordedWord: input.recordedWord !== undefined }),
  });
}
