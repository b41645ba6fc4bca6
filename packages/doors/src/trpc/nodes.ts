import {
  inviteAsked,
  inviteInput,
  nodeInput,
  pingNode,
  readDeadLetters,
  readNodesShown,
  readParked,
  readPings,
  replayDeadLetter,
  retryParked,
  setSuspended,
  withdrawInvitations,
} from "@simpul/federation";
import { z } from "zod";
import { deployed, procedure, router, unwrap } from "./procedure.ts";

/** The federation as its hub looks after it; `notFound` at a node. */
export const nodesRouter = router({
  list: procedure.query(async ({ ctx }) => unwrap(await readNodesShown(deployed(ctx), ctx.actor))),
  invite: procedure
    .input(inviteInput)
    .mutation(async ({ ctx, input }) => unwrap(await inviteAsked(deployed(ctx), ctx.actor, input))),
  withdrawInvitations: procedure
    .input(nodeInput)
    .mutation(async ({ ctx, input }) =>
      unwrap(await withdrawInvitations(deployed(ctx), ctx.actor, input)),
    ),
  suspend: procedure
    .input(nodeInput)
    .mutation(async ({ ctx, input }) =>
      unwrap(await setSuspended(deployed(ctx), ctx.actor, { ...input, suspended: true })),
    ),
  resume: procedure
    .input(nodeInput)
    .mutation(async ({ ctx, input }) =>
      unwrap(await setSuspended(deployed(ctx), ctx.actor, { ...input, suspended: false })),
    ),
  ping: procedure
    .input(nodeInput)
    .mutation(async ({ ctx, input }) =>
      unwrap(await pingNode(deployed(ctx), ctx.actor, input.node)),
    ),
  pings: procedure
    .input(nodeInput)
    .query(async ({ ctx, input }) => unwrap(await readPings(deployed(ctx), ctx.actor, input.node))),
  deadLetters: procedure
    .input(
      z.strictObject({
        cursor: z.int().min(1).nullish(),
        direction: z.literal("forward").optional(),
      }),
    )
    .query(async ({ ctx, input }) =>
      unwrap(await readDeadLetters(deployed(ctx), ctx.actor, input.cursor ?? undefined)),
    ),
  replay: procedure
    .input(z.strictObject({ letter: z.int().min(1) }))
    .mutation(async ({ ctx, input }) =>
      unwrap(await replayDeadLetter(deployed(ctx), ctx.actor, input.letter)),
    ),
  parked: procedure.query(async ({ ctx }) => unwrap(await readParked(deployed(ctx), ctx.actor))),
  retryParked: procedure
    .input(z.strictObject({ tenant: z.string().min(1).max(64), report: z.uuid() }))
    .mutation(async ({ ctx, input }) => unwrap(await retryParked(deployed(ctx), ctx.actor, input))),
});
