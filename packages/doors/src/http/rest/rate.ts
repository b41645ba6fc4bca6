/** What is left to a key, as the `RateLimit` headers say it (draft-ietf-httpapi-ratelimit-headers). */
export interface Allowance {
  readonly outcome: "go" | "wait";
  readonly remaining: number;
  /** Seconds until there is one more. */
  readonly seconds: number;
}

/** @param cost of several calls in one request */
export type Admit = (id: string, rate: number, cost?: number) => Allowance;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/**
 * A token bucket a key, a second's worth deep. Per process: a service of n processes allows n times the rate, which is
 * bearable, where a shared count would cost a write a request.
 */
export function rates(): Admit {
  const buckets = new Map<string, Bucket>();
  return (id, rate, cost = 1) => {
    // No dearer than a full bucket, or it would be refused for ever.
    const price = Math.min(cost, Math.max(1, rate));
    const now = performance.now();
    const bucket = buckets.get(id) ?? { tokens: rate, filledAt: now };
    buckets.set(id, bucket);
    bucket.tokens = Math.min(rate, bucket.tokens + ((now - bucket.filledAt) / 1000) * rate);
    bucket.filledAt = now;
    const isEmpty = bucket.tokens < price;
    if (!isEmpty) bucket.tokens -= price;
    const missing = Math.max(0, (isEmpty ? price : 1) - bucket.tokens);
    return {
      outcome: isEmpty ? "wait" : "go",
      remaining: Math.floor(bucket.tokens),
      seconds: Math.max(1, Math.ceil(missing / rate)),
    };
  };
}

export function rateHeaders(
  rate: number,
  { remaining, seconds }: Allowance,
): Record<string, string> {
  return {
    "ratelimit-policy": `"key";q=${rate};w=1`,
    ratelimit: `"key";r=${remaining};t=${seconds}`,
  };
}
