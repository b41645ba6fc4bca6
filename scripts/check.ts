import { root, run, type Finished } from "./command.ts";

/** What must hold before any test is worth running: a line a belt, the words of those that broke. */
const belts: [name: string, command: string, ...args: string[]][] = [
  ["types", "tsc", "--build"],
  ["dead code", "knip", "--no-progress", "--no-config-hints"],
  ["lint", "oxlint"],
  ["architecture", "node", "scripts/check/architecture.ts"],
  ["canaries", "node", "scripts/check/canaries.ts"],
  ["sizes", "node", "scripts/check/sizes.ts"],
  ["names", "node", "scripts/check/names.ts"],
  ["format", "oxfmt", "--check", "."],
];

const waiting = [...belts];
const broken: [name: string, output: string][] = [];

async function work(): Promise<void> {
  for (let belt = waiting.shift(); belt; belt = waiting.shift()) {
    const [name, command, ...args] = belt;
    const began = performance.now();
    const { ok, output }: Finished = await run(command, args, root);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(
      `${ok ? "ok    " : "BROKEN"} ${name.padEnd(13)} ${seconds.padStart(5)} s  ${remark(ok, output)}`,
    );
    if (!ok) broken.push([name, output]);
  }
}

/** The figures of a belt that prints one line of them. */
function remark(ok: boolean, output: string): string {
  return ok && !output.includes("\n") ? output : "";
}

await Promise.all([work(), work()]); // two cores
for (const [name, output] of broken) console.log(`\n── ${name}\n${output}`);
process.exitCode = broken.length > 0 ? 1 : 0;
