import { keepOriginals, keepOriginalsInput, readKeepsOriginals } from "@simpul/casework";
import { procedure, router, unwrap } from "./procedure.ts";

/** What a tenant keeps of the files that come to it. */
export const filesRouter = router({
  keepOriginals: procedure
    .input(keepOriginalsInput)
    .mutation(async ({ ctx, input }) => unwrap(await keepOriginals(ctx.ctx, ctx.actor, input))),
  keepsOriginals: procedure.query(async ({ ctx }) =>
    unwrap(await readKeepsOriginals(ctx.ctx, ctx.actor)),
  ),
});
