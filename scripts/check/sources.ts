import { existsSync } from "node:fs";
import { run } from "../command.ts";

/** Our own source files as git sees them, those not yet added included; tests and fixtures aside. */
export async function sources(): Promise<string[]> {
  const listed = await run("git", ["ls-files", "--cached", "--others", "--exclude-standard"]);
  if (!listed.ok) throw new Error(`git ls-files failed: ${listed.output}`);
  const found = listed.output.split("\n").filter((file) => ours.test(file) && !aside.test(file));
  return found.filter((file) => existsSync(file));
}

const ours = /^(packages|apps|services|deploy|scripts)\/.*\.tsx?$/;
const aside =
  /^(?!scripts\/).*\/(test|e2e|fixtures|generated|migrations)\/|\.test\.tsx?$|\.gen\.ts$/;
