import { authenticateKey, failed, localBuckets } from "@simpul/casework";
import type { Authenticated, Context, Result } from "@simpul/casework";
import { sha256 } from "@simpul/protocol";

/** How long a revoked key may still open the door of a process that saw it before. */
const freshMs = 3000;
const most = 10_000;
/** Of keys that never opened the door of this process: a guess costs a query, here and not elsewhere. */
const looks = { name: "guess", rate: 100, burst: 100 };

type Known = Result<Authenticated> | { readonly outcome: "wait"; readonly seconds: number };

/**
 * What was looked up is remembered by its hash: no heap dump holds a key. `wait` while somebody guesses keys faster than we
 * look them up; a key that was right before is never kept out by it.
 */
export function keyring(ctx: Context): (authorization: string) => Promise<Known> {
  const right = new Map<string, { result: Result<Authenticated>; until: number }>();
  const wrong = new Map<string, { result: Result<Authenticated>; until: number }>();
  const admit = localBuckets();
  return async (authorization) => {
    const key = /^Bearer +([\w.-]{1,300})$/i.exec(authorization)?.[1];
    if (key === undefined) return failed("keyInvalid");
    const name = sha256(key);
    const kept = right.get(name) ?? wrong.get(name);
    if (kept !== undefined && kept.until > performance.now()) return kept.result;
    if (!right.has(name)) {
      const { outcome, seconds } = admit(looks, "anybody");
      if (outcome === "wait") return { outcome, seconds };
    }
    const result = await authenticateKey(ctx, key);
    const [into, other] = result.outcome === "done" ? [right, wrong] : [wrong, right];
    if (into.size >= most) into.clear();
    into.set(name, { result, until: performance.now() + freshMs });
    other.delete(name);
    return result;
  };
}
