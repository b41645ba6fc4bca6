import { suggestDuplicates, suggestRouting, suggestUnits } from "@simpul/casework";
import { z } from "zod";
import { procedure, router, unwrap } from "./procedure.ts";

const about = z.strictObject({ report: z.string().min(1).max(64) });

/** Who might get a report, and which others tell of the same: a person decides. */
export const suggestRouter = router({
  routing: procedure
    .input(about)
    .query(async ({ ctx, input }) =>
      unwrap(await suggestRouting(ctx.ctx, ctx.actor, input.report)),
    ),
  units: procedure
    .input(about)
    .query(async ({ ctx, input }) => unwrap(await suggestUnits(ctx.ctx, ctx.actor, input.report))),
  duplicates: procedure
    .input(about)
    .query(async ({ ctx, input }) =>
      unwrap(await suggestDuplicates(ctx.ctx, ctx.actor, input.report)),
    ),
});
