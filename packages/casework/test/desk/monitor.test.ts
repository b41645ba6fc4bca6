import { abilityFor, reportSubject } from "@simpul/access";
import type { RoleHeld } from "@simpul/access";
import { classes } from "@simpul/domain";
import fc from "fast-check";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { bulkReports, testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { exportMonitor, monitorInput, readMonitor } from "../../src/index.ts";
import type { MonitorInput } from "../../src/index.ts";
import type { Acting } from "../reports.ts";

/** The monitor counts in SQL; counted in code, row by row, by what `ability.can` says, it is the same. */

interface Row {
  readonly id: string;
  readonly state: string;
  readonly institution: string | null;
  readonly unit: string | null;
  readonly class: string | null;
  readonly category: string | null;
  readonly area: string | null;
  readonly received: number;
  readonly due: number | null;
}

const hub = "national";
let stage: Deployment;
let rows: Row[];

beforeAll(async () => {
  stage = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub" });
  await bulkReports(stage.ctx, stage.urls.owner, { count: 1500, seed: 7 });
  const sql = stage.asSuperuser().db.pg;
  // The hub has a copy of each; some are about wrongs inside, some come from nowhere, some are over.
  await sql`update simpul.snapshot set tenant = ${hub} where tenant <> ${hub}`;
  await sql`update simpul.report set institution = tenant, tenant = ${hub} where tenant <> ${hub}`;
  await sql`
      update simpul.report set class = 'whistleblowing', accused_tenant = institution where hashtext(id::text) % 9 = 0`;
  await sql`update simpul.report set area = null where hashtext(id::text) % 7 = 0`;
  await sql`update simpul.report set state = 'closed', due_at = null where hashtext(id::text) % 11 = 0`;
  rows = [
    ...(await sql<Row[]>`
        select id, state, institution, unit, class, category, area,
          (extract(epoch from received_at) * 1000)::float8 as received, (extract(epoch from due_at) * 1000)::float8 as due
        from simpul.report`),
  ];
}, 60_000);
afterAll(() => stage.close());

const desk = (role: RoleHeld["role"], tenant = hub, oversees?: readonly string[]): Acting => ({
  kind: "staff",
  id: "1",
  tenant: hub,
  roles: [{ role, tenant, reach: oversees === undefined ? "self" : "subtree" }],
  isFresh: true,
  ...(oversees === undefined ? {} : { oversees }),
});
const actors: Readonly<Record<string, Acting>> = {
  nationalAdmin: desk("nationalAdmin"),
  nationalMonitor: desk("nationalMonitor"),
  nationalVerifier: desk("nationalVerifier"),
  provincialOverseer: desk("provincialOverseer", "64", ["64", "64.02", "64.71"]),
};

const words = { all: "Semua", none: "Tanpa", class: (code: string) => code };
const said = (by: MonitorInput["by"], filter: object = {}): MonitorInput =>
  monitorInput.parse({ by, filter });

const keys: Readonly<Record<MonitorInput["by"], (row: Row) => string | null>> = {
  institution: (row) => row.institution,
  category: (row) => row.category,
  class: (row) => row.class,
  province: (row) => row.area?.slice(0, 2) ?? null,
  unit: (row) => row.unit,
  officer: () => null,
};

function counted(of: readonly Row[], now: number) {
  const unprocessed = ["received", "held", "verified", "forwarded", "returned"];
  const ages = of
    .map(({ received }) => Math.floor((now - received) / 86_400_000))
    .toSorted((a, b) => a - b);
  const dues = of.flatMap(({ due }) => due ?? []);
  return {
    open: of.length,
    unprocessed: of.filter(({ state }) => unprocessed.includes(state)).length,
    answered: of.filter(({ state }) => state === "answered").length,
    overdue: dues.filter((due) => due < now).length,
    oldestDeadline: dues.length === 0 ? null : new Date(Math.min(...dues)).toISOString(),
    medianDays: ages[Math.ceil(ages.length / 2) - 1] ?? 0,
  };
}

const filters = fc.record(
  {
    states: fc.subarray(["received", "verified", "forwarded", "assigned", "answered"], {
      minLength: 1,
    }),
    classes: fc.subarray([...classes], { minLength: 1 }),
    area: fc.constantFrom("64", "64.71", "21", "34.04"),
    institutions: fc.subarray(["64", "64.02", "64.71", "21", "kemnaker"], { minLength: 1 }),
    due: fc.constant("late"),
  },
  { requiredKeys: [] },
);

test("any filter, any grouping, any role: the numbers are those of counting", async () => {
  await fc.assert(
    fc.asyncProperty(
      filters,
      fc.constantFrom(...(Object.keys(keys) as MonitorInput["by"][])),
      fc.constantFrom(...Object.keys(actors)),
      async (filter, by, name) => {
        const actor = actors[name];
        if (actor === undefined) throw new Error(name);
        const read = await readMonitor(stage.ctx, actor, said(by, filter), words);
        if (read.outcome === "failed") throw new Error(read.code);
        const now = Date.parse(read.value.asOf);
        const ability = abilityFor(actor, hub);
        const mine = rows.filter(
          (row) =>
            !["closed", "archived"].includes(row.state) &&
            ability.can(
              "list",
              reportSubject({
                tenant: hub,
                institution: row.institution ?? undefined,
                unit: row.unit ?? undefined,
                class: row.class ?? undefined,
                accusedTenant:
                  row.class === "whistleblowing" ? (row.institution ?? undefined) : undefined,
              }),
            ) &&
            (filter.states?.includes(row.state) ?? true) &&
            (filter.classes?.some((one) => one === row.class) ?? true) &&
            (filter.institutions?.some((one) => one === row.institution) ?? true) &&
            (filter.area === undefined ||
              row.area === filter.area ||
              row.area?.startsWith(`${filter.area}.`) === true) &&
            (filter.due === undefined || (row.due !== null && row.due < now)),
        );
        expect(read.value.total).toMatchObject(counted(mine, now));
        const groups = Map.groupBy(mine, keys[by]);
        expect(new Set(read.value.groups.map(({ key }) => key))).toEqual(new Set(groups.keys()));
        for (const group of read.value.groups)
          expect(group).toMatchObject(counted(groups.get(group.key) ?? [], now));
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

test("what is due soon is within two working days, and not late", async () => {
  const read = await readMonitor(stage.ctx, desk("nationalAdmin"), said("class"), words);
  const soon = await readMonitor(
    stage.ctx,
    desk("nationalAdmin"),
    said("class", { due: "soon" }),
    words,
  );
  if (read.outcome === "failed" || soon.outcome === "failed") throw new Error("refused");
  expect(read.value.total.soon).toBeGreaterThan(0);
  expect(soon.value.total).toMatchObject({ open: read.value.total.soon, overdue: 0 });
});

test("an overseer's numbers are those of the institutions below, and of no whistleblowing", async () => {
  const { provincialOverseer = desk("auditor") } = actors;
  const read = await readMonitor(stage.ctx, provincialOverseer, said("institution"), words);
  if (read.outcome === "failed") throw new Error(read.code);
  expect(read.value.groups.map(({ key }) => key).toSorted()).toEqual(["64", "64.02", "64.71"]);
  const classes = await readMonitor(stage.ctx, provincialOverseer, said("class"), words);
  expect(JSON.stringify(classes)).not.toContain("whistleblowing");
});

test("who lists no report counts none", async () => {
  expect(await readMonitor(stage.ctx, desk("auditor"), said("institution"), words)).toMatchObject({
    outcome: "failed",
    code: "forbidden",
  });
});

test("what is most overdue comes first, names in their order, and both the other way round", async () => {
  const order = async (sort: string, reversed = false) => {
    const input = monitorInput.parse({ sort, reversed });
    const read = await readMonitor(stage.ctx, desk("nationalAdmin"), input, words);
    return read.outcome === "failed" ? [] : read.value.groups;
  };
  const overdue = (await order("overdue")).map((group) => group.overdue);
  expect(overdue).toEqual(overdue.toSorted((a, b) => b - a));
  expect(overdue.length).toBeGreaterThan(3);
  const names = (await order("name")).map((group) => group.name);
  expect(names).toEqual(names.toSorted(new Intl.Collator("id").compare));
  expect((await order("name", true)).map((group) => group.name)).toEqual(names.toReversed());
});

test("that the numbers were carried away is kept", async () => {
  const taken = await exportMonitor(stage.ctx, desk("nationalMonitor"), said("class"), words);
  expect(taken.outcome).toBe("done");
  const [row] = await stage.asSuperuser().db.pg`
    select actor, outcome from simpul.audit where verb = 'exportMonitor'`;
  expect(row).toEqual({ actor: "staff:1", outcome: "exported" });
});
