import type { Block, Failure } from "@simpul/casework";
import type { Misfit } from "@simpul/channels";
import { acceptedLanguage } from "@simpul/words";
import type { Lang } from "@simpul/words";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { blockParameters, detailOf, problemOf, statuses, titleOf, typeOf } from "../failures.ts";
import type { Parameters, ProblemName } from "../failures.ts";

export interface ProblemError {
  /** RFC 6901, into the body. */
  readonly pointer?: string;
  /** Of a query: the parameter at fault. */
  readonly parameter?: string;
  readonly detail: string;
}

export interface ProblemExtra {
  /** Where a door promised another status for this problem than REST has (the generic channel's 400). */
  readonly status?: ContentfulStatusCode;
  readonly parameters?: Parameters;
  readonly errors?: readonly ProblemError[];
  /** Extension members (RFC 9457, 3.2). */
  readonly members?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export const languageOf = (c: Context): Lang => acceptedLanguage(c.req.header("accept-language"));

/** A problem document (RFC 9457) in the reader's language. It never holds what somebody else wrote. */
export function problem(c: Context, name: ProblemName, extra: ProblemExtra = {}): Response {
  const lang = languageOf(c);
  const status = extra.status ?? statuses[name];
  const errors = extra.errors ?? [];
  const body = {
    type: typeOf(name),
    title: titleOf(lang, name),
    status,
    detail: detailOf(lang, name, extra.parameters),
    ...(errors.length === 0 ? {} : { errors }),
    ...extra.members,
  };
  return c.body(JSON.stringify(body), status, {
    "content-type": "application/problem+json; charset=utf-8",
    "content-language": lang,
    ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    ...extra.headers,
  });
}

/** What a use-case could not do. The field at fault is named where one is. */
export function failureProblem(c: Context, { code, pointer, blocked }: Failure): Response {
  const name = problemOf(code);
  if (blocked !== undefined) return problem(c, name, blockedExtra(c, blocked));
  const parameters = { limit: "25 MB" };
  return problem(c, name, {
    parameters,
    ...(pointer === undefined
      ? {}
      : { errors: [{ pointer, detail: detailOf(languageOf(c), name, parameters) }] }),
  });
}

/** A person reads the sentence, a gateway the members. */
export function blockedExtra(c: Context, blocked: Block): ProblemExtra {
  const { reason, until } = blocked;
  return { parameters: blockParameters(languageOf(c), blocked), members: { reason, until } };
}

/** Where a body is not what it should be, each place in the reader's language. */
export function errorsOf(c: Context, misfits: readonly Misfit[]): ProblemError[] {
  const lang = languageOf(c);
  const problems = {
    missing: "missingField",
    unknown: "unknownField",
    invalid: "invalidField",
  } as const;
  return misfits.map(({ pointer, reason, name }) => ({
    pointer,
    detail: detailOf(lang, problems[reason], { name }),
  }));
}
