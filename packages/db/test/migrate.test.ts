import { readdir } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { expect, inject, onTestFinished, test } from "vitest";
import { createDatabase } from "../../testkit/src/index.ts";
import {
  connect,
  createLogins,
  expectedMigration,
  migrate,
  withScope,
  wholeOf,
} from "../src/index.ts";

async function empty() {
  const database = await createDatabase(inject("adminUrl"));
  onTestFinished(() => database.drop());
  const sql = postgres(database.url(), { max: 1 });
  onTestFinished(() => sql.end());
  return { database, url: database.url(), sql };
}

test("a migration is applied once, in order, and a second run applies nothing", async () => {
  const { url, sql } = await empty();
  const files = await readdir(join(import.meta.dirname, "../migrations"));
  const names = files.map((file) => file.replace(/\.sql$/, "")).toSorted();
  expect(await migrate(url)).toEqual({ outcome: "migrated", applied: names });
  expect(await migrate(url)).toEqual({ outcome: "migrated", applied: [] });
  expect(await sql`select name from public.simpul_migration order by at`).toEqual(
    names.map((name) => ({ name })),
  );
  expect(names.at(-1)).toBe(expectedMigration);
});

test("two that migrate one database at once, and others at once, wait for each other", async () => {
  const [one, other] = [await empty(), await empty()];
  const outcomes = await Promise.all([one.url, one.url, other.url].map(migrate));
  const applied = outcomes
    .map((o) => (o.outcome === "migrated" ? o.applied.length : -1))
    .toSorted();
  expect(applied[0]).toBe(0);
  expect(applied[1]).toBe(applied[2]);
});

test("a file that changed after it was applied is refused", async () => {
  const { url, sql } = await empty();
  await migrate(url);
  await sql`update public.simpul_migration set sha256 = 'other' where name = '0002_reports'`;
  expect(await migrate(url)).toEqual({ outcome: "diverged", name: "0002_reports" });
});

test("logins serve as app and worker, take a new password, and are walled", async () => {
  const { database, url, sql } = await empty();
  await migrate(url);
  const suffix = database.name.slice(-6);
  const login = (name: string, password: string) => {
    const address = new URL(url);
    address.username = `${name}_${suffix}`;
    address.password = encodeURIComponent(password);
    return address.href;
  };
  const [app, worker] = [login("app", "it's"), login("worker", "ok@:/")];
  await createLogins(url, login("app", "before"), worker);
  await createLogins(url, app, worker);
  for (const address of [app, worker]) {
    const db = connect(address, { max: 1 });
    const found = await withScope(db, wholeOf(["64.71"]), (tx) => tx`select from simpul.report`);
    expect(found).toHaveLength(0);
    await expect(db.pg`create table simpul.mine ()`).rejects.toMatchObject({ code: "42501" });
    await db.close();
  }
  const former = connect(login("app", "before"), { max: 1 });
  await expect(former.pg`select 1`).rejects.toMatchObject({ code: "28P01" });
  await former.close();
  await sql`drop role ${sql(`app_${suffix}`)}, ${sql(`worker_${suffix}`)}`;
});
