import { inChargeOf, withScope, wholeOf } from "@simpul/db";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { entrust, readReport, staffAt, succeed } from "../../src/index.ts";
import { after, office, take } from "../reports.ts";
import type { Step } from "../reports.ts";
import { acts, admin, staff, tenant, unique } from "./desk.ts";
import { rowsOf } from "./rows.ts";

let here: Deployment;
let rows: ReturnType<typeof rowsOf>;
beforeAll(async () => {
  here = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node", max: 8 });
  rows = rowsOf(here.asSuperuser());
});
afterAll(() => here.close());

const assigned = (unit: string): readonly Step[] => [
  ["verify", { class: "complaint", category: "road" }],
  ["accept", {}],
  ["assign", { unit }],
];

async function caseAt(unit: string): Promise<string> {
  const taken = await take(here.ctx, tenant);
  await after(here.ctx, office(tenant), taken, assigned(unit));
  return taken.id;
}

async function whistle(accused: object): Promise<string> {
  const taken = await take(here.ctx, tenant);
  await after(here.ctx, office(tenant), taken, [
    ["verify", { class: "whistleblowing", category: "illegal-levy", accused }],
    ["accept", {}],
  ]);
  return taken.id;
}

const charge = (...reports: string[]) =>
  withScope(here.ctx.db, wholeOf([tenant]), (tx) => inChargeOf(tx, tenant, reports));
const whose = async (report: string) => (await charge(report))[0]?.officer ?? "nobody";

async function signedIn(account: string) {
  const found = await staffAt(here.ctx, tenant, account, true);
  if (found === "none") throw new Error("no role today");
  return found;
}

describe("a case of a unit", () => {
  test("is given to an officer of that unit, or taken", async () => {
    const report = await caseAt("dpu");
    const head = unique();
    await rows.officer({ account: head, role: "unitHead", unit: "dpu" });
    const liaison = await rows.officer({ account: unique(), unit: "dpu" });
    const chief = await signedIn(head);
    expect(await entrust(here.ctx, chief, { report, officer: liaison })).toMatchObject({
      value: { officer: liaison },
    });
    expect(await whose(report)).toBe(liaison);
    const account = unique();
    const own = await rows.officer({ account, unit: "dpu" });
    await entrust(here.ctx, await signedIn(account), { report });
    expect(await charge(report)).toMatchObject([{ report, officer: own, name: `Nama ${account}` }]);
    const audited = (await acts(here.ctx, tenant, "entrust")).filter((a) => a.report === report);
    expect(audited.map(({ outcome, actor }) => [outcome, actor])).toEqual([
      ["given", `staff:${head}`],
      ["taken", `staff:${account}`],
    ]);
  });

  test("is given to nobody of another unit, another tenant, or who left", async () => {
    const report = await caseAt("dpu");
    const give = (officer: string) => entrust(here.ctx, admin(), { report, officer });
    const elsewhere = await rows.officer({ account: unique(), unit: "dishub" });
    const auditor = await rows.officer({ account: unique(), role: "auditor" });
    const boss = await rows.officer({ account: unique(), role: "tenantAdmin" });
    const over = await rows.officer({ account: unique(), unit: "dpu", ends: "2026-03-01" });
    for (const officer of [elsewhere, auditor, boss, over])
      expect(await give(officer)).toMatchObject({ code: "notOfUnit" });
    const left = await rows.officer({
      account: unique(),
      unit: "dpu",
      endedAt: "2026-03-01T00:00:00.000Z",
    });
    const foreign = await rows.officer({ tenant: "64.02", account: unique(), unit: "dpu" });
    for (const officer of [left, foreign])
      expect(await give(officer)).toMatchObject({ code: "unknownOfficer" });
    expect(await whose(report)).toBe("nobody");
  });

  test("is entrusted by who has it, and not by who may only look or is elsewhere", async () => {
    const report = await caseAt("dpu");
    const officer = await rows.officer({ account: unique(), unit: "dpu" });
    const by = async (actor: Parameters<typeof entrust>[1]) =>
      entrust(here.ctx, actor, { report, officer });
    expect(await by(office(tenant))).toMatchObject({ code: "forbidden" });
    expect(await by(staff("liaison", { unit: "dishub" }))).toMatchObject({ code: "notFound" });
    expect(await by(admin("64.02"))).toMatchObject({ code: "notFound" });
    expect(await by(admin())).toMatchObject({ outcome: "done" });
  });

  test("lies with nobody once it has gone to another unit, or the officer has left", async () => {
    const report = await caseAt("dpu");
    const officer = await rows.officer({ account: unique(), unit: "dpu" });
    await entrust(here.ctx, admin(), { report, officer });
    await after(here.ctx, office(tenant), { id: report, trackingId: "" }, [
      ["decline", { reason: "Bukan tugas kami" }],
      ["assign", { unit: "dishub" }],
    ]);
    expect(await whose(report)).toBe("nobody");
    const next = await rows.officer({ account: unique(), unit: "dishub" });
    await entrust(here.ctx, admin(), { report, officer: next });
    expect(await whose(report)).toBe(next);
    await here.asSuperuser().db.pg`update simpul.officer set ended_at = now() where id = ${next}`;
    expect(await whose(report)).toBe("nobody");
  });

  test("that a deputy takes is the officer's, who comes back to it", async () => {
    const report = await caseAt("dpu");
    const account = unique();
    const away = await rows.officer({ account: unique(), unit: "dpu" });
    const deputy = await rows.officer({ account, unit: "dishub" });
    await rows.deputy(tenant, away, deputy, "2026-03-01", "2026-03-30");
    await entrust(here.ctx, await signedIn(account), { report });
    expect(await whose(report)).toBe(away);
  });

  test("that is over is entrusted to nobody", async () => {
    const taken = await take(here.ctx, tenant);
    await after(here.ctx, office(tenant), taken, [["archive", { reason: "spam" }]]);
    const officer = await rows.officer({ account: unique(), unit: "dpu" });
    expect(await entrust(here.ctx, admin(), { report: taken.id, officer })).toMatchObject({
      code: "wrongState",
    });
  });
});

