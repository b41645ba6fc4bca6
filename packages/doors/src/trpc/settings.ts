import {
  issueKeyAtDesk,
  issueKeyInput,
  listKeys,
  previewTermsAtDesk,
  previewTermsInput,
  readTerms,
  revokeKey,
  revokeKeyInput,
} from "@simpul/casework";
import { procedure, router, unwrap } from "./procedure.ts";

/** Keys of machines that work for a desk's tenant. */
export const keysRouter = router({
  list: procedure.query(async ({ ctx }) => unwrap(await listKeys(ctx.ctx, ctx.actor))),
  issue: procedure
    .input(issueKeyInput)
    .mutation(async ({ ctx, input }) => unwrap(await issueKeyAtDesk(ctx.ctx, ctx.actor, input))),
  revoke: procedure
    .input(revokeKeyInput)
    .mutation(async ({ ctx, input }) => unwrap(await revokeKey(ctx.ctx, ctx.actor, input))),
});

/** Calendar and clock policy: read, and tried without publishing. */
export const termsRouter = router({
  inForce: procedure.query(({ ctx }) => unwrap(readTerms(ctx.ctx, ctx.actor))),
  /** A mutation because a document is too long for an address; it changes nothing. */
  preview: procedure
    .input(previewTermsInput)
    .mutation(async ({ ctx, input }) =>
      unwrap(await previewTermsAtDesk(ctx.ctx, ctx.actor, input)),
    ),
});
