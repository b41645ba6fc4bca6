import { expect, test } from "vitest";
import { append, groupCommit, wholeOf } from "../src/index.ts";
import { intake, newKey } from "./change.ts";
import { suite } from "./database.ts";

const here = suite();
const saved = { outcome: "saved", version: 1 };

/** Transactions that wrote reports: a row's xmin names the one that made it. */
async function transactionsOf(reports: readonly string[]): Promise<number> {
  const [row] = await here.all.pg<{ n: number }[]>`
    select count(distinct xmin::text)::int as n from simpul.report where id = any (${[...reports]}::uuid[])`;
  return row?.n ?? 0;
}

test("what arrives together is committed together", async () => {
  const intakes = [...Array(100)].map((_, i) => intake(i % 2 === 0 ? "64.71" : "64.02"));
  const group = groupCommit(here.db, 64);
  const outcomes = Promise.all(intakes.map((change) => group.submit(change)));
  expect(group.depth()).toBe(100);
  expect(await outcomes).toEqual(intakes.map(() => saved));
  expect(group.depth()).toBe(0);
  expect(await transactionsOf(intakes.map((c) => c.report))).toBe(2);
});

test("one alone waits for nobody", async () => {
  expect(await groupCommit(here.db).submit(intake("64.71"))).toEqual(saved);
});

test("drained is when everything submitted is committed or failed", async () => {
  const group = groupCommit(here.db, 8, 2);
  await group.drained();
  const settled: string[] = [];
  const all = [...Array(50)].map(() =>
    group.submit(intake("64.71")).then(() => settled.push("saved")),
  );
  const failing = group
    .submit(intake("64.71", { channelId: "\0" }))
    .catch(() => settled.push("failed"));
  await group.drained();
  expect(settled).toHaveLength(51);
  expect(settled.filter((s) => s === "failed")).toHaveLength(1);
  await Promise.all([...all, failing]);
});

test("drained is not between two lists", async () => {
  const group = groupCommit(here.db, 1, 1);
  let settled = 0;
  for (const _ of Array(5)) void group.submit(intake("64.71")).then(() => (settled += 1));
  await group.drained();
  expect(settled).toBe(5);
});

test("a message that cannot be written fails alone", async () => {
  const group = groupCommit(here.db);
  const settled = await Promise.allSettled([
    group.submit(intake("64.71")),
    group.submit(intake("64.71", { channelId: "ch_\0" })),
    group.submit(intake("64.02")),
  ]);
  expect(settled.map((s) => s.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("a code that is no tenant's fails alone too", async () => {
  const group = groupCommit(here.db);
  const settled = await Promise.allSettled([
    group.submit(intake("64.71")),
    group.submit(intake("64.71,64.02")),
  ]);
  expect(settled.map((s) => s.status)).toEqual(["fulfilled", "rejected"]);
});

test("a pool of two serves lists, single changes and duplicates at once without standing still", async () => {
  const db = here.pool(2);
  const group = groupCommit(db, 4, 2);
  const scope = wholeOf(["64.71"]);
  const claimed = newKey();
  const dedup = [{ source: "channel:ch_1", key: claimed, digest: "same" }];
  const outcomes = await Promise.all(
    [...Array(60).keys()].map(async (i) => {
      const change = intake("64.71", i % 3 === 0 ? { dedup } : {});
      return i % 2 === 0 ? group.submit(change) : (await append(db, scope, [change]))[0];
    }),
  );
  expect(outcomes.filter((o) => o?.outcome === "saved")).toHaveLength(41);
  expect(outcomes.filter((o) => o?.outcome === "duplicate")).toHaveLength(19);
});

test("a database that is away fails each of a list at once, and the next list is served", async () => {
  const db = here.pool(2);
  const group = groupCommit(db);
  await group.submit(intake("64.71"));
  const [{ name } = {}] = await here.all.pg<{ name: string }[]>`select current_database() as name`;
  const intakes = [...Array(10)].map(() => intake("64.71"));
  // A lock keeps the list in the air while its connections are cut.
  const settled = await here.all.pg.begin(async (tx) => {
    await tx`lock table simpul.report in exclusive mode`;
    const all = Promise.allSettled(intakes.map((change) => group.submit(change)));
    await expect
      .poll(
        () =>
          tx`select from pg_stat_activity where datname = ${name ?? ""} and wait_event_type = 'Lock'`,
      )
      .not.toHaveLength(0);
    await tx`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = ${name ?? ""} and wait_event_type = 'Lock'`;
    return all;
  });
  expect(settled.map((s) => s.status)).toEqual(intakes.map(() => "rejected"));
  expect(await transactionsOf(intakes.map((c) => c.report))).toBe(0);
  expect(await group.submit(intake("64.71"))).toEqual(saved);
});
