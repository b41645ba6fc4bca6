import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "@simpul/runtime";

export const root = join(import.meta.dirname, "../..");

/** A port that something outside asks, and what it asks for there. */
export interface Probe {
  readonly port: number;
  readonly path: string;
}

/** One process of ours, as some deployment file starts it. */
export interface Deployed {
  readonly file: string;
  readonly name: string;
  /** Below the workspace: `services/hub/dist/main.js`. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly env: Environment;
  readonly probes: readonly Probe[];
  /** Seconds between SIGTERM and SIGKILL; a process that serves nobody needs none. */
  readonly grace: number | undefined;
}

export const read = (path: string): string => readFileSync(join(root, path), "utf8");

/** An env file: `NAME=value` lines; systemd and compose read plain ones the same way. */
export function envFile(path: string): Record<string, string> {
  const env: Record<string, string> = {};
  for (const line of read(path).split("\n")) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed.startsWith("#")) continue;
    const at = trimmed.indexOf("=");
    if (at < 1) throw new Error(`${path} holds a line that sets nothing: ${trimmed}`);
    env[trimmed.slice(0, at)] = trimmed.slice(at + 1);
  }
  return env;
}

/** `node ENTRY ARGS…`, wherever the workspace and its node lie. */
export function commandOf(
  words: readonly string[],
  where: string,
): Pick<Deployed, "entry" | "args"> {
  const [program, script, ...args] = words;
  if (program === undefined || !/(^|\/)node$/.test(program) || script === undefined)
    throw new Error(`${where} does not start node: ${words.join(" ")}`);
  return { entry: script.replace("/opt/simpul/", ""), args };
}

export const seconds = (text: string): number => {
  const found = /^(\d+)s?$/.exec(text);
  if (found === null) throw new Error(`not a number of seconds: ${text}`);
  return Number(found[1]);
};
