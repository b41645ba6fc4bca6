import { testDeployment, testTenants } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { staffAt } from "../../src/index.ts";
import { rowsOf } from "./rows.ts";

const jayapura = {
  code: "91.71",
  name: "Kota Jayapura",
  kind: "city",
  parent: "national",
  zone: "Asia/Jayapura",
  node: "kaltim",
  accepts: true,
} as const;
const hosted = ["national", "64", "64.02", "64.71", "21.71", "91.71"];

let here: Deployment;
let rows: ReturnType<typeof rowsOf>;
beforeAll(async () => {
  here = await testDeployment({
    adminUrl: inject("adminUrl"),
    kind: "hub",
    tenants: [...testTenants, jayapura],
    hosted,
  });
  rows = rowsOf(here.asSuperuser());
});
afterAll(() => here.close());

let people = 0;
const somebody = () => `account-${(people += 1)}`;

async function rolesOn(instant: string, tenant: string, account: string): Promise<string[]> {
  here.clock.set(instant);
  const staff = await staffAt(here.ctx, tenant, account, true);
  return staff === "none"
    ? []
    : staff.roles.map(({ role, unit }) => `${role} ${unit ?? "-"}`).toSorted();
}
const noon = (day: string) => `${day}T05:00:00.000Z`;

describe("a role counts from its first day to its last, in the zone of the tenant", () => {
  test.each([
    ["21.71", "2026-03-09T16:59:59.999Z", "2026-03-09T17:00:00.000Z", "2026-03-11T16:59:59.999Z"],
    ["64.71", "2026-03-09T15:59:59.999Z", "2026-03-09T16:00:00.000Z", "2026-03-11T15:59:59.999Z"],
    ["91.71", "2026-03-09T14:59:59.999Z", "2026-03-09T15:00:00.000Z", "2026-03-11T14:59:59.999Z"],
  ])("%s", async (tenant, before, first, last) => {
    const account = somebody();
    await rows.officer({
      tenant,
      account,
      role: "tenantAdmin",
      begins: "2026-03-10",
      ends: "2026-03-11",
    });
    const after = Temporal.Instant.from(last).add({ milliseconds: 1 }).toString();
    expect(await rolesOn(before, tenant, account)).toEqual([]);
    expect(await rolesOn(first, tenant, account)).toEqual(["tenantAdmin -"]);
    expect(await rolesOn(last, tenant, account)).toEqual(["tenantAdmin -"]);
    expect(await rolesOn(after, tenant, account)).toEqual([]);
  });
});

test("a role that was ended is gone at once, whatever its last day", async () => {
  const account = somebody();
  await rows.officer({ account, unit: "dpu", endedAt: noon("2026-03-02") });
  await rows.officer({ account, unit: "dishub" });
  expect(await rolesOn(noon("2026-03-02"), "64.71", account)).toEqual(["liaison dishub"]);
});

test("a role outlives its decree by thirty days and no more, and does not precede it", async () => {
  const account = somebody();
  const decree = await rows.decree("64.71", "2026-02-01", "2026-03-01");
  await rows.officer({ account, unit: "dpu", decree });
  expect(await rolesOn(noon("2026-01-31"), "64.71", account)).toEqual([]);
  expect(await rolesOn(noon("2026-02-01"), "64.71", account)).toEqual(["liaison dpu"]);
  expect(await rolesOn(noon("2026-03-31"), "64.71", account)).toEqual(["liaison dpu"]);
  expect(await rolesOn(noon("2026-04-01"), "64.71", account)).toEqual([]);
});

test("a decree without an end does not end, and a role without a decree counts", async () => {
  const account = somebody();
  await rows.officer({ account, unit: "dpu", decree: await rows.decree("64.71", "2026-02-01") });
  await rows.officer({ account, unit: "dishub" });
  expect(await rolesOn(noon("2039-12-31"), "64.71", account)).toEqual([
    "liaison dishub",
    "liaison dpu",
  ]);
});

