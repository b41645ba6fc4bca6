import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Where the demo keeps everything: below the folder it was started in. Only its user may look into it. */
export interface DemoFolder {
  readonly path: string;
  /** What is true only while the demo runs. */
  readonly run: string;
  of(deployment: string): { readonly state: string; readonly content: string };
}

export function demoFolder(from = process.cwd()): DemoFolder {
  const path = resolve(from, ".simpul");
  return {
    path,
    run: join(path, "run"),
    of: (deployment) => ({
      state: join(path, deployment, "state"),
      content: join(path, deployment, "content"),
    }),
  };
}

export const endpointsFile = ({ run }: DemoFolder): string => join(run, "endpoints.json");
export const databasesFile = ({ run }: DemoFolder): string => join(run, "databases.json");

export function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}

export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

/** Whole or not at all, also for whoever reads at this moment; readable by its user alone. */
export function writeJson(path: string, value: unknown): void {
  const partial = `${path}.${process.pid}.partial`;
  writeFileSync(partial, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(partial, path);
}

export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
