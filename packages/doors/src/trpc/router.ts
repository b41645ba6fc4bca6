import type { Verb, VerbName } from "@simpul/casework";
import { listOf, openReport, readReport, verbs } from "@simpul/casework";
import { unitsOf, wholeOf, withScope } from "@simpul/db";
import { states } from "@simpul/domain";
import { z } from "zod";
import { auditRouter } from "./audit.ts";
import { deskRouter } from "./desk.ts";
import { filesRouter } from "./files.ts";
import { identityRouter } from "./identity.ts";
import { procedure, router, unwrap } from "./procedure.ts";
import { providersRouter } from "./providers.ts";
import { rosterRouter } from "./roster.ts";
import { senders } from "./senders.ts";
import { unitsRouter } from "./units.ts";

const target = { report: z.string().min(1).max(64), ifVersion: z.int().min(1).optional() };

function act<S extends z.ZodType>(verb: Verb<S>) {
  return procedure
    .input(z.strictObject({ ...target, input: verb.input }))
    .mutation(async ({ ctx, input }) => {
      // Proof: strictObject parsed it by these very shapes; TypeScript cannot see through the type parameter.
      const {
        report,
        ifVersion,
        input: given,
      } = input as { report: string; ifVersion?: number; input: z.infer<S> };
      return unwrap(
        await verb.run(
          ctx.ctx,
          ctx.actor,
          { report, ...(ifVersion === undefined ? {} : { ifVersion }) },
          given,
        ),
      );
    });
}

type Acts = {
  [N in VerbName]: (typeof verbs)[N]["input"] extends infer S extends z.ZodType
    ? ReturnType<typeof act<S>>
    : never;
};

// Proof: every member of `verbs` becomes a procedure of its own input, under its own name.
const acts = Object.fromEntries(
  Object.entries(verbs).map(([name, verb]) => [name, act<z.ZodType>(verb)]),
) as unknown as Acts;

const after = z.strictObject({ receivedAt: z.iso.datetime({ precision: 3 }), id: z.uuid() });

export const appRouter = router({
  report: router({
    ...acts,
    get: procedure
      .input(z.strictObject({ report: target.report }))
      .query(async ({ ctx, input }) => unwrap(await readReport(ctx.ctx, ctx.actor, input.report))),
    /** The same, with what the caller can do with it. */
    open: procedure
      .input(z.strictObject({ report: target.report }))
      .query(async ({ ctx, input }) => unwrap(await openReport(ctx.ctx, ctx.actor, input.report))),
    list: procedure
      .input(
        z.strictObject({
          state: z.enum(states).optional(),
          cursor: after.optional(),
          /** What the client of an endless list says of itself; there is one direction. */
          direction: z.literal("forward").optional(),
          limit: z.int().min(1).max(100).default(50),
        }),
      )
      .query(async ({ ctx, input }) => {
        const { state, cursor, limit } = input;
        const rows = await listOf(ctx.ctx, ctx.actor, {
          limit: limit + 1,
          ...(state === undefined ? {} : { state }),
          ...(cursor === undefined ? {} : { after: cursor }),
        });
        const items = rows.slice(0, limit);
        const last = items.at(-1);
        const nextCursor =
          rows.length > limit && last !== undefined
            ? { receivedAt: last.receivedAt, id: last.id }
            : null;
        return { items, nextCursor };
      }),
  }),
  audit: auditRouter,
  desk: deskRouter,
  identity: identityRouter,
  providers: providersRouter,
  roster: rosterRouter,
  files: filesRouter,
  senders,
  units: unitsRouter,
  reference: router({
    categories: procedure.query(({ ctx }) => ctx.ctx.reference.categories()),
    tenants: procedure.query(({ ctx }) => ctx.ctx.reference.tenants()),
    units: procedure.query(({ ctx }) =>
      withScope(ctx.ctx.db, wholeOf([ctx.actor.tenant]), (tx) => unitsOf(tx, ctx.actor.tenant)),
    ),
  }),
});

export type AppRouter = typeof appRouter;
