import { expect, test } from "vitest";
import { append, connect, insertNote, withScope, withView, wholeOf } from "../src/index.ts";
import type { Change } from "../src/index.ts";
import { insertAll } from "../src/append-sql.ts";
import { at, intake, newId } from "./change.ts";
import { suite } from "./database.ts";

const one = wholeOf(["64.71"]);
const other = wholeOf(["64.02"]);
const here = suite();

test("without a scope no row is there, and none can be written", async () => {
  const change = intake("64.71");
  await append(here.db, one, [change]);
  expect(await here.db.pg`select from simpul.report`).toHaveLength(0);
  expect(await withScope(here.db, wholeOf([]), (tx) => tx`select from simpul.report`)).toHaveLength(
    0,
  );
  await expect(
    here.db.pg`insert into simpul.note (tenant, id, report, at, author, text)
      values ('64.71', ${newId()}, ${change.report}, ${at}, 'nobody', 'x')`,
  ).rejects.toMatchObject({ code: "42501" });
});

test("after the commit, and after a failure, the connection has no scope left", async () => {
  const db = here.pool(1);
  await append(db, one, [intake("64.71")]);
  const seen = () => db.pg`
    select pg_backend_pid() as pid, current_setting('app.tenants', true) as setting,
      (select count(*)::int from simpul.report) as rows`;
  const [{ pid } = {}] = await withScope(
    db,
    one,
    (tx) => tx`
    select pg_backend_pid() as pid from simpul.report limit 1`,
  );
  // '' and not NULL: the setting is a placeholder by now. The policy must read both as nothing.
  expect(await seen()).toEqual([{ pid, setting: "", rows: 0 }]);
  await expect(withScope(db, one, (tx) => tx`select 1 / 0`)).rejects.toMatchObject({
    code: "22012",
  });
  expect(await seen()).toEqual([{ pid, setting: "", rows: 0 }]);
});

test("the first query of the work has the scope already", async () => {
  const change = intake("64.71");
  await append(here.db, one, [change]);
  const found = await withScope(
    here.db,
    one,
    (tx) => tx`select from simpul.report where id = ${change.report}`,
  );
  expect(found).toHaveLength(1);
});

test("a view has the scope, writes nothing, and leaves the connection without either", async () => {
  const change = intake("64.71");
  await append(here.db, one, [change]);
  const db = here.pool(1);
  const find = () =>
    withView(db, one, (tx) => tx`select from simpul.report where id = ${change.report}`);
  expect(await find()).toHaveLength(1);
  expect(await db.pg`select from simpul.report`).toHaveLength(0);
  await expect(
    withView(db, one, (tx) => tx`delete from simpul.note where id = ${change.report}`),
  ).rejects.toMatchObject({ code: "25006" });
  await expect(withView(db, one, (tx) => tx`select 1 / 0`)).rejects.toMatchObject({
    code: "22012",
  });
  expect(await find()).toHaveLength(1);
  expect(await append(db, one, [intake("64.71")])).toMatchObject([{ outcome: "saved" }]);
});

test("another tenant's row is neither read, changed nor written", async () => {
  const change = intake("64.71");
  await append(here.db, one, [change]);
  await withScope(here.db, other, async (tx) => {
    expect(await tx`select from simpul.report where id = ${change.report}`).toHaveLength(0);
    const updated = await tx`update simpul.report set state = 'closed' where id = ${change.report}`;
    expect(updated.count).toBe(0);
  });
  await expect(
    withScope(here.db, other, (tx) =>
      insertNote(tx, {
        tenant: "64.71",
        id: newId(),
        report: change.report,
        at,
        author: "x",
        text: "x",
      }),
    ),
  ).rejects.toMatchObject({ code: "42501" });
  await expect(
    withScope(
      here.db,
      other,
      (tx) => tx`
      insert into simpul.unit (tenant, code, name, kind) values ('64.71', 'dpu', 'Dinas', 'office')`,
    ),
  ).rejects.toMatchObject({ code: "42501" });
  await expect(
    withScope(
      here.db,
      wholeOf(["64.02", "64.71"]),
      (tx) => tx`
      update simpul.report set tenant = '21.71' where id = ${change.report}`,
    ),
  ).rejects.toMatchObject({ code: "42501" });
});

