import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { descendants } from "./descendants.ts";
import { type Ending, root } from "./service.ts";
import { until } from "./until.ts";

/** What `.simpul/run/endpoints.json` promises (SURFACE). */
export interface Endpoints {
  readonly hub: Endpoint;
  readonly nodes: readonly (Endpoint & {
    readonly id: string;
    readonly tenants: readonly string[];
  })[];
  readonly ombudsman: { readonly url: string } | null;
  readonly sandbox: { readonly url: string } | null;
  readonly channels: readonly {
    readonly id: string;
    readonly kind: string;
    readonly url: string;
    readonly secret: string;
    readonly tenant?: string;
  }[];
  readonly accounts: readonly {
    readonly role: string;
    readonly tenant: string;
    readonly unit?: string;
    readonly url: string;
    readonly email: string;
    readonly password: string;
  }[];
  readonly apiKeys: readonly {
    readonly name: string;
    readonly scopes: readonly string[];
    readonly tenant: string;
    readonly url: string;
    readonly key: string;
  }[];
}

interface Endpoint {
  readonly url: string;
  readonly metrics: string;
  readonly pid: number;
}

export interface Demo {
  readonly pid: number;
  output(): string;
  /** Every process below it at this moment. */
  processes(): number[];
  end(signal: "SIGINT" | "SIGKILL"): Promise<Ending>;
}

const simpul = join(root, "apps/cli/src/main.ts");
/** Nothing of the shell that runs the tests: least of all its DATABASE_URL. */
const clean = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "" };

export const endpointsFile = (folder: string): string => join(folder, ".simpul/run/endpoints.json");

export function endpointsIn(folder: string): Endpoints {
  // Proof: the test that reads it checks every key.
  return JSON.parse(readFileSync(endpointsFile(folder), "utf8")) as Endpoints;
}

/** `npm start`'s own command in another folder, until it says `ready`. */
export async function startDemo(folder: string, firstPort: number): Promise<Demo> {
  const child = spawn(process.execPath, [simpul, "demo"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...clean, SIMPUL_PORT: String(firstPort) },
  });
  const pid = child.pid ?? 0;
  const interrupted = (): void => void child.kill("SIGKILL");
  process.once("exit", interrupted);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  let asked = performance.now();
  // `exit`, not `close`: what it left running would hold its pipes open, and must not hide that it ended.
  const ended = new Promise<Ending>((settle) => {
    child.once("exit", (code, signal) => {
      process.off("exit", interrupted);
      settle({ code, signal, tookMs: performance.now() - asked });
    });
  });
  await until(
    "the demo says ready",
    () => {
      if (child.exitCode !== null)
        throw new Error(`the demo ended before it was ready:\n${output}`);
      return /^ready$/m.test(output) || undefined;
    },
    // Longer than it waits itself for what does not arrive: then it says what that was.
    170_000,
  ).catch((error: unknown) => {
    throw new Error(`the demo did not start:\n${output}`, { cause: error });
  });
  return {
    pid,
    output: () => output,
    processes: () => descendants(pid),
    end(signal) {
      asked = performance.now();
      child.kill(signal);
      return ended;
    },
  };
}

/** A command of the CLI, typed in that folder. */
export function simpulIn(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  return spawnSync(process.execPath, [simpul, ...args], {
    cwd: folder,
    encoding: "utf8",
    env: { ...clean, ...env },
  });
}
