import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { binaries } from "./binaries.ts";
import { openCluster, type Cluster } from "./cluster.ts";
import { PostgresFailure } from "./failure.ts";
import { awaitVacancy, postmaster } from "./occupancy.ts";
import { settings } from "./settings.ts";

export type Postgres = {
  /** Superuser's URL of the database `postgres`. */
  url: string;
  port: number;
  pid: number;
  /** Settles when the server is gone, whoever ended it. */
  ended: Promise<"stopped" | "died">;
  /** Fast shutdown: open transactions are rolled back, nothing committed is lost. */
  stop(): Promise<void>;
};

/**
 * Starts the PostgreSQL that comes with the packages on the cluster in `dataDir` (made when empty)
 * and resolves when it takes connections, on the loopback only. `port` is a free one unless given.
 *
 * The server is in a session of its own, so a Ctrl-C reaches our process alone, which stops its
 * services before their database; and it does not outlive us: see `guard`.
 */
export async function startPostgres(options: {
  dataDir: string;
  port?: number;
  /** File for the server's own log; `server.log` beside the cluster unless given. */
  log?: string;
}): Promise<Postgres> {
  const dataDir = resolve(options.dataDir);
  const log = options.log ?? join(dataDir, "server.log");
  const cluster = openCluster(dataDir, binaries());
  await awaitVacancy(cluster.directory);
  // A free port may be taken between asking and binding: ask again, unless it was the caller's.
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const child = launch(cluster, port, log);
    const outcome = await readiness(child, cluster.directory);
    if (outcome === "ready") return running(child, cluster, port);
    if (options.port === undefined && attempt < 3) continue;
    throw new PostgresFailure("start-failed", `PostgreSQL did not start:\n${tail(log)}`);
  }
}

function launch(cluster: Cluster, port: number, log: string): ChildProcess {
  const parameters = Object.entries(settings(port)).flatMap(([name, value]) => [
    "-c",
    `${name}=${value}`,
  ]);
  const [command = cluster.postgres, ...args] = [
    ...cluster.privileges.prefix,
    cluster.postgres,
    "-D",
    cluster.directory,
    ...parameters,
  ];
  const output = openSync(log, "a", 0o600);
  try {
    const child = spawn(command, args, {
      detached: true,
      stdio: ["ignore", output, output],
      env: { PATH: process.env["PATH"], LC_ALL: "C" },
    });
    child.on("error", () => {}); // a command that cannot be run has no pid, which readiness sees
    child.unref();
    if (child.pid !== undefined) guard(child);
    return child;
  } finally {
    closeSync(output);
  }
}

/**
 * Ends the server when our process is gone, even by SIGKILL: the guard's only way to reach the end
 * of its input is that the other end of the pipe, ours, has been closed by the kernel. A shell does
 * it in 1 MB. It is let go before the server's pid can belong to anybody else.
 */
function guard(server: ChildProcess): void {
  const watch = spawn("/bin/sh", ["-c", 'read -r _; kill -INT "$1"', "guard", String(server.pid)], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  watch.unref();
  server.once("exit", () => watch.kill("SIGKILL"));
}

async function readiness(child: ChildProcess, directory: string): Promise<"ready" | "failed"> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined)
      return "failed";
    const lock = postmaster(directory);
    if (lock !== "absent" && lock.pid === child.pid && lock.status === "ready") return "ready";
    await pause(20);
  }
}

function running(child: ChildProcess, { password }: Cluster, port: number): Postgres {
  let stopping = false;
  const ended = new Promise<"stopped" | "died">((settle) => {
    child.once("exit", () => settle(stopping ? "stopped" : "died"));
  });
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    port,
    pid: child.pid ?? 0,
    ended,
    async stop() {
      stopping = true;
      child.ref();
      child.kill("SIGINT");
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, "127.0.0.1", listening));
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  if (address === null || typeof address === "string")
    throw new TypeError("a TCP server has a port");
  return address.port;
}

function tail(file: string): string {
  return readFileSync(file, "utf8").split("\n").slice(-15).join("\n");
}
