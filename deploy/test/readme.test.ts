import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describeConfig } from "@simpul/runtime";
import { describe, expect, test } from "vitest";
import { say } from "../../packages/words/src/index.ts";
import { read, root } from "./deployed.ts";
import { blocksOf, documents, spansOf, walk } from "./documents.ts";

const run = promisify(execFile);

/** What a reader may copy: whole lines of shell blocks, and spans. */
const lines = documents.flatMap((file) => [
  ...blocksOf(file)
    .filter(({ label }) => label.startsWith("sh"))
    .flatMap(({ text }) => text.replaceAll("\\\n", " ").split("\n")),
  ...spansOf(file),
]);

describe.each(documents)("%s", (file) => {
  test("links to what exists", () => {
    const targets = [...read(file).matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ([, target = ""]) => target,
    );
    expect(targets.filter((target) => !existsSync(join(root, dirname(file), target)))).toEqual([]);
  });

  test("names files and folders that exist", () => {
    const paths = spansOf(file).filter(
      (text) =>
        /^(packages|services|apps|deploy|scripts|docs)\/[\w./-]+$/.test(text) &&
        !text.includes("/x/"),
    );
    expect(paths.filter((path) => !existsSync(join(root, path)) && !isBuilt(path))).toEqual([]);
  });
});

const isBuilt = (path: string): boolean => /^services\/\w+\/dist\//.test(path);

test("every npm script that is named exists", () => {
  // Proof: our own manifest.
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = lines.flatMap((line) =>
    [...line.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(start|test))\b/g)].map(
      ([, script, own]) => script ?? own ?? "",
    ),
  );
  expect(named).toContain("start");
  expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
});

test("every environment variable that is named is one of the configuration", () => {
  const known = new Set([
    "SIMPUL_PORT",
    ...describeConfig().flatMap(({ name }) => [name, `${name}_FILE`]),
  ]);
  const named = lines.flatMap(
    (line) => line.match(/\b(?:SIMPUL_[A-Z_]+|[A-Z_]*DATABASE_URL|[A-Z]+_URL)\b/g) ?? [],
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

describe("every command of `simpul` that is named", () => {
  const commands = new Map<string, Set<string>>();
  const typed =
    /(?:npm run (?:-s )?simpul -- |^simpul |apps\/cli\/src\/main\.ts )([a-z]+(?: [a-z]+(?:-[a-z]+)*)?)([^|;&]*)/g;
  for (const line of lines)
    for (const [, path = "", rest = ""] of line.matchAll(typed)) {
      const flags = rest.match(/--[a-z-]+/g) ?? [];
      commands.set(path, new Set([...(commands.get(path) ?? []), ...flags]));
    }

  test.each([...commands].map(([path, flags]) => [path, [...flags]] as const))(
    "%s %j",
    async (path, flags) => {
      const { stdout } = await run("node", ["apps/cli/src/main.ts", ...path.split(" "), "--help"], {
        cwd: root,
      });
      for (const flag of flags)
        if (flag !== "--json" && flag !== "--help")
          expect(stdout).toMatch(new RegExp(`${flag}(?![\\w-])`));
      expect(stdout).not.toBe("");
    },
  );
});

test("the walk is shell, and begins with the running demo's addresses", () => {
  const script = walk();
  expect(spawnSync("sh", ["-n"], { input: script }).stderr.toString()).toBe("");
  for (const step of [
    "endpoints.json",
    "report.submitted",
    "verify",
    "forward",
    "accept",
    "assign",
    "respond",
    "/lacak/",
  ])
    expect(script).toContain(step);
});

test("the glossary calls states what people are shown", () => {
  const rows = [...read("GLOSSARY.md").matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)].map(
    ([, state = "", label = ""]) => [state, label],
  );
  expect(rows.length).toBe(12);
  // Proof: a key that the catalogue lacks would make `say` throw.
  for (const [state, label] of rows)
    expect(say("id", `state.${state}` as "state.received")).toBe(label);
});
