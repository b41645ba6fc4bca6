import {
  addUnit,
  addUnitInput,
  moveUnit,
  moveUnitInput,
  operateNode,
  operateNodeInput,
  readUnitLoads,
  readUnits,
  renameUnit,
  renameUnitInput,
  retireUnit,
  retireUnitInput,
} from "@simpul/casework";
import { procedure, router, unwrap } from "./procedure.ts";

/** The unit tree of a desk's tenant: seen by all who work there, looked after by its administrators. */
export const unitsRouter = router({
  tree: procedure.query(({ ctx }) => readUnits(ctx.ctx, ctx.actor)),
  loads: procedure.query(async ({ ctx }) => unwrap(await readUnitLoads(ctx.ctx, ctx.actor))),
  add: procedure
    .input(addUnitInput)
    .mutation(async ({ ctx, input }) => unwrap(await addUnit(ctx.ctx, ctx.actor, input))),
  rename: procedure
    .input(renameUnitInput)
    .mutation(async ({ ctx, input }) => unwrap(await renameUnit(ctx.ctx, ctx.actor, input))),
  move: procedure
    .input(moveUnitInput)
    .mutation(async ({ ctx, input }) => unwrap(await moveUnit(ctx.ctx, ctx.actor, input))),
  retire: procedure
    .input(retireUnitInput)
    .mutation(async ({ ctx, input }) => unwrap(await retireUnit(ctx.ctx, ctx.actor, input))),
  operateNode: procedure
    .input(operateNodeInput)
    .mutation(async ({ ctx, input }) => unwrap(await operateNode(ctx.ctx, ctx.actor, input))),
});
