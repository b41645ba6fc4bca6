import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import type { Database } from "./client.ts";

/** The last migration this code knows: a process refuses readiness on a database that lacks it. */
export const expectedMigration = "0030_waiting";

const folder = join(import.meta.dirname, "../migrations");

export type MigrationOutcome =
  | { readonly outcome: "migrated"; readonly applied: readonly string[] }
  | { readonly outcome: "diverged"; readonly name: string };

/**
 * Applies what is missing, each file in a transaction of its own, forward only. Two that run at once wait for
 * each other. A file that changed after it was applied is refused: the database would no longer be what the files say.
 * @param url a role that may create roles and schemas; it must not be the one that serves
 */
export async function migrate(url: string): Promise<MigrationOutcome> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(hashtext('simpul.migrate'))`;
    await sql`create table if not exists public.simpul_migration (name text primary key, sha256 text not null, at timestamptz not null default now())`;
    const done = new Map<string, string>();
    for (const row of await sql<
      { name: string; sha256: string }[]
    >`select name, sha256 from public.simpul_migration`)
      done.set(row.name, row.sha256);
    const applied: string[] = [];
    for (const file of (await readdir(folder)).filter((f) => f.endsWith(".sql")).toSorted()) {
      const name = file.replace(/\.sql$/, "");
      const text = await readFile(join(folder, file), "utf8");
      const sha256 = createHash("sha256").update(text).digest("hex");
      const known = done.get(name);
      if (known === sha256) continue;
      if (known !== undefined) return { outcome: "diverged", name };
      await sql.begin(async (tx) => {
        await tx.unsafe(text);
        await tx`insert into public.simpul_migration (name, sha256) values (${name}, ${sha256})`;
      });
      applied.push(name);
    }
    await sql`grant select on public.simpul_migration to simpul_app, simpul_worker`;
    return { outcome: "migrated", applied };
  } finally {
    await sql.end();
  }
}

/** Of all migrations: two databases of the same digest have the same schema. */
export async function migrationsDigest(): Promise<string> {
  const digest = createHash("sha256");
  for (const file of (await readdir(folder)).filter((f) => f.endsWith(".sql")).toSorted())
    digest.update(file).update(await readFile(join(folder, file)));
  return digest.digest("hex");
}

/**
 * Whether this code can serve that database. Migrations are forward only and additive within a version, so the processes
 * of the version before go on while a rolling upgrade has already migrated.
 */
export function isMigrated(at: string | undefined): at is string {
  return at !== undefined && at >= expectedMigration;
}

/** What a database is at, or undefined if nobody ever migrated it. */
export async function latestMigration(db: Database): Promise<string | undefined> {
  const [table] = await db.pg<
    { there: boolean }[]
  >`select to_regclass('public.simpul_migration') is not null as there`;
  if (table?.there !== true) return undefined;
  const [row] = await db.pg<
    { name: string }[]
  >`select name from public.simpul_migration order by name desc limit 1`;
  return row?.name;
}

/**
 * Makes the login roles that the two service URLs name, with their passwords, members of the app and worker roles.
 * Leaves a role alone that exists already, but for its membership and password.
 */
export async function createLogins(
  ownerUrl: string,
  appUrl: string,
  workerUrl: string,
): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    for (const [url, group] of [
      [appUrl, "simpul_app"],
      [workerUrl, "simpul_worker"],
    ] as const) {
      const { username, password } = new URL(url);
      const name = sql(decodeURIComponent(username));
      const exists =
        await sql`select from pg_roles where rolname = ${decodeURIComponent(username)}`;
      // Names and passwords cannot be bound in DDL: format() quotes them.
      if (exists.length === 0) await sql`create role ${name} login nobypassrls`;
      const [ddl] = await sql<{ text: string }[]>`
        select format('alter role %I password %L', ${decodeURIComponent(username)}::text, ${decodeURIComponent(password)}::text) as text`;
      if (ddl !== undefined && password !== "") await sql.unsafe(ddl.text);
      await sql`grant ${sql(group)} to ${name}`;
    }
  } finally {
    await sql.end();
  }
}
