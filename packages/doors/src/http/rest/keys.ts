import { authenticateKey, failed } from "@simpul/casework";
import type { Authenticated, Context, Result } from "@simpul/casework";
import { sha256 } from "@simpul/protocol";

/** How long a revoked key may still open the door of a process that saw it before. */
const freshMs = 3000;
const most = 10_000;

/** Only what was right is remembered, and by its hash: no heap dump holds a key. */
export function keyring(ctx: Context): (authorization: string) => Promise<Result<Authenticated>> {
  const known = new Map<string, { result: Result<Authenticated>; until: number }>();
  return async (authorization) => {
    const key = /^Bearer +([\w.-]{1,300})$/i.exec(authorization)?.[1];
    if (key === undefined) return failed("keyInvalid");
    const name = sha256(key);
    const kept = known.get(name);
    if (kept !== undefined && kept.until > performance.now()) return kept.result;
    const result = await authenticateKey(ctx, key);
    if (result.outcome === "done") {
      if (known.size >= most) known.clear();
      known.set(name, { result, until: performance.now() + freshMs });
    } else known.delete(name);
    return result;
  };
}
