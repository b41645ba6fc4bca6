import { globSync } from "node:fs";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { migratedDatabase } from "@simpul/testkit";
import { read, root } from "./deployed.ts";
import { blocksOf, documents } from "./documents.ts";

type Database = Awaited<ReturnType<typeof migratedDatabase>>;

let database: Database;
let sql: postgres.Sql;

beforeAll(async () => {
  database = await migratedDatabase(inject("adminUrl"));
  sql = postgres(database.url(), { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

const statements = documents.flatMap((file) =>
  blocksOf(file)
    .filter(({ label }) => label === "sql")
    .map(({ text }) => [file, text] as const),
);

test("the runbooks ask the database something", () => {
  expect(statements.length).toBeGreaterThan(5);
});

/** At night nobody wants to learn that a column was renamed. */
test.each(statements)(
  "%s: what it tells to type runs on this version's schema",
  async (_, text) => {
    await expect(sql.unsafe(text)).resolves.toBeDefined();
  },
);

test.each(["dead-letters", "node-silent"])(
  "%s explains codes that the federation really gives",
  (page) => {
    const source = globSync("packages/{federation,protocol,doors}/src/**/*.ts", { cwd: root })
      .map(read)
      .join("\n");
    const rows = [...read(`deploy/runbooks/${page}.md`).matchAll(/^\| (`[^|]+`) \|/gm)].map(
      ([, cell = ""]) => cell,
    );
    const codes = rows.flatMap((cell) =>
      [...cell.matchAll(/`(\w+)/g)].map(([, code = ""]) => code),
    );
    expect(codes.length).toBeGreaterThan(5);
    expect(codes.filter((code) => !new RegExp(`["\`]${code}["\`:]`).test(source))).toEqual([]);
  },
);
