import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { PostgresFailure } from "./failure.ts";
import { privilegesFor, type Privileges } from "./privileges.ts";
import type { Binaries } from "./binaries.ts";

export type Cluster = {
  directory: string;
  password: string;
  privileges: Privileges;
  /** The server program, where its user may run it. */
  postgres: string;
};

/**
 * The cluster below `dataDir`, made when there is none. Passwords rather than trust: on a shared
 * machine every local user reaches 127.0.0.1. The superuser's lies beside the cluster, mode 0600.
 */
export function openCluster(dataDir: string, found: Binaries): Cluster {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const directory = join(dataDir, "cluster");
  const secret = join(dataDir, "superuser.password");
  if (existsSync(directory)) {
    const privileges = privilegesFor(found.initdb, statSync(directory).uid);
    const { postgres } = privileges.reach(found);
    return { directory, privileges, postgres, password: readFileSync(secret, "utf8") };
  }
  const password = randomBytes(24).toString("base64url");
  writeFileSync(secret, password, { mode: 0o600 });
  // A start that is killed in the middle of initdb leaves no half cluster: the rename is the commit.
  const partial = join(dataDir, "cluster.partial");
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  chmodSync(partial, 0o700);
  const privileges = privilegesFor(found.initdb);
  const { initdb, postgres } = privileges.reach(found);
  privileges.own(partial);
  initialise(partial, secret, [...privileges.prefix, initdb]);
  renameSync(partial, directory);
  return { directory, password, privileges, postgres };
}

function initialise(directory: string, secret: string, [command = "", ...prefix]: string[]): void {
  const args = [
    ...prefix,
    `--pgdata=${directory}`,
    "--username=postgres",
    `--pwfile=${secret}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // Sorts by code point on every machine as C does, and still knows the case of every letter.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
  ];
  const run = spawnSync(command, args, { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
  if (run.status === 0) return;
  throw new PostgresFailure(
    "initialisation-failed",
    `initdb failed: ${run.stderr || run.error?.message}`,
  );
}
