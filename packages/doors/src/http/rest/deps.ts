import type { Context as Casework, Machine, Reporter } from "@simpul/casework";
import type { Context } from "hono";
import type { z } from "zod";

/** A key's scope, as the document says it; the abilities of `access` decide. */
type Access = "anyone" | "key" | "keyOrNobody" | "reporter";

/**
 * One operation of the API: what stands in the OpenAPI document, and what answers. Both come from here, so neither can
 * be forgotten.
 */
export interface Endpoint {
  /** What answers `get` also answers `head`: one of that method stands in the document only. */
  readonly method: "get" | "head" | "options" | "patch" | "post";
  /** Below /api/v1, in OpenAPI's notation. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  /** Who may ask: anyone, a key, or (`keyOrNobody`) a key that is checked if there is one. */
  readonly access: Access;
  /** Also open to a reporter's session, for its own report. */
  readonly reporters?: true;
  readonly query?: z.ZodObject;
  /** Those of its own, where they are not the ones that every act has. */
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType | "file" | "piece";
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
  /** Whose session it is, and its token. */
  readonly reporter?: Reporter;
  readonly token?: string;
}

/** Who acts: the holder of a key, or the reporter of a report. */
type Speaker = Machine | Reporter;

export interface SpokenRequest extends RestRequest {
  readonly speaker: Speaker;
}

export interface KeyedRequest extends SpokenRequest {
  readonly machine: Machine;
}

/** How answers that are kept for repeated requests, and what was said before, name who spoke. */
export const speakerName = (speaker: Speaker): string =>
  speaker.kind === "machine" ? `machine:${speaker.id}` : `reporter:${speaker.report}`;

/** For operations with access `key`. */
export function keyed(
  handle: (request: KeyedRequest) => Promise<Response> | Response,
): Endpoint["handle"] {
  return ({ machine, ...request }) => {
    if (machine === undefined)
      throw new Error("an operation that needs a key was reached without one");
    return handle({ ...request, machine, speaker: machine });
  };
}

/** For operations that a reporter's session opens too. */
export function spoken(
  handle: (request: SpokenRequest) => Promise<Response> | Response,
): Endpoint["handle"] {
  return (request) => {
    const speaker = request.machine ?? request.reporter;
    if (speaker === undefined)
      throw new Error("an operation that needs a key or a session was reached without one");
    return handle({ ...request, speaker });
  };
}
