import { connect, findDue, withScope, wholeOf } from "@simpul/db";
import type { Database, Tx } from "@simpul/db";
import type { Tenant } from "@simpul/domain";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { watchDue } from "../src/index.ts";
import type { Context } from "../src/index.ts";
import { load, take } from "./reports.ts";

/** What a round of the watch costs, and what one report that cannot be written does to the others. */

const [national, city] = ["national", "64.71"] as const;
let hub: Deployment;
let owner: Database;

beforeAll(async () => {
  hub = await testDeployment({
    adminUrl: inject("adminUrl"),
    kind: "hub",
    hosted: [national, city],
  });
  owner = connect(hub.urls.owner, { max: 1 });
  hub.clock.set("2026-07-06T03:00:00.000Z");
});
afterAll(async () => {
  await owner.close();
  await hub.close();
});

/** One statement, instead of whom it is written for: its plan. */
async function planOf(tx: Tx, query: (tx: Tx) => Promise<unknown>): Promise<Node> {
  let explained: Promise<{ "QUERY PLAN": { Plan: Node }[] }[]> | undefined;
  const explaining = (strings: TemplateStringsArray, ...values: never[]) => {
    const text = ["explain (analyze, format json) " + strings[0], ...strings.slice(1)];
    explained = tx(Object.assign(text, { raw: text }), ...values);
    return explained;
  };
  // Proof: the query calls its transaction as a template and nothing else.
  await query(explaining as unknown as Tx);
  const [row] = (await explained) ?? [];
  const plan = row?.["QUERY PLAN"][0]?.Plan;
  return plan ?? expect.unreachable("no plan");
}

interface Node {
  readonly "Node Type": string;
  readonly "Index Name"?: string;
  readonly "Actual Rows": number;
  readonly "Rows Removed by Filter"?: number;
  readonly Plans?: readonly Node[];
}

const idsOf = async (trackingId: string): Promise<string[]> =>
  (
    await owner.pg<{ id: string }[]>`
      select id from simpul.report where tracking_id = ${trackingId}`
  ).map(({ id }) => id);

const leaves = (node: Node): Node[] =>
  node.Plans === undefined ? [node] : node.Plans.flatMap(leaves);

test("finding what is due reads the index of what is watched, and of that only what is due", async () => {
  const { id } = await take(hub.ctx, national);
  await owner.pg`
    insert into simpul.report select (jsonb_populate_record(r, jsonb_build_object(
      'id', gen_random_uuid(), 'tracking_id', 'copy ' || n,
      'watch_at', case when n % 3 = 0 then null else r.watch_at + make_interval(days => 1, secs => n) end))).*
    from simpul.report r, generate_series(1, 5000) n where r.id = ${id}`;
  const due = ["copy 4", "copy 1", "copy 2"];
  await owner.pg`
    update simpul.report r set watch_at = timestamptz '2026-07-06T01:00:00Z' + n * interval '1 minute'
    from unnest(${due}::text[]) with ordinality as x (tracking_id, n) where r.tracking_id = x.tracking_id`;
  await owner.pg`analyze simpul.report`;
  const now = "2026-07-06T03:00:00.000Z";
  const scope = wholeOf([national]);
  const first = await withScope(hub.db, scope, (tx) => findDue(tx, now, 1));
  // The longest due first: what comes due later never keeps it waiting.
  expect(first.map(({ report }) => report)).toEqual(await idsOf("copy 4"));
  const plan = await withScope(hub.db, scope, (tx) =>
    planOf(tx, (each) => findDue(each, now, 200)),
  );
  const [scan, ...others] = leaves(plan).filter((node) => node["Node Type"] !== "Result");
  expect(others).toEqual([]);
  expect(scan).toMatchObject({ "Index Name": "report_by_watch", "Actual Rows": 3 });
  expect(scan?.["Rows Removed by Filter"] ?? 0).toBe(0);
  await owner.pg`delete from simpul.report where tracking_id like 'copy %'`;
});

test("a report that cannot be written fails the task, and not its neighbours", async () => {
  const taken = await Promise.all(Array.from({ length: 5 }, () => take(hub.ctx, national)));
  const [sick, ...others] = taken;
  if (sick === undefined) throw new Error("five are more than none");
  await owner.pg.unsafe(`
    create function simpul.fail() returns trigger language plpgsql as $$ begin raise 'disk full here'; end $$;
    create trigger fail before update on simpul.report for each row
      when (old.id = '${sick.id}') execute function simpul.fail()`);
  hub.clock.set("2026-07-10T03:00:00.000Z");
  await expect(watchDue(hub.ctx)).rejects.toMatchObject({
    message: expect.stringContaining(`${national} ${sick.id}`),
    cause: { code: "P0001" },
  });
  for (const { id } of others)
    expect((await load(hub.ctx, national, id)).case.report.completeAt).toBeDefined();
  expect((await load(hub.ctx, national, sick.id)).case.report.completeAt).toBeUndefined();
  await owner.pg`drop function simpul.fail cascade`;
  expect(await watchDue(hub.ctx)).toBe(1);
  expect((await load(hub.ctx, national, sick.id)).case.report.completeAt).toBeDefined();
});

/** Of the city no zone can be read, so none of its deadlines can be worked out. */
function withoutZone(ctx: Context): Context {
  const sick: Tenant = {
    code: city,
    name: "Balikpapan",
    kind: "city",
    parent: national,
    node: "hub",
    accepts: true,
    get zone(): string {
      throw new RangeError("no zone here");
    },
  };
  const tenants = [sick];
  return { ...ctx, reference: { ...ctx.reference, tenants: () => tenants } };
}

test("reports whose clocks cannot be worked out keep nobody waiting, however many are due before", async () => {
  hub.clock.set("2026-07-06T03:00:00.000Z");
  // More than a round takes; due an hour before the others, because the city lies further east.
  const sick = await Promise.all(Array.from({ length: 205 }, () => take(hub.ctx, city)));
  const others = await Promise.all(Array.from({ length: 3 }, () => take(hub.ctx, national)));
  hub.clock.set("2026-07-10T03:00:00.000Z");
  const fault: unknown = await watchDue(withoutZone(hub.ctx)).catch((thrown: unknown) => thrown);
  for (const { id } of others)
    expect((await load(hub.ctx, national, id)).case.report.completeAt).toBeDefined();
  expect(fault).toMatchObject({ cause: expect.any(RangeError) });
  const { message } = fault as Error;
  expect(message).toContain("205 reports");
  expect(sick.filter(({ id }) => message.includes(`${city} ${id}`))).toHaveLength(20);
  expect(await watchDue(hub.ctx)).toBe(205);
});
