import { missingContents, withScope, wholeOf } from "@simpul/db";
import { CallFailure } from "./calls.ts";
import type { Calls } from "./calls.ts";
import { heldBytes, keepPiece } from "./content.ts";
import type { Deployment } from "./deployment.ts";

/** A minute and a half at 256 kbit/s, and few enough that a large file is not read from the disk for each kilobyte. */
export const pieceBytes = 2 * 1024 * 1024;

/** Of content that the hub does not have either: it is asked again, but not at once. */
const retrySeconds = 15;
const mostWanted = 1000;

/** Files, apart from the batches: an answer never waits behind a video. */
export interface Transfers {
  /** The hub asked for these. What is forgotten when we are killed it asks for again. */
  want(hashes: readonly string[]): void;
  /** Moves at most one file in each direction. */
  once(until: AbortSignal): Promise<"more" | "idle">;
}

export function transfers(deployment: Deployment, calls: Calls): Transfers {
  const { ctx } = deployment;
  const wanted = new Set<string>();
  const notBefore = new Map<string, Temporal.Instant>();
  return {
    want(hashes) {
      for (const hash of hashes) if (wanted.size < mostWanted) wanted.add(hash);
    },
    async once(until) {
      const [next] = wanted;
      if (next !== undefined) {
        // Forgotten only when it is through; what fails is tried again after the others, and holds none of them up.
        wanted.delete(next);
        try {
          await send(deployment, calls, next, until);
        } catch (error) {
          wanted.add(next);
          throw error;
        }
      }
      const missing = await withScope(deployment.db, wholeOf(ctx.here.tenants()), (tx) =>
        missingContents(tx, 50),
      );
      const now = ctx.now();
      for (const hash of notBefore.keys())
        if (!missing.some((m) => m.hash === hash)) notBefore.delete(hash);
      const due = missing.find(
        ({ hash }) => Temporal.Instant.compare(notBefore.get(hash) ?? now, now) <= 0,
      );
      if (due !== undefined) {
        const later = () => notBefore.set(due.hash, now.add({ seconds: retrySeconds }));
        const fetched = await fetchOne(deployment, calls, due, until).catch((error: unknown) => {
          if (error instanceof CallFailure) later();
          throw error;
        });
        if (fetched === "notThere") later();
      }
      return next === undefined && due === undefined ? "idle" : "more";
    },
  };
}

/** What we do not hold ourselves stays wanted. */
async function send(
  deployment: Deployment,
  calls: Calls,
  hash: string,
  until: AbortSignal,
): Promise<void> {
  const bytes = await heldBytes(deployment, hash);
  if (bytes === "missing") return;
  for (let from = 0; ;) {
    const piece = bytes.subarray(from, from + pieceBytes);
    const kept = await calls.putContent(hash, { from, total: bytes.length, bytes: piece }, until);
    if (kept.outcome !== "partial" && kept.outcome !== "elsewhere") return;
    if (kept.at > bytes.length) throw new CallFailure("answer:malformed");
    from = kept.at;
  }
}

async function fetchOne(
  deployment: Deployment,
  calls: Calls,
  { hash, size }: { hash: string; size: number },
  until: AbortSignal,
): Promise<"fetched" | "notThere"> {
  const { hub } = deployment.book.current();
  for (;;) {
    const from = await deployment.pieces.size({ peer: hub, hash });
    const bytes =
      from > 0 && from >= size
        ? // The last piece came, and we died before the whole was kept.
          new Uint8Array()
        : await calls
            .getContent(hash, { from, to: Math.min(size, from + pieceBytes) }, until)
            .catch((error: unknown) => {
              if (error instanceof CallFailure && error.code === "contentMissing")
                return "missing" as const;
              throw error;
            });
    if (bytes === "missing") return "notThere";
    const kept = await keepPiece(deployment, hub, hash, { from, total: size, bytes });
    if (kept.outcome === "kept" || kept.outcome === "notWanted") return "fetched";
    // Not what its hash says: begun anew, later.
    if (kept.outcome === "mismatch") {
      await deployment.pieces.drop({ peer: hub, hash });
      return "notThere";
    }
    if (bytes.length === 0) throw new CallFailure("answer:malformed");
  }
}
