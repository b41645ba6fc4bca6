import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";

/**
 * Who holds a lease: a process of one boot of one machine. Its successor on that machine need not wait for the lease to run
 * out, because it can see that it is dead; of a process of another machine, or of another container, nobody here can tell.
 * A process that is only suspended is alive, and its lease runs out.
 */
export function thisHolder(): string {
  return [...Object.values(placeOf(process.pid) ?? {}), randomUUID()].join("/");
}

export function isDead(holder: string): boolean {
  const [machine, pid, started, ...rest] = holder.split("/");
  const here = placeOf(process.pid);
  if (rest.length !== 1 || here === undefined || machine !== here.machine) return false;
  return placeOf(Number(pid))?.started !== started;
}

interface Place {
  /** The boot and the space of process ids: within it a number and a start name one process. */
  readonly machine: string;
  readonly pid: string;
  /** In clock ticks since the boot. */
  readonly started: string;
}

/** @returns nothing for a process that is gone, or where there is no /proc */
function placeOf(pid: number): Place | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const space = readlinkSync("/proc/self/ns/pid").replaceAll(/\D/g, "");
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold anything; after it come the state (3rd field) and, as the 22nd, the start.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const started = fields[18];
    return started === undefined || state === "Z" || state === "X"
      ? undefined
      : { machine: `${boot}.${space}`, pid: String(pid), started };
  } catch {
    return undefined;
  }
}
