import type { Directory, DirectoryKey } from "./directory.ts";
import type { PublicJwk } from "./keys.ts";

export interface OwnedKey {
  /** The node's id. */
  node: string;
  jwk: PublicJwk;
}

/**
 * The signing keys that are good for a signature made at `at`. For evidence that is the moment to which a
 * signature can be dated by others (a receipt, a `seen`), not the time that its signer wrote: the
 * thief of a revoked key writes what he likes. Keys of a suspended node are found, for what it signed
 * stays evidence; its calls are refused by its status.
 */
export function keyLookup(directory: Directory, at: string): (kid: string) => OwnedKey | undefined {
  const keys = new Map<string, OwnedKey>();
  for (const { id, keys: all } of directory.nodes) {
    for (const key of all)
      if (key.use === "sig" && isGood(key, at)) keys.set(key.jwk.kid, { node: id, jwk: key.jwk });
  }
  return (kid) => keys.get(kid);
}

/** The key to which an answer for this node is sealed now: the one whose validity began last. */
export function encryptionKeyOf(
  directory: Directory,
  node: string,
  at: string,
): PublicJwk | undefined {
  const keys = directory.nodes.find(({ id }) => id === node)?.keys ?? [];
  const good = keys.filter((key) => key.use === "enc" && isGood(key, at));
  return good.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]?.jwk;
}

/** Instants of the wire have one spelling and compare as strings. */
function isGood({ from, until, revokedAt }: DirectoryKey, at: string): boolean {
  return (
    from <= at && (until === undefined || at < until) && (revokedAt === undefined || at < revokedAt)
  );
}
