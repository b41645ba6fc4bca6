import type { Allowance, Limit } from "@simpul/casework";

/** A limit that an answer fell under, and what is left of it. */
export interface Limited {
  readonly limit: Limit;
  readonly allowance: Allowance;
}

/**
 * `RateLimit` and `RateLimit-Policy` (draft-ietf-httpapi-ratelimit-headers): quota q in a window of w seconds, r left, more
 * in t seconds.
 */
export function rateHeaders({ limit, allowance }: Limited): Record<string, string> {
  const { name, rate, burst } = limit;
  return {
    "ratelimit-policy": `"${name}";q=${burst};w=${Math.max(1, Math.round(burst / rate))}`,
    ratelimit: `"${name}";r=${allowance.remaining};t=${allowance.seconds}`,
  };
}
