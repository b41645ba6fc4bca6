import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { env, root, run } from "./command.ts";
import { countReport, type Counts } from "./count-report.ts";
import { scratchFolder } from "./scratch.ts";

/**
 * Every suite, and one check more: that the belts of `npm run check` still bite. The last line is
 * the sum. Arguments go to vitest.
 */
async function suites(folder: string): Promise<Counts> {
  const report = join(folder, "report.json");
  const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const child = spawn("vitest", [...args, ...process.argv.slice(2)], {
    cwd: root,
    env: { ...env, TMPDIR: folder },
    stdio: "inherit",
  });
  const code = await new Promise<number | null>((resolve) => {
    child.on("error", () => resolve(null));
    child.on("close", resolve);
  });
  return countReport(readReport(report), code === 0 ? "clean" : "failed");
}

/** A run that crashed has left no report, which counts as an empty one. */
function readReport(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

const folder = scratchFolder();
try {
  const canaries = await run("node", ["scripts/check/canaries.ts"]);
  if (!canaries.ok) console.log(`the belts of npm run check do not all bite:\n${canaries.output}`);
  const counts = await suites(folder);
  const passed = counts.passed + (canaries.ok ? 1 : 0);
  const failed = counts.failed + (canaries.ok ? 0 : 1);
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : "";
  process.exitCode = failed > 0 ? 1 : 0;
  console.log(`${passed} passed, ${failed} failed${skipped}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
