import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** A service of the demo in a process of its own, started again when it dies. */
export interface Child {
  readonly id: string;
  /** Settles when it first answers that it is ready; fails with its last lines when it cannot start. */
  readonly ready: Promise<void>;
  pid(): number;
  /** SIGTERM and the drain; SIGKILL when that takes too long. */
  stop(): Promise<void>;
}

export interface ChildOptions {
  readonly id: string;
  /** The bundle. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
  readonly url: string;
  /** What it says goes here. */
  readonly log: string;
  /** It died and is up again. */
  restarted(): void;
  say(line: string): void;
}

const startMs = 30_000;
const drainMs = 27_000;
const probeMs = 50;

export function startChild(options: ChildOptions): Child {
  const { id, say } = options;
  let stopping = false;
  let child = launch(options);
  const watch = (): void => {
    const watched = child;
    const noticed = (): void => {
      if (stopping) return;
      say(`${id} ended (${watched.signalCode ?? `status ${watched.exitCode}`}): starting it again`);
      void again();
    };
    if (hasEnded(watched)) noticed();
    else watched.once("exit", noticed);
  };
  const again = async (): Promise<void> => {
    while (!stopping) {
      child = launch(options);
      if ((await becomesReady(child, options.url)) === "ready") {
        options.restarted();
        return watch();
      }
      child.kill("SIGKILL");
      // A service that cannot start must not take the machine with it.
      await pause(500);
    }
  };
  const first = async (): Promise<void> => {
    if ((await becomesReady(child, options.url)) === "ready") return watch();
    child.kill("SIGKILL");
    throw new Error(`${id} did not start:\n${tail(options.log)}`);
  };
  return {
    id,
    ready: first(),
    pid: () => child.pid ?? 0,
    async stop() {
      stopping = true;
      if (hasEnded(child)) return;
      const ended = new Promise((settle) => child.once("exit", settle));
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), drainMs);
      await ended;
      clearTimeout(late);
    },
  };
}

/** In a session of its own: Ctrl-C reaches the demo alone, which stops its services in their order. */
function launch({ program, env, log }: ChildOptions): ChildProcess {
  const output = openSync(log, "a", 0o600);
  try {
    // Without --enable-source-maps: it holds the bundle's map in memory, 57 MB more of 159 (measured, at rest).
    const child = spawn(process.execPath, [program], {
      detached: true,
      stdio: ["ignore", output, output],
      env: { ...env, SIMPUL_PARENT_PID: String(process.pid) },
    });
    child.on("error", () => {});
    return child;
  } finally {
    closeSync(output);
  }
}

async function becomesReady(child: ChildProcess, url: string): Promise<"ready" | "failed"> {
  const until = performance.now() + startMs;
  while (performance.now() < until && !hasEnded(child)) {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(
      () => undefined,
    );
    await answer?.body?.cancel();
    if (answer?.ok === true) return "ready";
    await pause(probeMs);
  }
  return "failed";
}

const hasEnded = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

function tail(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-8).join("\n");
}
