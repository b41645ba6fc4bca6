import { randomBytes } from "node:crypto";
import postgres from "postgres";

export type Database = {
  name: string;
  /** URL of this database as `role`, or as the server's administrator. */
  url(role?: string): string;
  /** Drops it even while connections are open. */
  drop(): Promise<void>;
};

/** Creates a database of its own for one suite: empty, or a copy of `template`. */
export async function createDatabase(
  adminUrl: string,
  options: { template?: string } = {},
): Promise<Database> {
  const name = `simpul_${randomBytes(6).toString("hex")}`;
  const template = options.template ?? "template0";
  await administer(adminUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  return databaseNamed(adminUrl, name);
}

/** The database of that name, copied from `template` unless it is there: the demo's outlive their process. */
export async function ensureDatabase(
  adminUrl: string,
  name: string,
  template: string,
): Promise<Database> {
  await administer(adminUrl, async (sql) => {
    const [there] = await sql`select from pg_database where datname = ${name}`;
    if (!there) await sql`create database ${sql(name)} template ${sql(template)}`;
  });
  return databaseNamed(adminUrl, name);
}

/** A database that is there already, or may be: `drop` does not mind. */
export function databaseNamed(adminUrl: string, name: string): Database {
  return {
    name,
    url: (role) => addressOf(adminUrl, name, role),
    drop: () =>
      administer(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`),
  };
}

/**
 * Makes the template `name` with `prepare` unless it exists. Callers of the same name wait for one
 * another, so parallel test workers migrate once; put what it depends on into the name (a hash of
 * the migrations). A template takes no connections: one open connection would forbid copying it.
 */
export async function ensureTemplate(
  adminUrl: string,
  name: string,
  prepare: (url: string) => Promise<void>,
): Promise<void> {
  await administer(adminUrl, async (sql) => {
    await sql`select pg_advisory_lock(hashtextextended(${name}, 0))`;
    const [finished] = await sql`select from pg_database where datname = ${name} and datistemplate`;
    if (finished) return;
    await sql`drop database if exists ${sql(name)} with (force)`;
    await sql`create database ${sql(name)} template template0`;
    await prepare(addressOf(adminUrl, name));
    await sql`alter database ${sql(name)} with is_template true allow_connections false`;
  });
}

/** Lets `role` sign in with the administrator's password, so that `Database.url(role)` works. */
export async function allowLogin(adminUrl: string, role: string): Promise<void> {
  const password = decodeURIComponent(new URL(adminUrl).password);
  await administer(adminUrl, async (sql) => {
    const [statement] = await sql<{ text: string }[]>`
      select format('alter role %I login password %L', ${role}::text, ${password}::text) as text`;
    if (statement) await sql.unsafe(statement.text);
  });
}

function addressOf(adminUrl: string, database: string, role?: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (role !== undefined) url.username = role;
  return url.href;
}

/** One connection for one administrative act; ending it also lets go of an advisory lock. */
async function administer(
  adminUrl: string,
  act: (sql: postgres.Sql) => Promise<unknown>,
): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {} });
  try {
    await act(sql);
  } finally {
    await sql.end();
  }
}