describe("whistleblowing", () => {
  test("is the inspectorate's among themselves, and no administrator finds it", async () => {
    const report = await whistle({ tenant: "64.02" });
    const account = unique();
    const inspector = await rows.officer({ account, role: "inspectorate" });
    const liaison = await rows.officer({ account: unique(), unit: "dpu" });
    const by = await signedIn(account);
    expect(await entrust(here.ctx, by, { report, officer: liaison })).toMatchObject({
      code: "notOfUnit",
    });
    expect(await entrust(here.ctx, by, { report })).toMatchObject({ outcome: "done" });
    expect(await whose(report)).toBe(inspector);
    expect(await entrust(here.ctx, admin(), { report, officer: inspector })).toMatchObject({
      code: "notFound",
    });
    const seen = { tenants: [tenant], examines: [], institutions: "all" } as const;
    expect(await withScope(here.ctx.db, seen, (tx) => inChargeOf(tx, tenant, [report]))).toEqual(
      [],
    );
  });
});

describe("a succession", () => {
  async function leaving() {
    const account = await rows.person(unique());
    const officer = await rows.officer({ account, unit: "dpu" });
    const reports = [await caseAt("dpu"), await caseAt("dpu")];
    for (const report of reports) await entrust(here.ctx, admin(), { report, officer });
    const successor = await rows.officer({ account: await rows.person(unique()), unit: "dpu" });
    return { account, officer, successor, reports };
  }
  const reason = "Mutasi";

  test("hands over the open cases, with a row of the audit for each", async () => {
    const { account, officer, successor, reports } = await leaving();
    const before = (await acts(here.ctx, tenant, "succeed")).length;
    await succeed(here.ctx, admin(), { officer, successor, reason });
    expect(await Promise.all(reports.map(whose))).toEqual([successor, successor]);
    expect(await staffAt(here.ctx, tenant, account, true)).toBe("none");
    const handed = await acts(here.ctx, tenant, "handOver");
    const of = (report: string | null) => reports.includes(report ?? "");
    expect(handed.filter(({ report }) => of(report))).toHaveLength(2);
    expect((await acts(here.ctx, tenant, "succeed")).length).toBe(before + 1);
  });

  test("that is asked for by two at once happens once", async () => {
    const { officer, successor, reports } = await leaving();
    const other = await rows.officer({ account: unique(), unit: "dpu" });
    const before = (await acts(here.ctx, tenant, "handOver")).length;
    const asked = [successor, successor, other, successor, other].map((each) =>
      succeed(here.ctx, admin(), { officer, successor: each, reason }),
    );
    const answers = await Promise.all(asked);
    const done = answers.filter(({ outcome }) => outcome === "done");
    expect(done.length).toBeGreaterThanOrEqual(2);
    for (const answer of answers)
      expect(answer.outcome === "done" ? answer : answer.code).toEqual(
        answer.outcome === "done" ? done[0] : "officerEnded",
      );
    expect((await acts(here.ctx, tenant, "handOver")).length).toBe(before + reports.length);
    const [one, two] = await Promise.all(reports.map(whose));
    expect(one).toBe(two);
  });

  test("leaves no case behind that is entrusted meanwhile", async () => {
    const { officer, successor } = await leaving();
    const late = await Promise.all([caseAt("dpu"), caseAt("dpu"), caseAt("dpu")]);
    const [, ...given] = await Promise.all([
      succeed(here.ctx, admin(), { officer, successor, reason }),
      ...late.map((report) => entrust(here.ctx, admin(), { report, officer })),
    ]);
    for (const [i, report] of late.entries())
      expect(await whose(report)).toBe(given[i]?.outcome === "done" ? successor : "nobody");
  });

  test("hands over the leaves that the one who goes was covering", async () => {
    const { officer, successor } = await leaving();
    const account = unique();
    const away = await rows.officer({ account, unit: "dishub" });
    await rows.deputy(tenant, away, officer, "2026-03-01", "2026-03-30");
    await succeed(here.ctx, admin(), { officer, successor, reason });
    const [row] = await here.asSuperuser().db.pg<{ account: string }[]>`
      select account from simpul.officer where id = ${successor}`;
    expect(await signedIn(row?.account ?? "")).toMatchObject({
      roles: expect.arrayContaining([expect.objectContaining({ deputyOf: account })]),
    });
  });

  test("is of the same role and unit, by somebody else who is in office", async () => {
    const { officer, account } = await leaving();
    const attempt = async (given: Parameters<typeof rows.officer>[0]) =>
      succeed(here.ctx, admin(), { officer, successor: await rows.officer(given), reason });
    const unfit = { code: "unfitSuccessor", pointer: "/successor" };
    expect(await attempt({ account: unique(), unit: "dishub" })).toMatchObject(unfit);
    expect(await attempt({ account: unique(), role: "unitHead", unit: "dpu" })).toMatchObject(
      unfit,
    );
    expect(await attempt({ account: unique(), unit: "dpu", begins: "2026-03-03" })).toMatchObject(
      unfit,
    );
    expect(await attempt({ account, role: "unitHead", unit: "dpu" })).toMatchObject(unfit);
    expect(await attempt({ tenant: "64.02", account: unique(), unit: "dpu" })).toMatchObject({
      code: "unknownOfficer",
    });
  });
});

