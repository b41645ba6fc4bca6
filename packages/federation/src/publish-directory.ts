import { keepDirectory, latestDirectory, readNodes, readTenants } from "@simpul/db";
import type { Database } from "@simpul/db";
import { nodeUrn } from "@simpul/domain";
import { signDirectory } from "@simpul/protocol";
import type { Directory, DirectoryKey } from "@simpul/protocol";
import { carriesPings, pingCapability } from "./capability.ts";
import type { DirectoryBook } from "./directory-book.ts";
import { carriesIdentity, identityCapability } from "./identity/way.ts";
import type { Keyring } from "./keyring.ts";

const validDays = 30;

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
      expires: stamp(now.add({ hours: 24 * validDays })),
      hub,
      nodes: listed.map((n) => ({
        id: n.id,
        urn: nodeUrn(n.id),
        status: n.status === "suspended" ? "suspended" : "active",
        keys: [...n.keys],
        protocols: ["v1"],
        // Of a node its pull says what it takes; what the hub takes has to be known before the first post.
        capabilities: n.id === hub ? [identityCapability, pingCapability] : [],
        ...(n.public_url === null ? {} : { public: n.public_url }),
      })),
      // Kept in the database in full; published as far as their node has keys.
      tenants: (await readTenants(db))
        .filter((t) => listed.some((n) => n.id === t.node))
        .map((t) => ({ ...t })),
    };
    const jws = await signDirectory(
      directory,
      keyring.directory.key,
      keyring.directory.certificate,
    );
    if ((await keepDirectory(db, version, jws, stamp(now))) === "kept") return version;
  }
}

/**
 * The hub signs anew when half of a version's time is over: nobody has to remember it, and no node ever reads an expired one.
 * And once after an upgrade that made it capable of more.
 */
export async function renewDirectory(
  db: Database,
  keyring: Keyring,
  book: DirectoryBook,
  now: Temporal.Instant,
): Promise<"renewed" | "notDue"> {
  const { hub, expires } = book.current();
  const isYoung = now.until(expires).total("hours") > (validDays * 24) / 2;
  if (isYoung && carriesIdentity(book) && carriesPings(book)) return "notDue";
  await publishDirectory(db, keyring, hub, now);
  await book.refresh();
  return "renewed";
}

const stamp = (instant: Temporal.Instant): string =>
  instant.toString({ fractionalSecondDigits: 3 });
