import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { PostgresFailure } from "./failure.ts";

/** What `postmaster.pid` says: its first line is the pid, its eighth the status. */
export function postmaster(directory: string): { pid: number; status: string } | "absent" {
  try {
    const lines = readFileSync(join(directory, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), status: lines[7]?.trim() ?? "" };
  } catch {
    return "absent";
  }
}

/**
 * Waits until nobody works in the cluster and removes the lock file a dead server left: PostgreSQL
 * itself gives up when the dead server's pid belongs to another process by now, which is usual in a
 * container. A server that is stopping, or whose backends outlive a killed postmaster, gets time to
 * go: two servers on one cluster would destroy it.
 */
export async function awaitVacancy(directory: string): Promise<void> {
  const began = performance.now();
  for (;;) {
    const pids = occupants(directory);
    if (pids.length === 0) break;
    const lock = postmaster(directory);
    const serving = lock !== "absent" && lock.status !== "stopping" && pids.includes(lock.pid);
    // Two seconds: the watchdog of a killed process has asked its server to stop long before.
    if (performance.now() - began > (serving ? 2_000 : 30_000)) {
      throw new PostgresFailure(
        "already-running",
        `Another PostgreSQL (pid ${pids[0]}) uses ${directory}; stop it or choose another folder.`,
      );
    }
    await pause(50);
  }
  rmSync(join(directory, "postmaster.pid"), { force: true });
}

/** Processes of a server on this cluster: postmaster and backends alike work inside its folder. */
function occupants(directory: string): number[] {
  if (process.platform !== "linux") return livePostmaster(directory);
  const folder = realpathSync(directory);
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && workingFolder(name) === folder)
    .map(Number);
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // gone meanwhile, or another user's
  }
}

function livePostmaster(directory: string): number[] {
  const lock = postmaster(directory);
  if (lock === "absent") return [];
  try {
    process.kill(lock.pid, 0);
    return [lock.pid];
  } catch {
    return [];
  }
}
