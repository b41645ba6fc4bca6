import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { expect, inject, onTestFinished, test } from "vitest";
import { allowLogin, createDatabase, ensureTemplate } from "../../src/postgres/database.ts";

const adminUrl = inject("adminUrl");
const unique = (word: string) => `${word}_${randomBytes(4).toString("hex")}`;

function connect(url: string): postgres.Sql {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  onTestFinished(() => sql.end());
  return sql;
}

async function remove(template: string): Promise<void> {
  const admin = connect(adminUrl);
  await admin`alter database ${admin(template)} is_template false`;
  await admin`drop database ${admin(template)}`;
}

test("callers of one template at the same time prepare it once, and each copy has what it holds", async () => {
  const template = unique("template");
  onTestFinished(() => remove(template));
  let prepared = 0;
  const prepare = async (url: string) => {
    prepared += 1;
    const sql = postgres(url, { max: 1 });
    await sql`create table unit (name text)`;
    await sql.end();
  };
  await Promise.all([1, 2, 3].map(() => ensureTemplate(adminUrl, template, prepare)));
  expect(prepared).toBe(1);

  const [one, other] = await Promise.all([
    createDatabase(adminUrl, { template }),
    createDatabase(adminUrl, { template }),
  ]);
  onTestFinished(() => one.drop());
  onTestFinished(() => other.drop());
  await connect(one.url())`insert into unit values ('Dinas Perhubungan')`;
  expect(await connect(other.url())`select * from unit`).toHaveLength(0);
});

test("a template whose preparation failed is prepared again, from nothing", async () => {
  const template = unique("template");
  const broken = ensureTemplate(adminUrl, template, async (url) => {
    const sql = postgres(url, { max: 1 });
    await sql`create table leftover ()`;
    await sql.end();
    throw new Error("broken migration");
  });
  await expect(broken).rejects.toThrow("broken migration");
  onTestFinished(() => remove(template));
  await ensureTemplate(adminUrl, template, async () => {});
  const copy = await createDatabase(adminUrl, { template });
  onTestFinished(() => copy.drop());
  expect(
    await connect(copy.url())`select from pg_tables where tablename = 'leftover'`,
  ).toHaveLength(0);
});

test("a role that may sign in is who it says, and no superuser", async () => {
  const role = unique("role");
  const database = await createDatabase(adminUrl);
  const admin = connect(adminUrl);
  await admin`create role ${admin(role)}`;
  await allowLogin(adminUrl, role);
  const rows = await connect(database.url(role))`select current_user::text as name, rolsuper
    from pg_roles where rolname = current_user`;
  expect(rows).toEqual([{ name: role, rolsuper: false }]);
  await database.drop(); // while the role is still connected
  await admin`drop role ${admin(role)}`;
  expect(await admin`select from pg_database where datname = ${database.name}`).toHaveLength(0);
});
