/**
 * Storms are answered 429, never with loss: a delivery is either refused before anything is stored, or acknowledged
 * after its commit. Limits are per channel and process; what protects the database is the depth of the intake's queue.
 */
export interface Shedding {
  /** Seconds to wait, or `go`. */
  admit(channel: { readonly id: string; readonly rate: number }): number | "go";
}

/** About half a second of a full intake: beyond it a sender waits better outside than in our memory. */
const deepest = 2000;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** @param depth changes that wait to be committed */
export function shedding(depth: () => number): Shedding {
  const buckets = new Map<string, Bucket>();
  return {
    admit({ id, rate }) {
      if (depth() > deepest) return 1;
      const now = performance.now();
      let bucket = buckets.get(id);
      if (bucket === undefined) {
        // Only channels that exist come here, so the map is as large as the table.
        bucket = { tokens: rate, filledAt: now };
        buckets.set(id, bucket);
      }
      bucket.tokens = Math.min(rate, bucket.tokens + ((now - bucket.filledAt) / 1000) * rate);
      bucket.filledAt = now;
      if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / rate));
      bucket.tokens -= 1;
      return "go";
    },
  };
}
