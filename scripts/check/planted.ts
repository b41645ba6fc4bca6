/** Faults on purpose, each with the word of the belt that must catch it. */
export type Fault = { file: string; text: string; caughtBy: string };

const importing = (target: string) => `import "${target}";\nexport {};\n`;

const arrow = (rule: string): Fault => {
  const name = rule.replace("-imports-only-what-it-may", "");
  const text = importing("../../../services/hub/src/index.ts");
  return { file: `packages/${name}/src/backwards.ts`, text, caughtBy: rule };
};

/** One fault for each rule of the architecture: a rule that none of them shows to bite is no rule. */
export function architectureFaults(rules: string[]): Fault[] {
  return [
    ...rules.filter((rule) => rule.endsWith("-imports-only-what-it-may")).map(arrow),
    ...(
      [
        ["domain-is-pure", "packages/domain/src/reads.ts", "node:fs"],
        ["access-needs-only-casl", "packages/access/src/posts.ts", "hono"],
        ["casework-knows-no-door", "packages/casework/src/serves.ts", "hono"],
        ["sql-only-in-db", "packages/doors/src/queries.ts", "postgres"],
        ["runtime-only-from-roots", "packages/casework/src/reads.ts", "../../runtime/src/index.ts"],
        [
          "testkit-only-from-tests-and-demo",
          "services/hub/src/tests.ts",
          "../../../packages/testkit/src/index.ts",
        ],
        ["hub-and-node-are-strangers", "services/hub/src/visits.ts", "../../node/src/index.ts"],
        [
          "roots-are-imported-by-nobody",
          "packages/doors/src/climbs.ts",
          "../../../services/hub/src/index.ts",
        ],
        [
          "sites-see-only-what-a-browser-may",
          "apps/desk/src/reads.ts",
          "../../../packages/db/src/index.ts",
        ],
        [
          "desk-takes-only-the-type-of-the-doors",
          "apps/desk/src/serves.ts",
          "../../../packages/doors/src/index.ts",
        ],
        ["through-the-front-door", "packages/db/src/reaches.ts", "../../domain/src/circle.ts"],
        ["no-circle", "packages/domain/src/circle.ts", "./round.ts"],
        ["everything-resolves", "packages/words/src/lost.ts", "./nowhere.ts"],
      ] as const
    ).map(([caughtBy, file, target]) => ({ caughtBy, file, text: importing(target) })),
  ];
}

/** What the architecture's faults stand on. */
export const ground: Record<string, string> = {
  ...Object.fromEntries(
    ["packages/domain", "packages/db", "packages/doors", "packages/runtime", "packages/testkit"]
      .concat("services/hub", "services/node")
      .map((folder) => [`${folder}/src/index.ts`, "export {};\n"]),
  ),
  "packages/domain/src/round.ts": importing("./circle.ts"),
  ...Object.fromEntries(
    ["hono", "postgres"].flatMap((name) => [
      [`node_modules/${name}/package.json`, `{ "name": "${name}", "version": "1.0.0" }\n`],
      [`node_modules/${name}/index.js`, "\n"],
    ]),
  ),
};

export const lintFaults: Fault[] = (
  [
    [
      "no-restricted-globals",
      "packages/domain/src/now.ts",
      "export const now = (): number => Date.now();",
    ],
    [
      "no-restricted-properties",
      "packages/domain/src/chance.ts",
      "export const chance = (): number => Math.random();",
    ],
    [
      "no-restricted-properties",
      "packages/domain/src/instant.ts",
      "export const now = () => Temporal.Now.instant();",
    ],
    [
      "no-restricted-imports",
      "packages/domain/src/files.ts",
      'export { readFileSync } from "node:fs";',
    ],
    ["no-restricted-imports", "packages/doors/src/rows.ts", 'export { sql } from "drizzle-orm";'],
    [
      "no-floating-promises",
      "packages/doors/src/floats.ts",
      "export const send = async () => {};\nsend();",
    ],
    [
      "switch-exhaustiveness-check",
      "packages/domain/src/gap.ts",
      'export function say(it: "a" | "b"): void {\n  switch (it) {\n    case "a":\n      return;\n  }\n}',
    ],
    ["no-default-export", "packages/words/src/nameless.ts", "export default 1;"],
    ["no-explicit-any", "packages/words/src/loose.ts", "export const loose: any = 1;"],
    ["ban-ts-comment", "packages/words/src/silent.ts", "// @ts-ignore\nexport const silent = 1;"],
    ["filename-case", "packages/words/src/camelCase.ts", "export const named = 1;"],
    ["max-lines", "packages/words/src/long.ts", "export {};\n".repeat(401)],
    [
      "no-focused-tests",
      "packages/words/test/alone.test.ts",
      'import { expect, test } from "vitest";\ntest.only("alone", () => expect(1).toBe(1));',
    ],
    [
      "no-disabled-tests",
      "packages/words/test/asleep.test.ts",
      'import { expect, test } from "vitest";\ntest.skip("asleep", () => expect(1).toBe(1));',
    ],
  ] as const
).map(([caughtBy, file, text]) => ({ caughtBy, file, text: `${text}\n` }));

export const compilerFaults: Fault[] = (
  [
    [
      "TS2591",
      "src/files.ts",
      'import { readFileSync } from "node:fs";\nexport const read: unknown = readFileSync;',
    ],
    ["TS2304", "src/network.ts", "export const reach: unknown = fetch;"],
    ["TS2584", "src/shout.ts", 'console.log("loud");'],
    [
      "TS9013",
      "src/inferred.ts",
      "export function inferred() {\n  return [1].map((one) => one);\n}",
    ],
  ] as const
).map(([caughtBy, file, text]) => ({ caughtBy, file, text: `${text}\n` }));

export const nameFaults: Fault[] = [
  { file: "packages/db/src/report-helpers.ts", text: "", caughtBy: "helpers" },
  {
    file: "packages/db/src/keeper.ts",
    text: "export class ReportManager {}\n",
    caughtBy: "manager",
  },
  {
    file: "packages/db/src/facts.ts",
    text: "export type ReportInfo = string;\n",
    caughtBy: "info",
  },
];
