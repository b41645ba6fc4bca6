import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { entrust, readRoster, readUnitLoads } from "../../src/index.ts";
import type { Roster } from "../../src/index.ts";
import { after, office, take } from "../reports.ts";
import { admin, staff, tenant, unique } from "./desk.ts";
import { rowsOf } from "./rows.ts";

/** What a desk shows of its roster beside the people: what is wrong, and what lies on whose desk. */
let here: Deployment;
let rows: ReturnType<typeof rowsOf>;
beforeAll(async () => {
  here = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
  rows = rowsOf(here.asSuperuser());
});
afterAll(() => here.close());

async function roster(actor = admin()): Promise<Roster> {
  const read = await readRoster(here.ctx, actor, {});
  if (read.outcome === "failed") throw new Error(read.code);
  return read.value;
}

async function atUnit(given: { class?: string } = {}): Promise<string> {
  const taken = await take(here.ctx, tenant);
  await after(here.ctx, office(tenant), taken, [
    ["verify", { class: given.class ?? "complaint", category: "road" }],
    ["accept", {}],
    ["assign", { unit: "dpu" }],
  ]);
  return taken.id;
}

async function desk(): Promise<{ officer: string; report: string }> {
  const account = await rows.person(unique());
  const officer = await rows.officer({ account, unit: "dpu" });
  const report = await atUnit();
  expect(await entrust(here.ctx, admin(), { report, officer })).toMatchObject({ outcome: "done" });
  return { officer, report };
}

test("its administrator reads how many open cases lie on whose desk; nobody else does", async () => {
  const { officer } = await desk();
  const cases = async (actor = admin()) =>
    (await roster(actor)).officers.find(({ id }) => id === officer)?.cases;
  expect(await cases()).toBe(1);
  const report = await atUnit();
  await entrust(here.ctx, admin(), { report, officer });
  expect(await cases()).toBe(2);
  await here.asSuperuser().db
    .pg`update simpul.report set class = 'whistleblowing' where id = ${report}`;
  expect(await cases()).toBe(1);
  await here.asSuperuser().db
    .pg`update simpul.report set class = 'complaint', state = 'closed' where id = ${report}`;
  expect(await cases()).toBe(1);
});

test("says who one is oneself, and what is wrong today", async () => {
  const account = await rows.person(unique());
  const mine = await rows.officer({ account, role: "tenantAdmin" });
  const read = await roster(staff("tenantAdmin", { id: account }));
  expect(read.officers.filter(({ isSelf }) => isSelf === true).map(({ id }) => id)).toEqual([mine]);
  expect(read.today).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(read.alarms.map(({ kind }) => kind)).toContain("decreeMissing");
});

test("how many open cases lie in a unit is for who may read the roster, without whistleblowing", async () => {
  const report = await atUnit();
  const loads = async (actor = admin()) => {
    const read = await readUnitLoads(here.ctx, actor);
    return read.outcome === "failed"
      ? read.code
      : (read.value.find(({ unit }) => unit === "dpu")?.cases ?? 0);
  };
  const before = Number(await loads());
  expect(before).toBeGreaterThan(0);
  await here.asSuperuser().db
    .pg`update simpul.report set class = 'whistleblowing' where id = ${report}`;
  expect(await loads()).toBe(before - 1);
  expect(await loads(staff("liaison", { unit: "dpu" }))).toBe("forbidden");
  expect(await loads(staff("auditor"))).toBe("forbidden");
});
