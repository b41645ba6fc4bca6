import type { Allowance, Limit } from "./limit.ts";

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** Names that anybody can make up must not fill the memory. */
const most = 20_000;

/** Token buckets of this process alone: for what need not hold over several, and while the database is away. */
export function localBuckets(): (limit: Limit, who: string, cost?: number) => Allowance {
  const buckets = new Map<string, Bucket>();
  return ({ name, rate, burst }, who, cost = 1) => {
    // No dearer than a full bucket, or it would be refused for ever.
    const price = Math.min(cost, burst);
    const now = performance.now();
    const id = `${name}:${who}`;
    const bucket = buckets.get(id) ?? { tokens: burst, filledAt: now };
    if (buckets.size >= most && !buckets.has(id)) buckets.clear();
    buckets.set(id, bucket);
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.filledAt) / 1000) * rate);
    bucket.filledAt = now;
    const isEmpty = bucket.tokens < price;
    if (!isEmpty) bucket.tokens -= price;
    return allowance(isEmpty ? "wait" : "go", bucket.tokens, isEmpty ? price : 1, rate);
  };
}

/** @param wanted tokens whose coming the seconds tell */
export function allowance(
  outcome: Allowance["outcome"],
  tokens: number,
  wanted: number,
  rate: number,
): Allowance {
  return {
    outcome,
    remaining: Math.max(0, Math.floor(tokens)),
    seconds: Math.max(1, Math.ceil(Math.max(0, wanted - tokens) / rate)),
  };
}
