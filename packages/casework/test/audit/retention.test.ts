import { expect, test } from "vitest";
import { holdAudit, sweepAudit } from "../../src/index.ts";
import { sealing } from "./sealing.ts";

const s = sealing();
const tenant = "64";
const report = "0199a0de-0000-7000-8000-000000000001";
const pg = () => s.owner.pg;

/** By the database's own clock, which alone decides what is old. */
const write = (yearsAgo: number, verb: string, about: string | null = null) => pg()`
  insert into simpul.audit (tenant, at, actor, verb, outcome, report)
  values (${tenant}, now() - make_interval(years => ${yearsAgo}, days => 1), 'system', ${verb}, 'done', ${about})`;
const verbs = async (): Promise<string[]> =>
  (
    await pg()<
      { verb: string }[]
    >`select verb from simpul.audit where tenant = ${tenant} order by id`
  ).map(({ verb }) => verb);
const sweep = () => sweepAudit(s.worker, ["64", "64.02"]);

test("what was never sealed stays, however old", async () => {
  await write(12, "twelve");
  expect(await sweep()).toBe(0);
});

test("what is past ten years goes, its link stays, and the chain still verifies", async () => {
  await write(10, "ten");
  await write(9, "nine");
  await write(11, "held", report);
  await holdAudit(s.ctx, tenant, report, true);
  await s.seal();
  expect(await sweep()).toBe(2);
  expect(await verbs()).toEqual(["nine", "held", "holdAudit", "sweepAudit"]);
  const [{ links } = { links: 0 }] = await pg()<
    { links: number }[]
  >`select count(*)::int as links from simpul.audit_link where tenant = ${tenant}`;
  expect(links).toBe(5);
  expect(await s.verify(tenant)).toMatchObject({
    outcome: "intact",
    rows: 3,
    swept: 2,
    waiting: 1,
  });
  await s.seal();
  expect(await s.verify(tenant)).toMatchObject({
    outcome: "intact",
    rows: 4,
    swept: 2,
    waiting: 0,
  });
  expect(await sweep()).toBe(0);
});

test("a row that no checkpoint covers yet stays", async () => {
  await write(15, "uncovered");
  await s.seal();
  const [last] = await pg()<{ seq: string }[]>`
    select seq from simpul.audit_link where tenant = ${tenant} order by seq desc limit 1`;
  expect(
    await pg()`select from simpul.audit_checkpoint where tenant = ${tenant} and seq >= ${last?.seq ?? 0}`,
  ).toHaveLength(0);
  expect(await sweep()).toBe(0);
  s.clock.advance({ minutes: 6 });
  await s.seal();
  expect(await sweep()).toBe(1);
});

test("when the hold is lifted, the rows about the report go", async () => {
  expect(await verbs()).toContain("held");
  await holdAudit(s.ctx, tenant, report, false);
  expect(await sweep()).toBe(1);
  expect(await verbs()).not.toContain("held");
});

test("a tenant's own years count, and nobody else's", async () => {
  await write(4, "four");
  await pg()`insert into simpul.audit_retention values ('64.02', 3)`;
  s.clock.advance({ minutes: 6 });
  await s.seal();
  expect(await sweep()).toBe(0);
  await pg()`insert into simpul.audit_retention values (${tenant}, 3)`;
  expect(await sweep()).toBe(2);
  expect(await s.verify(tenant)).toMatchObject({ outcome: "intact" });
});

test("a row that somebody took is found, although rows before it were swept", async () => {
  await write(1, "taken");
  s.clock.advance({ minutes: 6 });
  await s.seal();
  await pg()`delete from simpul.audit where tenant = ${tenant} and verb = 'taken'`;
  expect(await s.verify(tenant)).toMatchObject({ outcome: "tampered", kind: "removed" });
  // Also by whoever writes that a sweep took it: no sweep cuts within a year.
  await pg()`insert into simpul.audit (tenant, at, actor, verb, outcome, detail)
    values (${tenant}, now(), 'system', 'sweepAudit', 'done', '{"rows":1,"before":"2200-01-01T00:00:00.000000Z"}')`;
  await s.seal();
  expect(await s.verify(tenant)).toMatchObject({ outcome: "tampered", kind: "removed" });
});
