import { bulkInput, previewBulk } from "@simpul/casework";
import { procedure, router, unwrap } from "./procedure.ts";

/** Many reports at once: what would happen to each. Whoever then does it calls the verb for each, with its version. */
export const bulkRouter = router({
  /** Changes nothing; a mutation because two hundred ids do not fit into an address. */
  preview: procedure
    .input(bulkInput)
    .mutation(async ({ ctx, input }) => unwrap(await previewBulk(ctx.ctx, ctx.actor, input))),
});
