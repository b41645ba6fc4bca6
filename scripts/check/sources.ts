import { globSync } from "node:fs";
import { root } from "../command.ts";

const folders = "{packages/*,apps/*,services/*,deploy,scripts}";
const aside = /(^|\/)(node_modules|dist|fixtures|generated|migrations)(\/|$)/;
const tests = /\/(test|e2e)\/|\.test\.tsx?$|\.gen\.ts$/;

/** Our own source files, from the folders rather than from git: an archive has no index. */
export function sources(): string[] {
  const found = globSync(`${folders}/**/*.{ts,tsx}`, {
    cwd: root,
    exclude: (path) => aside.test(path),
  });
  return found.filter((file) => !tests.test(file)).toSorted();
}
