import {
  addOfficer,
  addOfficerInput,
  changeRole,
  changeRoleInput,
  correctOfficer,
  correctOfficerInput,
  coverLeave,
  coverLeaveInput,
  endCover,
  endCoverInput,
  endOfficer,
  endOfficerInput,
  entrust,
  entrustInput,
  inviteAgain,
  inviteAgainInput,
  readRoster,
  readRosterInput,
  recordDecree,
  recordDecreeInput,
  resetSecondFactor,
  resetSecondFactorInput,
  succeed,
  succeedInput,
} from "@simpul/casework";
import { accountsOf } from "../http/auth/accounts.ts";
import { procedure, router, unwrap } from "./procedure.ts";

/** Who works at a desk, and by what decree; looked after by its own administrators. */
export const rosterRouter = router({
  get: procedure
    .input(readRosterInput.default({}))
    .query(async ({ ctx, input }) => unwrap(await readRoster(ctx.ctx, ctx.actor, input))),
  recordDecree: procedure
    .input(recordDecreeInput)
    .mutation(async ({ ctx, input }) => unwrap(await recordDecree(ctx.ctx, ctx.actor, input))),
  add: procedure
    .input(addOfficerInput)
    .mutation(async ({ ctx, input }) =>
      unwrap(await addOfficer(ctx.ctx, ctx.actor, input, accountsOf(ctx.ctx))),
    ),
  inviteAgain: procedure
    .input(inviteAgainInput)
    .mutation(async ({ ctx, input }) =>
      unwrap(await inviteAgain(ctx.ctx, ctx.actor, input, accountsOf(ctx.ctx))),
    ),
  changeRole: procedure
    .input(changeRoleInput)
    .mutation(async ({ ctx, input }) => unwrap(await changeRole(ctx.ctx, ctx.actor, input))),
  correct: procedure
    .input(correctOfficerInput)
    .mutation(async ({ ctx, input }) => unwrap(await correctOfficer(ctx.ctx, ctx.actor, input))),
  resetSecondFactor: procedure
    .input(resetSecondFactorInput)
    .mutation(async ({ ctx, input }) =>
      unwrap(await resetSecondFactor(ctx.ctx, ctx.actor, input, accountsOf(ctx.ctx))),
    ),
  end: procedure
    .input(endOfficerInput)
    .mutation(async ({ ctx, input }) => unwrap(await endOfficer(ctx.ctx, ctx.actor, input))),
  succeed: procedure
    .input(succeedInput)
    .mutation(async ({ ctx, input }) => unwrap(await succeed(ctx.ctx, ctx.actor, input))),
  coverLeave: procedure
    .input(coverLeaveInput)
    .mutation(async ({ ctx, input }) => unwrap(await coverLeave(ctx.ctx, ctx.actor, input))),
  endCover: procedure
    .input(endCoverInput)
    .mutation(async ({ ctx, input }) => unwrap(await endCover(ctx.ctx, ctx.actor, input))),
  entrust: procedure
    .input(entrustInput)
    .mutation(async ({ ctx, input }) => unwrap(await entrust(ctx.ctx, ctx.actor, input))),
});
