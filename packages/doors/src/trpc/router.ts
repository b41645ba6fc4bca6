import type {
  Context as Casework,
  Failure,
  Machine,
  Result,
  Verb,
  VerbName,
} from "@simpul/casework";
import { listOf, readReport, verbs } from "@simpul/casework";
import { unitsOf, withScope } from "@simpul/db";
import { states } from "@simpul/domain";
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { problemOf, statuses } from "../failures.ts";

interface StaffContext extends Record<string, unknown> {
  readonly ctx: Casework;
  /** A key for now; staff sign in with sessions later, and the procedures stay as they are. */
  readonly actor: Machine;
}

const t = initTRPC.context<StaffContext>().create({
  /** Codes and field names travel; a stack or an unforeseen message never does. */
  errorFormatter({ shape, error }) {
    const { code, httpStatus, path } = shape.data;
    const failure = error.cause instanceof Refused ? error.cause.failure : undefined;
    const isOurs = code === "INTERNAL_SERVER_ERROR";
    return {
      ...shape,
      message: isOurs
        ? "internal"
        : (failure?.code ?? (error.cause instanceof z.ZodError ? "invalid" : shape.message)),
      data: {
        code,
        httpStatus,
        path,
        failure: failure?.code ?? null,
        pointer: failure?.pointer ?? null,
        issues:
          error.cause instanceof z.ZodError
            ? error.cause.issues.map((issue) => ({
                path: issue.path.map(String),
                code: issue.code,
              }))
            : [],
      },
    };
  },
});

const { procedure } = t;

/** Carries a use-case's failure through tRPC, which knows only errors. */
class Refused extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

const words: Readonly<Record<number, TRPCError["code"]>> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  412: "PRECONDITION_FAILED",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  422: "UNPROCESSABLE_CONTENT",
};

function unwrap<T>(result: Result<T>): T {
  if (result.outcome === "done") return result.value;
  const code = words[statuses[problemOf(result.code)]] ?? "BAD_REQUEST";
  throw new TRPCError({ code, cause: new Refused(result) });
}

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

export const appRouter = t.router({
  report: t.router({
    ...acts,
    get: procedure
      .input(z.strictObject({ report: target.report }))
      .query(async ({ ctx, input }) => unwrap(await readReport(ctx.ctx, ctx.actor, input.report))),
    list: procedure
      .input(
        z.strictObject({
          state: z.enum(states).optional(),
          cursor: after.optional(),
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
  reference: t.router({
    categories: procedure.query(({ ctx }) => ctx.ctx.reference.categories()),
    tenants: procedure.query(({ ctx }) => ctx.ctx.reference.tenants()),
    units: procedure.query(({ ctx }) =>
      withScope(ctx.ctx.db, { tenants: [ctx.actor.tenant] }, (tx) => unitsOf(tx, ctx.actor.tenant)),
    ),
  }),
});

export type AppRouter = typeof appRouter;
