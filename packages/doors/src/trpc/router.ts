import { bodyDigest } from "@simpul/channels";
import type { Verb, VerbName } from "@simpul/casework";
import { openReport, readReport, verbs } from "@simpul/casework";
import { unitsOf, wholeOf, withScope } from "@simpul/db";
import { z } from "zod";
import { auditRouter } from "./audit.ts";
import { bulkRouter } from "./bulk.ts";
import { deskRouter } from "./desk.ts";
import { draftsRouter } from "./drafts.ts";
import { filesRouter } from "./files.ts";
import { identityRouter } from "./identity.ts";
import { areas, listProcedures } from "./lists.ts";
import { officeRouter } from "./office.ts";
import { monitorRouter } from "./monitor.ts";
import { nodesRouter } from "./nodes.ts";
import { procedure, router, unwrap } from "./procedure.ts";
import { pageProcedures } from "./report-page.ts";
import { providersRouter } from "./providers.ts";
import { reviewsRouter } from "./reviews.ts";
import { rosterRouter } from "./roster.ts";
import { senders } from "./senders.ts";
import { viewsRouter } from "./saved-views.ts";
import { keysRouter, termsRouter } from "./settings.ts";
import { suggestRouter } from "./suggest.ts";
import { templatesRouter } from "./templates.ts";
import { unitsRouter } from "./units.ts";

const target = {
  report: z.string().min(1).max(64),
  ifVersion: z.int().min(1).optional(),
  /** The same act said again, by whoever said it first, has no effect and the same answer. */
  once: z.uuid().optional(),
};

function act<S extends z.ZodType>(name: string, verb: Verb<S>) {
  return procedure
    .input(z.strictObject({ ...target, input: verb.input }))
    .mutation(async ({ ctx, input }) => {
      // Proof: strictObject parsed it by these very shapes; TypeScript cannot see through the type parameter.
      const {
        report,
        ifVersion,
        once,
        input: given,
      } = input as { report: string; ifVersion?: number; once?: string; input: z.infer<S> };
      const source = `desk:${ctx.actor.id}:verb`;
      const digest = ctx.ctx.vault.digest(bodyDigest([name, report, given]));
      return unwrap(
        await verb.run(
          ctx.ctx,
          ctx.actor,
          {
            report,
            ...(ifVersion === undefined ? {} : { ifVersion }),
            ...(once === undefined ? {} : { dedup: [{ source, key: once, digest }] }),
          },
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
  Object.entries(verbs).map(([name, verb]) => [name, act<z.ZodType>(name, verb)]),
) as unknown as Acts;

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
    ...listProcedures,
    ...pageProcedures,
  }),
  audit: auditRouter,
  bulk: bulkRouter,
  views: viewsRouter,
  desk: deskRouter,
  drafts: draftsRouter,
  reviews: reviewsRouter,
  templates: templatesRouter,
  identity: identityRouter,
  providers: providersRouter,
  office: officeRouter,
  roster: rosterRouter,
  files: filesRouter,
  monitor: monitorRouter,
  nodes: nodesRouter,
  keys: keysRouter,
  terms: termsRouter,
  senders,
  suggest: suggestRouter,
  units: unitsRouter,
  reference: router({
    categories: procedure.query(({ ctx }) => ctx.ctx.reference.categories()),
    areas,
    tenants: procedure.query(({ ctx }) => ctx.ctx.reference.tenants()),
    units: procedure.query(({ ctx }) =>
      withScope(ctx.ctx.db, wholeOf([ctx.actor.tenant]), (tx) => unitsOf(tx, ctx.actor.tenant)),
    ),
  }),
});

export type AppRouter = typeof appRouter;
