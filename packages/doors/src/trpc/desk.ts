import { livePlace, meAt } from "@simpul/casework";
import { TRPCError } from "@trpc/server";
import { procedure, router } from "./procedure.ts";

/** What stands on a desk around the reports. */
export const deskRouter = router({
  /** Who somebody is here, and the rules by which the desk shows what they can do. For people; a key has no desk. */
  me: procedure.query(async ({ ctx }) => {
    if (ctx.actor.kind !== "staff") throw new TRPCError({ code: "FORBIDDEN" });
    // Before whatever this desk reads next: from here on it is told of changes.
    return { ...meAt(ctx.ctx, ctx.actor), place: await livePlace(ctx.ctx) };
  }),
});
