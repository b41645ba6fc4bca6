import { globSync } from "node:fs";
import { read, root } from "./deployed.ts";

/** A fenced block: what stands behind the three marks, and what is in it. */
export interface Block {
  readonly label: string;
  readonly text: string;
}

/** What operators and newcomers follow; docs/design says where the system goes and names commands to come. */
export const documents: readonly string[] = globSync(
  ["*.md", "docs/*.md", "docs/adr/*.md", "deploy/runbooks/*.md"],
  {
    cwd: root,
  },
).toSorted();

export function blocksOf(file: string): Block[] {
  return [...read(file).matchAll(/^( *)```([^\n]*)\n(.*?)^\1```$/gms)].map(
    ([, indent = "", label = "", text = ""]) => ({
      label: label.trim(),
      text: text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
}

/** What stands between single back-ticks, outside of blocks. */
export function spansOf(file: string): string[] {
  const prose = read(file).replaceAll(/^( *)```.*?^\1```$/gms, "");
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, text = ""]) => text);
}

/**
 * The walk of the README as one script: its blocks marked `sh walk`, in order, in one shell. It is to be run in the
 * root folder beside a running demo, and ends with status 0 if every step of it did what it says.
 */
export function walk(file = "README.md"): string {
  const steps = blocksOf(file).filter(({ label }) => label === "sh walk");
  return ["set -eu", ...steps.map(({ text }) => text)].join("\n");
}
