import {
  askReview,
  askReviewInput,
  countReviews,
  decideOnReview,
  decideReviewInput,
  listReviews,
  readReviewSetting,
  reviewSettingInput,
  setReviewSetting,
  withdrawReview,
} from "@simpul/casework";
import { z } from "zod";
import { procedure, router, unwrap } from "./procedure.ts";

/** Final answers that a second person looks at before the citizen does, where a tenant wants that. */
export const reviewsRouter = router({
  list: procedure.query(async ({ ctx }) => unwrap(await listReviews(ctx.ctx, ctx.actor))),
  /** Beside the screen's link. */
  count: procedure.query(async ({ ctx }) => unwrap(await countReviews(ctx.ctx, ctx.actor))),
  ask: procedure
    .input(askReviewInput)
    .mutation(async ({ ctx, input }) => unwrap(await askReview(ctx.ctx, ctx.actor, input))),
  decide: procedure
    .input(decideReviewInput)
    .mutation(async ({ ctx, input }) => unwrap(await decideOnReview(ctx.ctx, ctx.actor, input))),
  withdraw: procedure
    .input(z.strictObject({ review: z.uuid() }))
    .mutation(async ({ ctx, input }) => unwrap(await withdrawReview(ctx.ctx, ctx.actor, input))),
  setting: procedure.query(async ({ ctx }) => unwrap(await readReviewSetting(ctx.ctx, ctx.actor))),
  set: procedure
    .input(reviewSettingInput)
    .mutation(async ({ ctx, input }) => unwrap(await setReviewSetting(ctx.ctx, ctx.actor, input))),
});