test("who only watches leaves a row when they read another institution's case", async () => {
  const hub = await testDeployment({
    adminUrl: inject("adminUrl"),
    kind: "hub",
    hosted: ["national"],
  });
  try {
    const taken = await take(hub.ctx, "national");
    const monitor = staff("nationalMonitor", { tenant: "national", id: "watcher" });
    const verifier = staff("nationalVerifier", { tenant: "national", id: "worker" });
    const monitored = () => acts(hub.ctx, "national", "monitor");
    await readReport(hub.ctx, monitor, taken.id);
    expect(await monitored()).toEqual([]);
    await after(hub.ctx, office("national"), taken, [
      ["verify", { class: "complaint", category: "road" }],
      ["forward", { tenant: "64.71" }],
    ]);
    await readReport(hub.ctx, verifier, taken.id);
    expect(await monitored()).toEqual([]);
    expect(await readReport(hub.ctx, monitor, taken.id)).toMatchObject({ outcome: "done" });
    const overseer = {
      ...staff("provincialOverseer", { tenant: "64", id: "overseer" }),
      oversees: ["64.71"],
    };
    expect(await readReport(hub.ctx, overseer, taken.id)).toMatchObject({ outcome: "done" });
    expect(await monitored()).toMatchObject([
      { actor: "staff:watcher", report: taken.id },
      { actor: "staff:overseer", report: taken.id },
    ]);
  } finally {
    await hub.close();
  }
});
