import type { Context as Casework, Limit } from "@simpul/casework";
import type { Context } from "hono";
import { problem } from "../problem.ts";
import { rateHeaders } from "../rest/rate.ts";
import type { Limited } from "../rest/rate.ts";

/** Of whom how much is asked. */
export interface Asked {
  readonly limit: Limit;
  readonly who: string;
  readonly cost?: number;
}

export type Admitted =
  | { readonly outcome: "go"; readonly headers: Readonly<Record<string, string>> }
  | { readonly outcome: "wait"; readonly answer: Response };

/**
 * Every limit that a request falls under, in order: what one refuses uses up nothing of the next. The headers tell of the
 * one that refused, else of the one that will do so first.
 */
export async function admitted(
  c: Context,
  { limits }: Casework,
  asked: readonly Asked[],
): Promise<Admitted> {
  let nearest: Limited | undefined;
  for (const { limit, who, cost } of asked) {
    const said = limits.admit(limit, who, cost);
    const allowance = said instanceof Promise ? await said : said;
    const limited: Limited = { limit, allowance };
    if (allowance.outcome === "wait")
      return { outcome: "wait", answer: tooMany(c, allowance.seconds, rateHeaders(limited)) };
    if (nearest === undefined || allowance.remaining < nearest.allowance.remaining)
      nearest = limited;
  }
  return { outcome: "go", headers: nearest === undefined ? {} : rateHeaders(nearest) };
}

/** @param seconds until it is worth asking again */
export function tooMany(
  c: Context,
  seconds: number,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return problem(c, "tooManyRequests", {
    parameters: { seconds },
    headers: { ...headers, "retry-after": String(seconds) },
  });
}
