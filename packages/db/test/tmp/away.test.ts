import { expect, test } from "vitest";
import { append, groupCommit } from "../../src/index.ts";
import { intake, newKey } from "../change.ts";
import { suite } from "../database.ts";

const here = suite();
const saved = { outcome: "saved", version: 1 };

/** Transactions that wrote reports: a row's xmin names the one that made it. */
async function transactionsOf(reports: readonly string[]): Promise<number> {
  const [row] = await here.all.pg<{ n: number }[]>`
    select count(distinct xmin::text)::int as n from simpul.report where id = any (${[...reports]}::uuid[])`;
  return row?.n ?? 0;
}
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
