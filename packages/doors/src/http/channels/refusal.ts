import type { Block, Failure } from "@simpul/casework";
import type { Misfit } from "@simpul/channels";
import type { Context as Request } from "hono";
import { detailOf, problemOf, titleOf, typeOf } from "../../failures.ts";
import type { ProblemName } from "../../failures.ts";
import { blockedExtra, errorsOf, languageOf, problem } from "../problem.ts";
import type { ProblemError } from "../problem.ts";

/** What a delivery is refused with; the doors' one table knows its status and its words. */
export interface Refusal {
  readonly name: ProblemName;
  /** Where the body is not what it should be: always 400 on this door, whatever other doors make of it. */
  readonly misfits?: readonly Misfit[];
  /** Of the one field that names something which does not exist. */
  readonly pointer?: string;
  /** The reader's reason, where the bytes are no JSON. */
  readonly unreadable?: string;
  readonly blocked?: Block;
  /** Seconds. */
  readonly retryAfter?: number;
  /** The headers that say what is left of a limit. */
  readonly left?: Readonly<Record<string, string>>;
}

/** A use-case's input is the envelope's `data`. */
export function refusalOf({ code, pointer, blocked }: Failure): Refusal {
  const name = problemOf(code);
  if (blocked !== undefined) return { name, blocked };
  return pointer === undefined ? { name } : { name, pointer: `/data${pointer}` };
}

export function refuse(c: Request, refusal: Refusal): Response {
  const { name, retryAfter } = refusal;
  const lang = languageOf(c);
  if (refusal.blocked !== undefined) return problem(c, name, blockedExtra(c, refusal.blocked));
  if (refusal.misfits !== undefined) return badBody(c, name, errorsOf(c, refusal.misfits));
  if (refusal.pointer !== undefined)
    return badBody(c, name, [{ pointer: refusal.pointer, detail: detailOf(lang, name) }]);
  return problem(c, name, {
    parameters: { limit: "1 MB", expected: "application/json", seconds: retryAfter ?? 1 },
    ...(refusal.unreadable === undefined
      ? {}
      : { errors: [{ pointer: "", detail: refusal.unreadable }] }),
    headers: {
      ...refusal.left,
      ...(retryAfter === undefined ? {} : { "retry-after": String(retryAfter) }),
      ...(name === "badWebhookSignature" || name === "staleTimestamp"
        ? { "www-authenticate": "Webhook" }
        : {}),
    },
  });
}

/** SURFACE promises 400 to gateways where REST answers 422. */
function badBody(c: Request, name: ProblemName, errors: readonly ProblemError[]): Response {
  const lang = languageOf(c);
  const document = {
    type: typeOf(name),
    title: titleOf(lang, name),
    status: 400,
    detail: detailOf(lang, name),
    errors,
  };
  return c.body(JSON.stringify(document), 400, {
    "content-type": "application/problem+json; charset=utf-8",
    "content-language": lang,
  });
}
