import { clocksExplained, colleaguesFor, readViewers, relatedTo } from "@simpul/casework";
import { z } from "zod";
import { procedure, unwrap } from "./procedure.ts";

const about = z.strictObject({ report: z.string().min(1).max(64) });

/** Under `report`: what its page loads when it is opened. */
export const pageProcedures = {
  /** Every clock that runs, day by day. */
  clocks: procedure
    .input(about)
    .query(async ({ ctx, input }) =>
      unwrap(await clocksExplained(ctx.ctx, ctx.actor, input.report)),
    ),
  /** Who can be put in charge of it. */
  colleagues: procedure
    .input(about)
    .query(async ({ ctx, input }) => unwrap(await colleaguesFor(ctx.ctx, ctx.actor, input.report))),
  related: procedure
    .input(about)
    .query(async ({ ctx, input }) => unwrap(await relatedTo(ctx.ctx, ctx.actor, input.report))),
  /** For auditors and who examines. */
  viewers: procedure
    .input(about)
    .query(async ({ ctx, input }) => unwrap(await readViewers(ctx.ctx, ctx.actor, input.report))),
};
