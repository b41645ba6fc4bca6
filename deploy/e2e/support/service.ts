import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { until } from "./until.ts";

export const root = join(import.meta.dirname, "../../..");

/** One process of a service, started at its real entry point. */
export interface Service {
  readonly pid: number;
  /** Everything it has written, stdout and stderr. */
  output(): string;
  /** @returns how it ended, and after how many milliseconds */
  end(signal: "SIGTERM" | "SIGINT" | "SIGKILL"): Promise<Ending>;
  readonly ended: Promise<Ending>;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly tookMs: number;
}

/** Every process that was started here and lives; what is left of an interrupted run is killed with it. */
const alive = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of alive) child.kill("SIGKILL");
});

const told = new Set<string>();

/** Resolves when it says that it is ready. */
export async function startService(
  kind: "hub" | "node",
  env: Readonly<Record<string, string>>,
): Promise<Service> {
  const { program, from } = entryPoint(kind);
  if (!told.has(kind)) console.info(`${kind} runs from its ${from}`);
  told.add(kind);
  const child = spawn(process.execPath, [program], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env["PATH"] ?? "", SIMPUL_PARENT_PID: String(process.pid), ...env },
  });
  alive.add(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  let asked = performance.now();
  const ended = new Promise<Ending>((settle, fail) => {
    child.once("error", fail);
    // `close`, not `exit`: its last lines are in by then.
    child.once("close", (code, signal) => {
      alive.delete(child);
      settle({ code, signal, tookMs: performance.now() - asked });
    });
  });
  await until(`${kind} is ready`, () => {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`${kind} ended before it was ready:\n${output}`);
    return output.includes('"process.ready"') || undefined;
  });
  return {
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    end(signal) {
      asked = performance.now();
      child.kill(signal);
      return ended;
    },
  };
}

interface EntryPoint {
  readonly program: string;
  readonly from: "bundle" | "source";
}

/** The bundle that `npm start` runs if it is newer than all it is made of, else the source it would be made of. */
function entryPoint(kind: "hub" | "node"): EntryPoint {
  const service = join(root, "services", kind);
  const bundle = join(service, "dist/main.js");
  const built = statSync(bundle, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const packages = join(root, "packages");
  const sources = [
    join(service, "src"),
    ...readdirSync(packages).map((name) => join(packages, name, "src")),
  ];
  const fresh = sources.every((folder) => newestIn(folder) < built);
  return fresh
    ? { program: bundle, from: "bundle" }
    : { program: join(service, "src/main.ts"), from: "source" };
}

function newestIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Math.max(0, ...files.map((file) => statSync(join(file.parentPath, file.name)).mtimeMs));
}

/** Whether a process of this number runs. One that died and that nobody has waited for (the orphans of a killed parent) does not. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
