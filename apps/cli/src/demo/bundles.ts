import { spawn } from "node:child_process";
import { delimiter, join } from "node:path";

const root = join(import.meta.dirname, "../../../..");

export const bundleOf = (kind: "hub" | "node"): string =>
  join(root, "services", kind, "dist/main.js");

/** Builds what is stale; turbo knows what that is. Services from source would cost 130 MB more each. */
export async function ensureBundles(): Promise<void> {
  // turbo looks for pnpm, and the builds for their tools, where npm would have put them.
  const tools = join(root, "node_modules/.bin");
  const env = {
    ...process.env,
    PATH: `${tools}${delimiter}${process.env["PATH"] ?? ""}`,
    TURBO_TELEMETRY_DISABLED: "1",
  };
  const { status, output } = await new Promise<{ status: number | null; output: string }>(
    (settle) => {
      const child = spawn(
        join(tools, "turbo"),
        [
          "run",
          "build",
          "--filter=@simpul/hub",
          "--filter=@simpul/node",
          "--filter=@simpul/desk",
          "--ui=stream",
          "--output-logs=errors-only",
        ],
        { cwd: root, stdio: ["ignore", "pipe", "pipe"], env },
      );
      let said = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
      child.on("error", (error) => settle({ status: 1, output: error.message }));
      child.on("close", (code) => settle({ status: code, output: said }));
    },
  );
  if (status !== 0) throw new Error(`the services could not be bundled:\n${output}`);
}
