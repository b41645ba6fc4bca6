import { readdirSync, readFileSync } from "node:fs";

/** Everything that runs below this process, however deep; sessions and process groups of their own do not hide them. */
export function descendants(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc")) {
    const parent = /^\d+$/.test(name) ? parentOf(Number(name)) : undefined;
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const isBelow = (each: number | undefined): boolean =>
    each !== undefined && (each === pid || isBelow(parents.get(each)));
  return [...parents].filter(([, parent]) => isBelow(parent)).map(([each]) => each);
}

function parentOf(pid: number): number | undefined {
  try {
    // The name in parentheses may hold spaces and parentheses itself.
    const after = readFileSync(`/proc/${pid}/stat`, "utf8").split(")").at(-1) ?? "";
    return Number(after.trim().split(" ")[1]);
  } catch {
    return undefined; // gone meanwhile
  }
}

/** Megabytes that it holds in memory. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) / 1024;
}
