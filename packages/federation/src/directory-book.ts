import { keepDirectory, latestDirectory, readNodes, readTenants } from "@simpul/db";
import type { Database } from "@simpul/db";
import { nodeUrn } from "@simpul/domain";
import { keyLookup, signDirectory, verifyDirectory } from "@simpul/protocol";
import type { Directory, DirectoryKey, OwnedKey, PublicJwk } from "@simpul/protocol";
import type { Keyring } from "./keyring.ts";

/**
 * The directory as this deployment knows it: kept in its own database, so that a node that starts while the
 * hub is away knows everybody. A version is believed only under the pinned root, and never an older one.
 */
export interface DirectoryBook {
  current(): Directory;
  jws(): string;
  /** Whose signing key it is, at the moment of asking. */
  ownerOf(kid: string): OwnedKey | undefined;
  hostOf(tenant: string): string | undefined;
  tenantsOf(node: string): readonly string[];
  /** Reads a version that another process kept. */
  refresh(): Promise<void>;
  take(jws: string): Promise<"taken" | "known" | "refused">;
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
  if (first === "refused") throw new Error("the directory in the database is not signed under the pinned root");
  let jws = kept.jws;
  let directory = first;
  let owners = keyLookup(directory, stamp(now()));

  const adopt = (next: Directory, text: string): void => {
    directory = next;
    jws = text;
    owners = keyLookup(next, stamp(now()));
  };
  return {
    current: () => directory,
    jws: () => jws,
    ownerOf: (kid) => owners(kid),
    hostOf: (tenant) => directory.tenants.find((t) => t.code === tenant)?.node,
    tenantsOf: (node) => directory.tenants.filter((t) => t.node === node).map((t) => t.code),
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

/**
 * The hub's next version, from its tables. Two processes that publish at once: the second finds the number taken
 * and composes anew from what is then there.
 */
export async function publishDirectory(
  db: Database,
  keyring: Keyring,
  hub: string,
  now: Temporal.Instant,
): Promise<number> {
  if (keyring.directory === undefined) throw new Error("only the hub publishes a directory");
  for (;;) {
    const version = ((await latestDirectory(db))?.version ?? 0) + 1;
    const nodes = await readNodes<DirectoryKey>(db);
    const listed = nodes.filter((n) => n.status !== "invited");
    const directory: Directory = {
      version,
      issued: stamp(now),
      expires: stamp(now.add({ hours: 24 * 30 })),
      hub,
      nodes: listed.map((n) => ({
        id: n.id,
        urn: nodeUrn(n.id),
        status: n.status === "suspended" ? "suspended" : "active",
        keys: [...n.keys],
        protocols: ["v1"],
        capabilities: [],
        ...(n.public_url === null ? {} : { public: n.public_url }),
      })),
      // Kept in the database in full; published as far as their node has keys.
      tenants: (await readTenants(db)).filter((t) => listed.some((n) => n.id === t.node)).map((t) => ({ ...t })),
    };
    const jws = await signDirectory(directory, keyring.directory.key, keyring.directory.certificate);
    if ((await keepDirectory(db, version, jws, stamp(now))) === "kept") return version;
  }
}

const stamp = (instant: Temporal.Instant): string => instant.toString({ fractionalSecondDigits: 3 });