describe("a deputy", () => {
  test("has the role of whom they stand in for, on the days of the leave", async () => {
    const [away, deputy] = [somebody(), somebody()];
    const officer = await rows.officer({ account: away, role: "unitHead", unit: "dpu" });
    const own = await rows.officer({ account: deputy, unit: "dishub" });
    await rows.deputy("64.71", officer, own, "2026-03-10", "2026-03-11");
    const alone = ["liaison dishub"];
    expect(await rolesOn("2026-03-09T15:59:59.999Z", "64.71", deputy)).toEqual(alone);
    expect(await rolesOn("2026-03-09T16:00:00.000Z", "64.71", deputy)).toEqual([
      "liaison dishub",
      "unitHead dpu",
    ]);
    expect(await rolesOn("2026-03-11T15:59:59.999Z", "64.71", deputy)).toHaveLength(2);
    expect(await rolesOn("2026-03-11T16:00:00.000Z", "64.71", deputy)).toEqual(alone);
    // The one on leave keeps theirs, and nobody gets the deputy's.
    expect(await rolesOn(noon("2026-03-10"), "64.71", away)).toEqual(["unitHead dpu"]);
    const staff = await staffAt(here.ctx, "64.71", deputy, false);
    expect(staff).toMatchObject({
      isFresh: false,
      roles: expect.arrayContaining([
        expect.objectContaining({ role: "unitHead", deputyOf: away }),
        expect.not.objectContaining({ deputyOf: away }),
      ]),
    });
  });

  test("stands in for nobody who left, and for nobody after leaving", async () => {
    const [gone, deputy, left] = [somebody(), somebody(), somebody()];
    const officer = await rows.officer({ account: gone, unit: "dpu", endedAt: noon("2026-03-01") });
    const own = await rows.officer({ account: deputy, unit: "dishub" });
    await rows.deputy("64.71", officer, own, "2026-03-01", "2026-03-30");
    expect(await rolesOn(noon("2026-03-10"), "64.71", deputy)).toEqual(["liaison dishub"]);

    const there = await rows.officer({ account: somebody(), unit: "dpu" });
    const former = await rows.officer({ account: left, unit: "dishub", ends: "2026-03-09" });
    await rows.deputy("64.71", there, former, "2026-03-01", "2026-03-30");
    expect(await rolesOn(noon("2026-03-09"), "64.71", left)).toHaveLength(2);
    expect(await rolesOn(noon("2026-03-10"), "64.71", left)).toEqual([]);
  });

  test("of a deputy has only the deputy's own role", async () => {
    const [first, second, third] = [somebody(), somebody(), somebody()];
    const a = await rows.officer({ account: first, role: "tenantAdmin" });
    const b = await rows.officer({ account: second, unit: "dpu" });
    const c = await rows.officer({ account: third, unit: "dishub" });
    await rows.deputy("64.71", a, b, "2026-03-01", "2026-03-30");
    await rows.deputy("64.71", b, c, "2026-03-01", "2026-03-30");
    expect(await rolesOn(noon("2026-03-10"), "64.71", third)).toEqual([
      "liaison dishub",
      "liaison dpu",
    ]);
  });

  test("whose leave cover was ended has it no more", async () => {
    const deputy = somebody();
    const officer = await rows.officer({ account: somebody(), unit: "dpu" });
    const own = await rows.officer({ account: deputy, unit: "dishub" });
    await rows.deputy("64.71", officer, own, "2026-03-01", "2026-03-30", noon("2026-03-02"));
    expect(await rolesOn(noon("2026-03-10"), "64.71", deputy)).toEqual(["liaison dishub"]);
  });
});

test("a role reaches its unit and everything below it, of this tenant alone", async () => {
  const account = somebody();
  await rows.unit("64.71", "dinkes");
  await rows.unit("64.71", "puskesmas", "dinkes");
  await rows.unit("64.71", "pustu", "puskesmas");
  await rows.unit("64.02", "dinkes");
  await rows.unit("64.02", "foreign", "dinkes");
  await rows.officer({ account, role: "unitHead", unit: "dinkes" });
  here.clock.set(noon("2026-03-10"));
  expect(await staffAt(here.ctx, "64.71", account, true)).toMatchObject({
    roles: [{ unit: "dinkes", units: ["dinkes", "puskesmas", "pustu"] }],
  });
});

test("a role at one desk is none at another, nor at one that lies elsewhere", async () => {
  const account = somebody();
  await rows.officer({ account, role: "tenantAdmin" });
  expect(await rolesOn(noon("2026-03-10"), "64.71", account)).toHaveLength(1);
  expect(await rolesOn(noon("2026-03-10"), "64.02", account)).toEqual([]);
  expect(await rolesOn(noon("2026-03-10"), "kemnaker", account)).toEqual([]);
});

test("an overseer of a province oversees what lies below it, at the hub's desk", async () => {
  const account = somebody();
  await rows.officer({ tenant: "national", account, role: "provincialOverseer", heldAt: "64" });
  here.clock.set(noon("2026-03-10"));
  expect(await staffAt(here.ctx, "national", account, true)).toMatchObject({
    roles: [{ role: "provincialOverseer", tenant: "64", reach: "subtree" }],
    oversees: expect.toSatisfy((list: string[]) => list.toSorted().join() === "64.02,64.71"),
  });
});
