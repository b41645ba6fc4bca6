import {
  listDrafts,
  lookAhead,
  readDraft,
  removeDraft,
  saveDraft,
  saveDraftInput,
} from "@simpul/casework";
import { z } from "zod";
import { procedure, router, unwrap } from "./procedure.ts";

const report = z.string().min(1).max(64);

/** Answers that are still being written, each its author's own; and what an answer would come to. */
export const draftsRouter = router({
  ahead: procedure
    .input(z.strictObject({ report }))
    .query(async ({ ctx, input }) => unwrap(await lookAhead(ctx.ctx, ctx.actor, input.report))),
  get: procedure
    .input(z.strictObject({ report }))
    .query(async ({ ctx, input }) => unwrap(await readDraft(ctx.ctx, ctx.actor, input.report))),
  list: procedure.query(({ ctx }) => listDrafts(ctx.ctx, ctx.actor)),
  save: procedure
    .input(saveDraftInput)
    .mutation(async ({ ctx, input }) => unwrap(await saveDraft(ctx.ctx, ctx.actor, input))),
  remove: procedure
    .input(z.strictObject({ report, base: z.int().min(1).max(1_000_000_000).optional() }))
    .mutation(async ({ ctx, input }) => unwrap(await removeDraft(ctx.ctx, ctx.actor, input))),
});
