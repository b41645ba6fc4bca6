import type { Actor } from "@simpul/access";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import {
  addOfficer,
  addOfficerInput,
  changeRole,
  coverLeave,
  endCover,
  endOfficer,
  entrust,
  inviteAgain,
  moveUnit,
  readRoster,
  readUnits,
  recordDecree,
  renameUnit,
  retireUnit,
  succeed,
} from "../../src/index.ts";
import type { Context } from "../../src/index.ts";
import { take } from "../reports.ts";
import { accountsOf, admin, staff, unique } from "./desk.ts";
import { rowsOf } from "./rows.ts";

/** With either lock off the other still keeps a neighbour's roster. */
const lock = vi.hoisted(() => ({ casl: "on" }));

vi.mock("@simpul/access", async (original) => {
  const access = await original<typeof import("@simpul/access")>();
  const everything = access.abilityFor({ kind: "system" }, "national");
  everything.update(
    ["Report" as const, ...access.tenantThings].map((subject) => ({
      action: ["manage", "read", "entrust"] as const,
      subject,
    })) as never,
  );
  return {
    ...access,
    abilityFor: (actor: Actor, hub: string) =>
      lock.casl === "on" ? access.abilityFor(actor, hub) : everything,
  };
});
beforeEach(() => {
  lock.casl = "on";
});

const [mine, theirs] = ["64.71", "64.02"] as const;
let here: Deployment;
let rows: ReturnType<typeof rowsOf>;
let foreign: { officer: string; second: string; cover: string; decree: string; report: string };
beforeAll(async () => {
  here = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
  rows = rowsOf(here.asSuperuser());
  const decree = await rows.decree(theirs, "2026-01-01");
  const officer = await rows.officer({ tenant: theirs, account: "rahasia", unit: "dpu", decree });
  const second = await rows.officer({ tenant: theirs, account: unique(), unit: "dpu" });
  const cover = await rows.deputy(theirs, officer, second, "2026-03-01", "2026-03-30");
  await rows.unit(theirs, "rahasia");
  foreign = { officer, second, cover, decree, report: (await take(here.ctx, theirs)).id };
});
afterAll(() => here.close());

const footprint = async () => {
  const { pg } = here.asSuperuser().db;
  return pg`select
    (select json_agg(o order by id) from simpul.officer o where tenant = ${theirs}) as officers,
    (select json_agg(d order by id) from simpul.deputy d where tenant = ${theirs}) as deputies,
    (select json_agg(d order by id) from simpul.decree d where tenant = ${theirs}) as decrees,
    (select json_agg(u order by code) from simpul.unit u where tenant = ${theirs}) as units,
    (select count(*) from simpul.in_charge where tenant = ${theirs}) as charges`;
};

const reason = "Mutasi";
const attempts: Record<string, (ctx: Context, own: string) => Promise<{ outcome: string }>> = {
  recordDecree: (ctx) =>
    recordDecree(ctx, admin(), {
      number: unique(),
      issuedOn: "2026-01-01",
      validFrom: "2026-01-01",
      continues: [foreign.officer],
    }),
  addOfficer: (ctx) =>
    addOfficer(
      ctx,
      admin(),
      addOfficerInput.parse({
        name: "Sari",
        email: `${unique()}@example.go.id`,
        role: "auditor",
        decree: foreign.decree,
      }),
      accountsOf(rows).accounts,
    ),
  inviteAgain: (ctx) =>
    inviteAgain(ctx, admin(), { officer: foreign.officer }, accountsOf(rows).accounts),
  changeRole: (ctx) =>
    changeRole(ctx, admin(), { officer: foreign.officer, role: "auditor", reason }),
  endOfficer: (ctx) => endOfficer(ctx, admin(), { officer: foreign.officer, reason }),
  succeed: (ctx) =>
    succeed(ctx, admin(), { officer: foreign.officer, successor: foreign.second, reason }),
  "succeed by a stranger": (ctx, own) =>
    succeed(ctx, admin(), { officer: own, successor: foreign.second, reason }),
  coverLeave: (ctx, own) =>
    coverLeave(ctx, admin(), {
      officer: own,
      deputy: foreign.second,
      begins: "2026-03-02",
      ends: "2026-03-03",
      reason,
    }),
  endCover: (ctx) => endCover(ctx, admin(), { cover: foreign.cover }),
  entrust: (ctx, own) => entrust(ctx, admin(), { report: foreign.report, officer: own }),
  renameUnit: (ctx) => renameUnit(ctx, admin(), { unit: "rahasia", name: "x" }),
  moveUnit: (ctx) => moveUnit(ctx, admin(), { unit: "dpu", parent: "rahasia" }),
  retireUnit: (ctx) => retireUnit(ctx, admin(), { unit: "rahasia" }),
};

describe.each([
  { name: "both locks", casl: "on", rls: "on" },
  { name: "row-level security alone", casl: "off", rls: "on" },
  { name: "abilities alone", casl: "on", rls: "off" },
] as const)("behind $name", ({ casl, rls }) => {
  beforeEach(() => {
    lock.casl = casl;
  });
  const ctx = () => (rls === "on" ? here.ctx : here.asSuperuser());

  test.each(Object.keys(attempts))("%s does nothing to a neighbour's", async (name) => {
    const own = await rows.officer({ tenant: mine, account: unique(), unit: "dpu" });
    const before = await footprint();
    expect(await attempts[name]?.(ctx(), own)).toMatchObject({ outcome: "failed" });
    expect(await footprint()).toEqual(before);
  });

  test("nobody reads a neighbour's", async () => {
    const seen = [
      await readRoster(ctx(), admin(), { tenant: theirs }),
      await readRoster(ctx(), admin(), {}),
      await readUnits(ctx(), admin()),
    ];
    expect(JSON.stringify(seen)).not.toContain("rahasia");
  });
});

test.each(["liaison", "unitHead", "inspectorate", "auditor"] as const)(
  "a role of %s looks after no roster",
  async (role) => {
    const officer = await rows.officer({ account: unique(), unit: "dpu" });
    const actor = staff(role, { unit: "dpu" });
    expect(await endOfficer(here.ctx, actor, { officer, reason })).toEqual({
      outcome: "failed",
      code: "forbidden",
    });
    expect(await moveUnit(here.ctx, actor, { unit: "dpu", parent: null })).toEqual({
      outcome: "failed",
      code: "forbidden",
    });
  },
);
