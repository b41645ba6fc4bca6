import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import { failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { archiveReason, line, text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";
import { merge } from "./merge.ts";

export const archiveInput = z.strictObject({
  reason: archiveReason,
  /** Of a duplicate: the id or tracking id of the report that goes on. */
  duplicateOf: line.optional(),
  note: text.optional(),
});
export type ArchiveInput = z.infer<typeof archiveInput>;

export async function archive(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: ArchiveInput,
): Promise<Result<Summary>> {
  const { reason, duplicateOf, note } = input;
  if (reason === "duplicate") {
    if (duplicateOf === undefined) return failed("duplicateMissing", "/duplicateOf");
    return merge(ctx, actor, target, {
      into: duplicateOf,
      ...(note === undefined ? {} : { note }),
    });
  }
  return perform(ctx, actor, {
    ...target,
    verb: "archive",
    words: { note },
    command: () => ({ type: "archive", reason }),
  });
}
