import type { Context as Casework, Machine } from "@simpul/casework";
import type { Context } from "hono";
import type { z } from "zod";

/** A key's scope, as the document says it; the abilities of `access` decide. */
type Access = "anyone" | "key" | "keyOrNobody";

/**
 * One operation of the API: what stands in the OpenAPI document, and what answers. Both come from here, so neither can
 * be forgotten.
 */
export interface Endpoint {
  readonly method: "get" | "post";
  /** Below /api/v1, in OpenAPI's notation. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  /** Who may ask: anyone, a key, or (`keyOrNobody`) a key that is checked if there is one. */
  readonly access: Access;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType | "file";
  readonly answers: Readonly<
    Record<number, { readonly description: string; readonly schema?: z.ZodType }>
  >;
  readonly handle: (request: RestRequest) => Promise<Response> | Response;
}

/** What every operation is given. */
export interface RestRequest {
  readonly c: Context;
  readonly ctx: Casework;
  /** Whoever holds the key; of an operation with access `key` there always is one. */
  readonly machine: Machine | undefined;
}

export interface KeyedRequest extends RestRequest {
  readonly machine: Machine;
}

/** For operations with access `key`. */
export function keyed(
  handle: (request: KeyedRequest) => Promise<Response> | Response,
): Endpoint["handle"] {
  return ({ machine, ...request }) => {
    if (machine === undefined)
      throw new Error("an operation that needs a key was reached without one");
    return handle({ ...request, machine });
  };
}
