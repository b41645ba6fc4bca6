import {
  areasInput,
  countRows,
  countsInput,
  findAreas,
  findByContact,
  findByContactInput,
  listInput,
  listRows,
} from "@simpul/casework";
import { z } from "zod";
import { procedure, unwrap } from "./procedure.ts";

/** Under `report`. */
export const listProcedures = {
  list: procedure
    // What the client of an endless list says of itself; there is one direction.
    .input(listInput.extend({ direction: z.literal("forward").optional() }))
    .query(async ({ ctx, input: { direction: _, ...input } }) =>
      unwrap(await listRows(ctx.ctx, ctx.actor, input)),
    ),
  /** How many each filter lists, at most 1000 of each: the numbers beside the views. */
  counts: procedure
    .input(countsInput)
    .query(({ ctx, input }) => countRows(ctx.ctx, ctx.actor, input)),
  /** A mutation, because it is written down, and because what is looked for belongs into no address. */
  findByContact: procedure
    .input(findByContactInput)
    .mutation(async ({ ctx, input }) => unwrap(await findByContact(ctx.ctx, ctx.actor, input))),
};

/** Under `reference`: places by what was typed, or by their codes. */
export const areas = procedure
  .input(areasInput)
  .query(({ ctx, input }) => findAreas(ctx.ctx, input));
