import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root, run } from "../command.ts";
import { cruiseArchitecture, rules } from "./cruise.ts";
import { offences } from "./names.ts";
import {
  architectureFaults,
  compilerFaults,
  ground,
  lintFaults,
  nameFaults,
  type Fault,
} from "./planted.ts";

/**
 * A belt that has come loose is green. So every belt is shown faults made on purpose, in a tree of
 * their own outside the repository, and each fault must be caught by the rule that is meant for it.
 */
const tree = realpathSync(mkdtempSync(join(tmpdir(), "simpul-canary-")));
const clear = () => rmSync(tree, { recursive: true, force: true });
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    clear();
    process.exit(1);
  });
}

function plant(place: string, files: Record<string, string>): string {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, place, file)), { recursive: true });
    writeFileSync(join(tree, place, file), text);
  }
  return join(tree, place);
}

const texts = (faults: Fault[]) => Object.fromEntries(faults.map(({ file, text }) => [file, text]));

function escaped(belt: string, faults: Fault[], caught: (fault: Fault) => boolean): string[] {
  return faults
    .filter((fault) => !caught(fault))
    .map((fault) => `${belt}: ${fault.file} escaped ${fault.caughtBy}`);
}

async function architecture(): Promise<string[]> {
  const faults = architectureFaults(rules);
  const place = plant("architecture", { ...ground, ...texts(faults) });
  const { violations } = await cruiseArchitecture(place, ["packages", "apps", "services"]);
  const untried = rules.filter((rule) => !faults.some((fault) => fault.caughtBy === rule));
  return [
    ...untried.map((rule) => `architecture: no canary shows that ${rule} bites`),
    ...escaped("architecture", faults, ({ file, caughtBy }) =>
      violations.some(({ rule, from }) => rule === caughtBy && from === file),
    ),
  ];
}

async function lint(): Promise<string[]> {
  const place = plant("lint", texts(lintFaults));
  cpSync(join(root, ".oxlintrc.json"), join(place, ".oxlintrc.json"));
  const language = { extends: join(root, "tsconfig.base.json"), compilerOptions: { types: [] } };
  writeFileSync(join(place, "tsconfig.json"), JSON.stringify(language));
  const { output } = await run("oxlint", ["--format=unix"], place);
  const lines = output.split("\n");
  return escaped("lint", lintFaults, ({ file, caughtBy }) =>
    lines.some((line) => line.includes(file) && line.includes(`(${caughtBy})`)),
  );
}

async function compiler(): Promise<string[]> {
  const place = plant("compiler", texts(compilerFaults));
  writeFileSync(join(place, "package.json"), '{ "type": "module" }');
  const domain = {
    extends: join(root, "packages/domain/tsconfig.json"),
    include: [join(place, "src")],
  };
  writeFileSync(join(place, "tsconfig.json"), JSON.stringify(domain));
  const { output } = await run("tsc", ["--project", place, "--incremental", "false"], place);
  const lines = output.split("\n");
  return escaped("compiler", compilerFaults, ({ file, caughtBy }) =>
    lines.some((line) => line.includes(file) && line.includes(caughtBy)),
  );
}

const names = () =>
  escaped("names", nameFaults, ({ file, text, caughtBy }) =>
    offences(file, text).some((offence) => offence.includes(caughtBy)),
  );

try {
  const found = [...names(), ...(await Promise.all([architecture(), lint(), compiler()])).flat()];
  for (const escape of found) console.log(escape);
  if (found.length === 0) console.log(`every belt bites (${rules.length} architecture rules)`);
  process.exitCode = found.length > 0 ? 1 : 0;
} finally {
  clear();
}
