/** Starts a `draining.ts` of its own, as the demo does, and stays. */
import { spawn } from "node:child_process";

const child = spawn(
  process.execPath,
  [new URL("draining.ts", import.meta.url).pathname, "5000", "quick"],
  {
    env: { ...process.env, SIMPUL_PARENT_PID: String(process.pid) },
    stdio: ["ignore", "inherit", "inherit"],
  },
);
child.on("exit", (status) => process.exit(status ?? 1));
