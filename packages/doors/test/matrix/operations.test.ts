import { everyKeyScope } from "@simpul/access";
import type { KeyScope } from "@simpul/access";
import { afterAll, beforeAll, expect, test } from "vitest";
import { untilSettled } from "../../../testkit/src/index.ts";
import { operations } from "./operations.ts";
import { askEach, desks, matrixMs, openStage, situations } from "./stage.ts";
import type { Desk, Situation, Stage } from "./stage.ts";

/**
 * Every operation of the REST API × every scope of a key × whose report it is. `may` is past both locks, whatever the rules
 * of a report then say; `no` is refused with a reason; a dash is answered as if there were no such report.
 */
type Cell = "may" | "no" | "–";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
}

async function operationsOf(desk: Desk): Promise<Operation[]> {
  const answer = await stage.ask(desk, "GET", "/api/v1/openapi.json", {});
  // Proof: our own document; another test holds it against the standard's schema.
  const { paths } = JSON.parse(await answer.text()) as {
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  return Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId: id }]) => ({ id, method, path })),
    )
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** These have limits of their own against guesses, which so many questions use up: past the locks all the same. */
const guarded: ReadonlySet<string> = new Set(["openAccess", "requestAccessCode"]);

async function ask(
  desk: Desk,
  operation: Operation,
  situation: Situation,
  key: string | undefined,
  again: "again" | "once" = "again",
): Promise<Cell> {
  const { id, method, path } = operation;
  const report = stage.desks[desk].reports[situation];
  const { about = "nothing", query = "", json, headers = {} } = operations[id] ?? {};
  const where = path.replace(/\{id\}|\{report\}/, report);
  const answer = await stage.ask(
    desk,
    method.toUpperCase(),
    `${where.startsWith("/api/v1") ? "" : "/api/v1"}${where}${query}`,
    {
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    },
  );
  const text = await answer.text();
  const isOver = answer.status === 429 && !guarded.has(id);
  if (isOver || answer.status >= 500) throw new Error(`${id}: ${answer.status} ${text}`);
  if (answer.status === 401 || answer.status === 403) return "no";
  if (answer.status === 404) return "–";
  if (again === "again" && id === "listChanges" && text.includes('"items":[]')) {
    await untilSettled(stage.desks[desk].ctx.db);
    return ask(desk, operation, situation, key, "once");
  }
  return about === "list" && !text.includes(report) ? "–" : "may";
}

const asked = (id: string): readonly Situation[] =>
  operations[id]?.about === "nothing" ? ["own unit"] : situations;

test("every operation has a row", async () => {
  const ids = (
    await Promise.all((Object.keys(desks) as Desk[]).map((desk) => operationsOf(desk)))
  ).flatMap((some) => some.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(30);
  expect([...new Set(ids)].filter((id) => !(id in operations))).toEqual([]);
  expect(Object.keys(operations).filter((id) => !ids.includes(id))).toEqual([]);
});

test(
  "what each scope of a key opens is what the matrix says, and never more than the law allows",
  async () => {
    const sections: string[] = [];
    const holders: readonly (readonly [string, Desk, readonly KeyScope[] | undefined])[] = [
      ...everyKeyScope.map((scope) => [`key of 64.71 with ${scope}`, "64.71", [scope]] as const),
      ["key of the hub with every scope", "national", everyKeyScope],
      ["key of the Ombudsman's office with every scope", "ombudsman", everyKeyScope],
      ["nobody", "64.71", undefined],
    ];
    for (const [name, desk, scopes] of holders) {
      const key = scopes === undefined ? undefined : await stage.key(desk, scopes);
      const rows: string[][] = [];
      const all = await operationsOf(desk);
      const answers = await askEach(all, async (operation) => {
        const cells: Cell[] = [];
        for (const situation of asked(operation.id))
          cells.push(await ask(desk, operation, situation, key));
        return cells;
      });
      for (const [at, operation] of all.entries()) {
        const cells = answers[at] ?? [];
        for (const [i, situation] of asked(operation.id).entries()) {
          const cell = cells[i];
          const isAbout = operations[operation.id]?.about !== "nothing";
          const isHidden =
            situation === "other tenant" ||
            (situation === "accuses the tenant" && desk !== "national");
          // Without the scope an operation is refused before any report is looked for.
          if (isAbout && isHidden)
            expect([name, operation.id, situation, cell]).not.toContain("may");
        }
        if (cells.some((cell) => cell === "may")) rows.push([`\`${operation.id}\``, ...cells]);
      }
      const head = ["", ...situations];
      const lines = [
        head,
        head.map(() => "---"),
        ...rows.map((row) => head.map((_, i) => row[i] ?? "")),
      ];
      sections.push(`## ${name}\n\n${lines.map((line) => `| ${line.join(" | ")} |`).join("\n")}`);
    }
    await expect(`# Operations, scopes, reports

Generated by \`npm test -- packages/doors/test/matrix -u\`: every operation of the REST API is asked by keys of each scope about
a report in each situation. *may*: past both locks, whatever the rules of a report then say. *no*: refused with a reason.
*–*: answered as if there were no such report. An operation that a scope does not open at all has no row.

${sections.join("\n\n")}
`).toMatchFileSnapshot("../../../../docs/operations-by-scope.md");
  },
  matrixMs,
);