test("a scope of several tenants reaches those and no others", async () => {
  const [a, b, c] = [intake("64.71"), intake("64.02"), intake("21.71")];
  await append(here.db, wholeOf(["64.71", "64.02", "21.71"]), [a, b, c]);
  const ids = [a.report, b.report, c.report];
  const seen = await withScope(
    here.db,
    wholeOf(["64.71", "64.02"]),
    (tx) => tx<{ tenant: string }[]>`
    select tenant from simpul.report where id = any (${ids}::uuid[]) order by tenant`,
  );
  expect(seen.map((row) => row.tenant)).toEqual(["64.02", "64.71"]);
});

test.each(["64.71,64.02", "", "64.71'", "ALL", " 64.71", "64.71\n", "*"])(
  "%j is no tenant code and opens nothing",
  async (code) => {
    await expect(withScope(here.db, wholeOf([code]), (tx) => tx`select 1`)).rejects.toThrow(
      "no tenant code",
    );
  },
);

test("two tenants' scopes at once do not touch each other", async () => {
  const db = here.pool(2);
  const mine = { one: intake("64.71"), other: intake("64.02") };
  await append(db, one, [mine.one]);
  await append(db, other, [mine.other]);
  const ids = [mine.one.report, mine.other.report];
  const looks = await Promise.all(
    [...Array(50).keys()].map((i) =>
      withScope(db, i % 2 === 0 ? one : other, async (tx) => {
        const rows = await tx<
          { tenant: string }[]
        >`select tenant from simpul.report where id = any (${ids}::uuid[])`;
        return rows.map((row) => row.tenant).join();
      }),
    ),
  );
  expect(looks).toEqual(looks.map((_, i) => (i % 2 === 0 ? "64.71" : "64.02")));
});

test("what is evidence cannot be changed by the role that serves", async () => {
  const change = intake("64.71");
  await append(here.db, one, [change]);
  const denied = { code: "42501" };
  const attempt = (sql: string) => withScope(here.db, one, (tx) => tx.unsafe(sql));
  await expect(attempt("update simpul.audit set verb = 'other'")).rejects.toMatchObject(denied);
  await expect(attempt("delete from simpul.audit")).rejects.toMatchObject(denied);
  await expect(attempt("truncate simpul.audit")).rejects.toMatchObject(denied);
  await expect(attempt("update simpul.event set payload = '{}'")).rejects.toMatchObject(denied);
  await expect(attempt("delete from simpul.event")).rejects.toMatchObject(denied);
  await expect(attempt("update vault.contact set sealed = ''")).rejects.toMatchObject(denied);
  await expect(
    attempt("alter table simpul.report disable row level security"),
  ).rejects.toMatchObject(denied);
  await expect(attempt("drop policy tenant_wall on simpul.report")).rejects.toMatchObject(denied);
  await expect(
    attempt("set local row_security = off; select from simpul.report"),
  ).rejects.toMatchObject(denied);
  await expect(attempt("set role simpul_owner")).rejects.toMatchObject(denied);
});

test("a database that is away is an error with a code", async () => {
  const away = connect("postgres://nobody:x@127.0.0.1:1/none", { max: 1 });
  await expect(withScope(away, one, (tx) => tx`select 1`)).rejects.toMatchObject({
    code: "ECONNREFUSED",
  });
  await away.close();
});

test("the statement of an intake brings its scope, and nothing of it stays, also when it fails", async () => {
  const db = here.pool(1);
  const kept = (change: Change) => here.all.pg`
    select from simpul.event where report = ${change.report}
    union all select from simpul.report where id = ${change.report}`;
  const first = intake("64.71");
  await insertAll(db.pg, one, [first]);
  expect(await kept(first)).toHaveLength(2);

  const broken = intake("64.71", { channelId: "ch_2", events: [...first.events] });
  await expect(
    insertAll(db.pg, one, [broken, { ...broken, dedup: [], events: [] }]),
  ).rejects.toMatchObject({ code: "23505" });
  expect(await kept(broken)).toHaveLength(0);

  const foreign = intake("64.02");
  await expect(insertAll(db.pg, one, [foreign])).rejects.toMatchObject({ code: "42501" });
  await expect(insertAll(db.pg, one, [intake("64.71"), foreign])).rejects.toMatchObject({
    code: "42501",
  });
  expect(await kept(foreign)).toHaveLength(0);
  // The only connection of this pool is whole again, and has no scope left.
  expect(await db.pg`select current_setting('app.tenants', true) as setting`).toEqual([
    { setting: "" },
  ]);
  const last = intake("64.71");
  await insertAll(db.pg, one, [last]);
  expect(await kept(last)).toHaveLength(2);
});
