import { blockSender, blockSenderInput, listBlockedSenders, unblockSender } from "@simpul/casework";
import { z } from "zod";
import { procedure, router, unwrap } from "./procedure.ts";

/** Whose reports a tenant does not take for a while. */
export const senders = router({
  block: procedure
    .input(blockSenderInput)
    .mutation(async ({ ctx, input }) => unwrap(await blockSender(ctx.ctx, ctx.actor, input))),
  unblock: procedure
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => unwrap(await unblockSender(ctx.ctx, ctx.actor, input))),
  list: procedure.query(async ({ ctx }) => unwrap(await listBlockedSenders(ctx.ctx, ctx.actor))),
});
