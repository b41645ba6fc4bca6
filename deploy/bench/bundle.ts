import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const root = join(import.meta.dirname, "../..");

const bin = "node_modules/.bin";

/** The services as `npm start` runs them, by their own build script; a second each. */
export function bundleServices(): void {
  for (const service of ["hub", "node"]) {
    const folder = join(root, "services", service);
    // Proof: the workspace's own manifest; without the script the shell fails below.
    const { scripts } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
      scripts: { build: string };
    };
    // Not through pnpm or turbo: either may decide to install first, in the middle of other work on the tree.
    const built = spawnSync("/bin/sh", ["-c", scripts.build], {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: [join(folder, bin), join(root, bin), process.env["PATH"] ?? ""].join(":"),
      },
    });
    if (built.status !== 0)
      throw new Error(`the ${service} could not be bundled:\n${built.stdout}${built.stderr}`);
  }
}
