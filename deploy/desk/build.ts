import { spawnSync } from "node:child_process";
import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../bench/bundle.ts";

/** The desk as it is served, built beside and put in place at once: who reads it meanwhile reads one build or the other. */
export function buildDesk(): void {
  const folder = join(root, "apps/desk");
  const beside = mkdtempSync(join(folder, ".build-"));
  try {
    const built = spawnSync(
      join(folder, "node_modules/.bin/vite"),
      ["build", "--logLevel", "error", "--outDir", beside, "--emptyOutDir"],
      // Within the tests the variable is `test`, of which React makes its slow and talkative self.
      { cwd: folder, encoding: "utf8", env: { ...process.env, NODE_ENV: "production" } },
    );
    if (built.status !== 0)
      throw new Error(`the desk could not be built:\n${built.stdout}${built.stderr}`);
    const old = `${beside}-old`;
    try {
      renameSync(join(folder, "dist"), old);
    } catch {
      // There was none.
    }
    renameSync(beside, join(folder, "dist"));
    rmSync(old, { recursive: true, force: true });
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}
