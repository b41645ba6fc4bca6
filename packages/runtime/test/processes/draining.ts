/** A process with the steps that its arguments name; `ready` on stdout once it may be signalled. */
import { createLogger, onCrash, onTerminate, parentWatch } from "../../src/index.ts";

const [deadlineMs = "5000", ...names] = process.argv.slice(2);
const log = createLogger({ service: "test", version: "0", node: "test", level: "debug" });

const runs: Record<string, () => Promise<unknown>> = {
  quick: async () => {},
  fails: () => Promise.reject(new Error("Siti Rahmawati")),
  hangs: () => new Promise(() => {}),
};
const steps = names
  .filter((name) => name in runs)
  .map((name) => ({ name, run: runs[name] ?? (async () => {}) }));

onCrash(log);
const drain = onTerminate(steps, { log, deadlineMs: Number(deadlineMs) });
const parent = process.env.SIMPUL_PARENT_PID;
parentWatch(parent === undefined ? undefined : Number(parent));
setInterval(() => {}, 1000);
if (names.includes("failsItself")) drain.fail("runnerEnded");
if (names.includes("crashes")) void Promise.reject(new Error("Siti Rahmawati"));
if (names.includes("throws"))
  setImmediate(() => {
    throw new Error("Siti Rahmawati");
  });
log.info("process.ready", { pid: process.pid });
