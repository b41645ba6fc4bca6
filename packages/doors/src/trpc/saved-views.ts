import {
  listViews,
  removeView,
  removeViewInput,
  renameView,
  renameViewInput,
  saveView,
  saveViewInput,
} from "@simpul/casework";
import { procedure, router, unwrap } from "./procedure.ts";

/** Lists that somebody keeps for themselves. */
export const viewsRouter = router({
  list: procedure.query(async ({ ctx }) => unwrap(await listViews(ctx.ctx, ctx.actor))),
  save: procedure
    .input(saveViewInput)
    .mutation(async ({ ctx, input }) => unwrap(await saveView(ctx.ctx, ctx.actor, input))),
  rename: procedure
    .input(renameViewInput)
    .mutation(async ({ ctx, input }) => unwrap(await renameView(ctx.ctx, ctx.actor, input))),
  remove: procedure
    .input(removeViewInput)
    .mutation(async ({ ctx, input }) => unwrap(await removeView(ctx.ctx, ctx.actor, input))),
});
