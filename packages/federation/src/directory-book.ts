import { keepDirectory, latestDirectory } from "@simpul/db";
import type { Database } from "@simpul/db";
import { verifyDirectory } from "@simpul/protocol";
import type { Directory, DirectoryKey, OwnedKey, PublicJwk } from "@simpul/protocol";

/**
 * The directory as this deployment knows it: kept in its own database, so that a node that starts while the
 * hub is away knows everybody. A version is believed only under the pinned root, and never an older one.
 */
export interface DirectoryBook {
  current(): Directory;
  jws(): string;
  /** Whose signing key it is, at the moment of asking, or by a clock that is known to be better than ours. */
  ownerOf(kid: string, at?: string): OwnedKey | undefined;
  /** Whose signing key it is or was: for evidence, which outlives its key. */
  everOwnerOf(kid: string): EvidenceKey | undefined;
  hostOf(tenant: string): string | undefined;
  tenantsOf(node: string): readonly string[];
  statusOf(node: string): "active" | "suspended" | "unknown";
  /** `stale` once the directory is past its expiry and the grace period. */
  standing(): "fresh" | "stale";
  /** Reads a version that another process kept. */
  refresh(): Promise<void>;
  take(jws: string): Promise<"taken" | "known" | "refused">;
}

interface EvidenceKey extends OwnedKey {
  readonly revokedAt?: string;
}

/** Federated work of other peers stops this long after a directory expired; own work never does. */
export const graceDays = 30;

export async function openDirectoryBook(
  db: Database,
  root: PublicJwk,
  now: () => Temporal.Instant,
): Promise<DirectoryBook | "empty"> {
  const kept = await latestDirectory(db);
  if (kept === undefined) return "empty";
  const first = await read(kept.jws, root, 1, now());
  if (first === "refused")
    throw new Error("the directory in the database is not signed under the pinned root");
  let jws = kept.jws;
  let directory = first;
  let keys = keysOf(directory);

  const adopt = (next: Directory, text: string): void => {
    directory = next;
    jws = text;
    keys = keysOf(next);
  };
  return {
    current: () => directory,
    jws: () => jws,
    ownerOf(kid, at = stamp(now())) {
      const owned = keys.get(kid);
      return owned !== undefined && isGood(owned.key, at)
        ? { node: owned.node, jwk: owned.key.jwk }
        : undefined;
    },
    everOwnerOf(kid) {
      const owned = keys.get(kid);
      if (owned === undefined) return undefined;
      const { jwk, revokedAt } = owned.key;
      return { node: owned.node, jwk, ...(revokedAt === undefined ? {} : { revokedAt }) };
    },
    hostOf: (tenant) => directory.tenants.find((t) => t.code === tenant)?.node,
    tenantsOf: (node) => directory.tenants.filter((t) => t.node === node).map((t) => t.code),
    statusOf: (node) => directory.nodes.find((n) => n.id === node)?.status ?? "unknown",
    standing: () =>
      now().since(directory.expires).total("hours") > graceDays * 24 ? "stale" : "fresh",
    async refresh() {
      const latest = await latestDirectory(db);
      if (latest === undefined || latest.version <= directory.version) return;
      const next = await read(latest.jws, root, directory.version, now());
      if (next !== "refused") adopt(next, latest.jws);
    },
    async take(text) {
      const next = await read(text, root, directory.version, now());
      if (next === "refused") return "refused";
      if (next.version === directory.version) return "known";
      await keepDirectory(db, next.version, text, stamp(now()));
      adopt(next, text);
      return "taken";
    },
  };
}

async function read(
  jws: string,
  root: PublicJwk,
  atLeastVersion: number,
  now: Temporal.Instant,
): Promise<Directory | "refused"> {
  const verified = await verifyDirectory(jws, { root, now: stamp(now), atLeastVersion });
  if (verified.outcome === "verified") return verified.directory;
  // Expired is still the best we know: the hub may be away, and our own work goes on.
  return verified.directory ?? "refused";
}

function keysOf(directory: Directory): Map<string, { node: string; key: DirectoryKey }> {
  return new Map(
    directory.nodes.flatMap(({ id, keys }) =>
      keys
        .filter((key) => key.use === "sig")
        .map((key) => [key.jwk.kid, { node: id, key }] as const),
    ),
  );
}

/** Instants of the wire have one spelling and compare as strings. */
function isGood({ from, until, revokedAt }: DirectoryKey, at: string): boolean {
  return (
    from <= at && (until === undefined || at < until) && (revokedAt === undefined || at < revokedAt)
  );
}

const stamp = (instant: Temporal.Instant): string =>
  instant.toString({ fractionalSecondDigits: 3 });
