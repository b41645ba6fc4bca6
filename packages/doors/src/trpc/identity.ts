import {
  accessesOf,
  allowUnseal,
  allowUnsealInput,
  askedOf,
  askOrigin,
  askUnseal,
  openAnswer,
  openAnswerInput,
  readContactWays,
  unseal,
  unsealInput,
  unsealRequests,
} from "@simpul/casework";
import { z } from "zod";
import { procedure, router, unwrap } from "./procedure.ts";

const report = z.string().min(1).max(64);
const wanted = z.strictObject({ report, input: unsealInput });

/** Who the reporter is. What opens it is a mutation: it writes who was told, and no cache keeps its answer. */
export const identityRouter = router({
  unseal: procedure
    .input(wanted)
    .mutation(async ({ ctx, input }) =>
      unwrap(await unseal(ctx.ctx, ctx.actor, { report: input.report }, input.input)),
    ),
  askUnseal: procedure
    .input(wanted)
    .mutation(async ({ ctx, input }) =>
      unwrap(await askUnseal(ctx.ctx, ctx.actor, { report: input.report }, input.input)),
    ),
  allowUnseal: procedure
    .input(allowUnsealInput)
    .mutation(async ({ ctx, input }) => unwrap(await allowUnseal(ctx.ctx, ctx.actor, input))),
  requests: procedure.query(({ ctx }) => unsealRequests(ctx.ctx, ctx.actor)),
  /** Of a report that another tenant took in: asked there, answered when it can be. */
  ask: procedure
    .input(wanted)
    .mutation(async ({ ctx, input }) =>
      unwrap(await askOrigin(ctx.ctx, ctx.actor, { report: input.report }, input.input)),
    ),
  asked: procedure
    .input(z.strictObject({ report }))
    .query(async ({ ctx, input }) => unwrap(await askedOf(ctx.ctx, ctx.actor, input.report))),
  openAnswer: procedure
    .input(openAnswerInput)
    .mutation(async ({ ctx, input }) => unwrap(await openAnswer(ctx.ctx, ctx.actor, input))),
  accesses: procedure
    .input(z.strictObject({ report }))
    .query(async ({ ctx, input }) => unwrap(await accessesOf(ctx.ctx, ctx.actor, input.report))),
  ways: procedure
    .input(z.strictObject({ report }))
    .query(async ({ ctx, input }) =>
      unwrap(await readContactWays(ctx.ctx, ctx.actor, input.report)),
    ),
});
