import { spawnSync } from "node:child_process";
import { chownSync } from "node:fs";
import { withinReach, type Binaries } from "./binaries.ts";
import { PostgresFailure } from "./failure.ts";

/** How a command is run so that PostgreSQL agrees to it: it refuses to run as root. */
export type Privileges = {
  /** Words to put before the command. */
  prefix: readonly string[];
  /** Makes a file or folder belong to the user the command runs as. */
  own(path: string): void;
  /** The programs where that user may run them. */
  reach(found: Binaries): Binaries;
};

const nobody = 65534;

const plain: Privileges = { prefix: [], own: () => {}, reach: (found) => found };

/** In a user namespace root is user 1000 to PostgreSQL and still itself to the files it owns. */
const namespaced: Privileges = {
  prefix: ["unshare", "-U", "--map-user=1000", "--map-group=1000", "--"],
  own: () => {},
  reach: (found) => found,
};

/**
 * Where namespaces are forbidden (a container's seccomp profile): `nobody`, but allowed through
 * closed folders, so that the data of a clone in a 0700 folder stays where it is.
 */
const dropped: Privileges = {
  prefix: [
    "setpriv",
    `--reuid=${nobody}`,
    `--regid=${nobody}`,
    "--clear-groups",
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--",
  ],
  own: (path) => chownSync(path, nobody, nobody),
  reach: withinReach,
};

/**
 * The gentlest way to run `binary` here; each is tried with the binary itself. The cluster's owner
 * decides first: one that `nobody` made stays with `nobody`, whatever is permitted today.
 */
export function privilegesFor(binary: string, owner?: number): Privileges {
  if (process.getuid?.() !== 0) return plain;
  const ways = owner === nobody ? [dropped] : [namespaced, dropped];
  const way = ways.find((one) => runs([...one.prefix, binary, "--version"]));
  if (way) return way;
  throw new PostgresFailure(
    "no-unprivileged-user",
    "PostgreSQL does not run as root, and neither `unshare -U` nor `setpriv` is permitted here; " +
      "run as another user or set DATABASE_URL.",
  );
}

function runs([command = "", ...args]: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}
