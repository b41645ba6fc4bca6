import type { Staff } from "@simpul/access";
import type { Context as Casework, Failure, Machine, Result } from "@simpul/casework";
import type { Deployment } from "@simpul/federation";
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { problemOf, statuses } from "../failures.ts";
import type { Outward } from "../http/auth/outward.ts";

export interface StaffContext extends Record<string, unknown> {
  readonly ctx: Casework;
  /** Who signed in at this tenant's desk, or a key of it. */
  readonly actor: Staff | Machine;
  /** Where identity providers may be; public addresses unless given. */
  readonly outward?: Outward;
  /** The deployment around the casework, for what its keys are needed to make or to check. */
  readonly deployment?: Deployment;
}

/** Procedures that need the deployment are there wherever a process serves desks. */
export function deployed({
  deployment,
}: {
  readonly deployment?: Deployment | undefined;
}): Deployment {
  if (deployment === undefined) throw new TRPCError({ code: "NOT_FOUND" });
  return deployment;
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

export const { procedure, router } = t;

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

/** A use-case's value, or its failure as the error that the door answers with. */
export function unwrap<T>(result: Result<T>): T {
  if (result.outcome === "done") return result.value;
  const code = words[statuses[problemOf(result.code)]] ?? "BAD_REQUEST";
  throw new TRPCError({ code, cause: new Refused(result) });
}

/** Of what a procedure refused; undefined for errors that are nobody's refusal. */
export function failureCodeOf(error: TRPCError): string | undefined {
  if (error.cause instanceof Refused) return error.cause.failure.code;
  return error.code === "FORBIDDEN" ? "forbidden" : undefined;
}
