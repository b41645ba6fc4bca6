import { keepTemplate, keepTemplateInput, listTemplates, removeTemplate } from "@simpul/casework";
import { z } from "zod";
import { procedure, router, unwrap } from "./procedure.ts";

/** Texts to begin an answer with: a tenant's own, looked after by its administrators. */
export const templatesRouter = router({
  list: procedure.query(async ({ ctx }) => unwrap(await listTemplates(ctx.ctx, ctx.actor))),
  keep: procedure
    .input(keepTemplateInput)
    .mutation(async ({ ctx, input }) => unwrap(await keepTemplate(ctx.ctx, ctx.actor, input))),
  remove: procedure
    .input(z.strictObject({ id: z.uuid() }))
    .mutation(async ({ ctx, input }) => unwrap(await removeTemplate(ctx.ctx, ctx.actor, input))),
});
