import type { MailParameters } from "../../src/index.ts";
import { withScope, wholeOf, countRosterAlarms } from "@simpul/db";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { alarmRosters } from "../../src/index.ts";
import { after, office, take } from "../reports.ts";
import { acts, tenant, unique } from "./desk.ts";
import { rowsOf } from "./rows.ts";

let here: Deployment;
let rows: ReturnType<typeof rowsOf>;
beforeEach(async () => {
  here = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
  rows = rowsOf(here.asSuperuser());
});
afterEach(() => here.close());

interface Told {
  readonly to: string;
  readonly template: string;
  readonly parameters: Partial<MailParameters["rosterAlarm"] & MailParameters["unattendedUnit"]>;
}

/** What waits to be sent to a tenant's people, in the order in which it was written. */
async function mails(at = tenant): Promise<Told[]> {
  const kept = await withScope(
    here.ctx.db,
    wholeOf([at]),
    (tx) => tx<{ template: string; sealed: string }[]>`
      select template, sealed from simpul.mail where tenant = ${at} order by created_at, id`,
  );
  return Promise.all(
    kept.map(async ({ template, sealed }) => {
      // Proof: `queueMail` sealed it.
      const plain = JSON.parse(await here.ctx.vault.open(sealed)) as Omit<Told, "template">;
      return { template, ...plain };
    }),
  );
}

const gauge = () => countRosterAlarms(here.db, wholeOf(here.ctx.here.tenants()));

async function boss(at = tenant): Promise<string> {
  const account = await rows.person(unique());
  const decree = await rows.decree(at, "2026-01-01");
  await rows.officer({ tenant: at, account, role: "tenantAdmin", decree });
  return `${account}@example.go.id`;
}

test("a decree's end is told on two days before and after it, once each, to the administrators", async () => {
  const to = await boss();
  const decree = await rows.decree(tenant, "2026-01-01", "2026-03-20");
  await rows.officer({ account: await rows.person(unique()), unit: "dpu", decree });
  const seen: string[] = [];
  for (const day of ["02", "03", "12", "13", "16", "20", "23", "24"]) {
    here.clock.set(`2026-03-${day}T02:00:00.000Z`);
    const told = await alarmRosters(here.ctx);
    await alarmRosters(here.ctx);
    if (told > 0) seen.push(`${day}: ${told}`);
  }
  expect(seen).toEqual(["02: 1", "13: 1"]);
  expect((await mails()).map(({ parameters }) => [parameters.matter, parameters.days])).toEqual([
    ["decreeExpiring", 18],
    ["decreeExpiring", 7],
  ]);
  expect(await gauge()).toEqual([{ kind: "decreeExpiring", count: 1 }]);
  here.clock.set("2026-03-25T02:00:00.000Z");
  await alarmRosters(here.ctx);
  expect(await mails()).toMatchObject([
    { to, template: "rosterAlarm" },
    { to },
    { to, parameters: { matter: "decreeExpired", days: 5, about: decree } },
  ]);
  expect(await gauge()).toEqual([{ kind: "decreeExpired", count: 1 }]);
  const audited = await acts(here.ctx, tenant, "rosterAlarm");
  expect(audited.map(({ outcome }) => outcome)).toEqual([
    "decreeExpiring",
    "decreeExpiring",
    "decreeExpired",
  ]);
});

test("nobody is told at night, on a day off, or of another tenant's roster", async () => {
  await boss();
  await boss("64.02");
  await rows.officer({ account: await rows.person(unique()), unit: "dpu" });
  // 07:59 and 18:00 in Makassar, and a Sunday.
  for (const instant of [
    "2026-03-01T23:59:00.000Z",
    "2026-03-02T10:00:00.000Z",
    "2026-03-08T02:00:00.000Z",
  ]) {
    here.clock.set(instant);
    expect(await alarmRosters(here.ctx)).toBe(0);
  }
  here.clock.set("2026-03-02T00:00:00.000Z");
  expect(await alarmRosters(here.ctx)).toBe(1);
  expect(await mails()).toMatchObject([{ parameters: { matter: "decreeMissing" } }]);
  expect(await mails("64.02")).toEqual([]);
});

test("several workers at once tell once", async () => {
  await boss();
  await rows.officer({ account: await rows.person(unique(), false), unit: "dpu" });
  await here.asSuperuser().db.pg`update simpul.officer set created_at = '2026-02-01'`;
  const others = [here.anotherProcess(2), here.anotherProcess(2)];
  const told = await Promise.all([here.ctx, ...others].map(alarmRosters));
  expect(told.reduce((sum, each) => sum + each, 0)).toBe(2);
  expect((await mails()).map(({ parameters }) => parameters.matter).toSorted()).toEqual([
    "decreeMissing",
    "unconfirmed",
  ]);
});

test("a unit with cases and nobody there is told again when it happens again", async () => {
  await boss();
  const taken = await take(here.ctx, tenant);
  await after(here.ctx, office(tenant), taken, [
    ["verify", { class: "complaint", category: "road" }],
    ["accept", {}],
    ["assign", { unit: "dpu" }],
  ]);
  expect(await alarmRosters(here.ctx)).toBe(1);
  expect(await mails()).toMatchObject([
    { template: "unattendedUnit", parameters: { unit: "Dinas Pekerjaan Umum", cases: 1 } },
  ]);
  const decree = await rows.decree(tenant, "2026-01-01");
  const account = await rows.person(unique());
  const officer = await rows.officer({ account, unit: "dpu", decree });
  expect(await alarmRosters(here.ctx)).toBe(0);
  expect(await gauge()).toEqual([]);
  // On leave and covered, it is attended; with a deputy who left, it is not.
  const deputy = await rows.officer({
    account: await rows.person(unique()),
    unit: "dishub",
    decree,
  });
  await rows.deputy(tenant, officer, deputy, "2026-03-01", "2026-03-06");
  expect(await alarmRosters(here.ctx)).toBe(0);
  await here.asSuperuser().db
    .pg`update simpul.officer set ends = '2026-03-01' where id = ${deputy}`;
  expect(await alarmRosters(here.ctx)).toBe(1);
  expect(await gauge()).toEqual([{ kind: "unattendedUnit", count: 1 }]);
});

test("whistleblowing that lies with a unit is in no alarm of its administrators", async () => {
  await boss();
  const taken = await take(here.ctx, tenant);
  await after(here.ctx, office(tenant), taken, [
    ["verify", { class: "whistleblowing", category: "illegal-levy", accused: { tenant: "64.02" } }],
    ["accept", {}],
    ["assign", { unit: "dpu" }],
  ]);
  expect(await alarmRosters(here.ctx)).toBe(0);
  expect(await mails()).toEqual([]);
});
