import { lockRoster, unitTree, withScope, wholeOf } from "@simpul/db";
import { pathUp } from "@simpul/domain";
import fc from "fast-check";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import {
  addUnit,
  moveUnit,
  operateNode,
  readUnits,
  renameUnit,
  retireUnit,
} from "../../src/index.ts";
import { after, office, run, take } from "../reports.ts";
import { acts, admin, staff, tenant, unique } from "./desk.ts";
import { rowsOf } from "./rows.ts";

let here: Deployment;
let rows: ReturnType<typeof rowsOf>;
beforeAll(async () => {
  here = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node", max: 8 });
  rows = rowsOf(here.asSuperuser());
});
afterAll(() => here.close());

const add = (code: string, parent?: string, actor = admin()) =>
  addUnit(here.ctx, actor, {
    code,
    name: `Unit ${code}`,
    kind: "clinic",
    ...(parent === undefined ? {} : { parent }),
  });
const tree = () => withScope(here.ctx.db, wholeOf([tenant]), (tx) => unitTree(tx, tenant));
const unitOf = async (code: string) => (await tree()).find((unit) => unit.code === code);
const refused = (code: string) => ({ outcome: "failed", code });

test("grows to any depth, is renamed and moved, and each act is audited", async () => {
  const [top, middle, leaf] = [unique(), unique(), unique()];
  await add(top);
  await add(middle, top);
  await add(leaf, middle);
  await renameUnit(here.ctx, admin(), { unit: leaf, name: "Pustu Manggar" });
  await moveUnit(here.ctx, admin(), { unit: leaf, parent: top });
  await operateNode(here.ctx, admin(), { unit: leaf, operatesNode: true });
  expect(await unitOf(leaf)).toMatchObject({
    name: "Pustu Manggar",
    parent: top,
    operatesNode: true,
  });
  await moveUnit(here.ctx, admin(), { unit: leaf, parent: null });
  expect(await unitOf(leaf)).toMatchObject({ parent: null });
  for (const verb of ["addUnit", "renameUnit", "moveUnit", "operateNode"])
    expect((await acts(here.ctx, tenant, verb)).some((a) => a.detail.includes(leaf))).toBe(true);
});

test("takes no code twice, no stranger for a parent, and no unit below itself", async () => {
  const [top, leaf] = [unique(), unique()];
  await add(top);
  await add(leaf, top);
  expect(await add(leaf)).toMatchObject(refused("unitKnown"));
  expect(await add(unique(), "nihil")).toMatchObject(refused("unknownUnit"));
  expect(await moveUnit(here.ctx, admin(), { unit: top, parent: leaf })).toMatchObject(
    refused("unitCycle"),
  );
  expect(await moveUnit(here.ctx, admin(), { unit: top, parent: top })).toMatchObject(
    refused("unitCycle"),
  );
  expect(await moveUnit(here.ctx, admin(), { unit: "nihil", parent: top })).toMatchObject(
    refused("unknownUnit"),
  );
});

test("has no cycle, whatever several people move at once", async () => {
  const codes = [...Array(6).keys()].map(() => unique());
  for (const code of codes) await add(code);
  const one = fc.constantFrom(...codes);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(one, fc.option(one)), { minLength: 4, maxLength: 12 }),
      async (moves) => {
        const answers = await Promise.all(
          moves.map(([unit, parent]) => moveUnit(here.ctx, admin(), { unit, parent })),
        );
        for (const answer of answers)
          if (answer.outcome === "failed") expect(answer.code).toBe("unitCycle");
        const units = await tree();
        for (const code of codes) {
          const top = pathUp(code, units).at(-1);
          expect(units.find((unit) => unit.code === top)?.parent).toBeNull();
        }
      },
    ),
    { numRuns: 25 },
  );
});

test("two that each go below the other: one stays where it was", async () => {
  const pairs = await Promise.all(
    [...Array(8).keys()].map(async () => {
      const [a, b] = [unique(), unique()];
      await add(a);
      await add(b);
      return [a, b] as const;
    }),
  );
  for (const [a, b] of pairs) {
    const answers = await Promise.all([
      moveUnit(here.ctx, admin(), { unit: a, parent: b }),
      moveUnit(here.ctx, admin(), { unit: b, parent: a }),
    ]);
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(["done", "failed"]);
  }
});

test("retires a unit once nobody works there, nothing lies there and nothing is below it", async () => {
  const [top, leaf] = [unique(), unique()];
  await add(top);
  await add(leaf, top);
  const retire = (unit: string) => retireUnit(here.ctx, admin(), { unit });
  expect(await retire(top)).toMatchObject(refused("unitHasUnits"));
  await retire(leaf);
  expect(await unitOf(leaf)).toMatchObject({ retiredOn: "2026-03-02" });

  const officer = await rows.officer({ account: unique(), unit: top });
  expect(await retire(top)).toMatchObject(refused("unitHasOfficers"));
  await here.asSuperuser().db.pg`update simpul.officer set ended_at = now() where id = ${officer}`;

  const helped = unique();
  await add(helped);
  const taken = await take(here.ctx, tenant);
  await after(here.ctx, office(tenant), taken, [
    ["verify", { class: "complaint", category: "road" }],
    ["accept", {}],
    ["assign", { unit: top, supporting: [helped] }],
  ]);
  expect(await retire(top)).toMatchObject(refused("unitHasCases"));
  expect(await retire(helped)).toMatchObject(refused("unitHasCases"));
  await after(here.ctx, office(tenant), taken, [["decline", { reason: "Bukan tugas kami" }]]);
  expect(await retire(top)).toMatchObject({ outcome: "done" });
  expect(await retire(helped)).toMatchObject({ outcome: "done" });

  // It is kept, and given nothing any more.
  expect(await retire(top)).toMatchObject(refused("unitRetired"));
  expect(await add(unique(), top)).toMatchObject(refused("unitRetired"));
  for (const input of [{ unit: top }, { unit: "dpu", supporting: [helped] }])
    expect(await run(here.ctx, office(tenant), "assign", taken.id, input)).toMatchObject(
      refused("unknownUnit"),
    );
});

test("keeps no unit for whistleblowing: a refusal would say that there is some", async () => {
  const unit = unique();
  await add(unit);
  const taken = await take(here.ctx, tenant);
  await after(here.ctx, office(tenant), taken, [
    ["verify", { class: "whistleblowing", category: "illegal-levy", accused: { tenant: "64.02" } }],
    ["accept", {}],
    ["assign", { unit }],
  ]);
  expect(await retireUnit(here.ctx, admin(), { unit })).toMatchObject({ outcome: "done" });
});

test("is seen by who works there, and by nobody else", async () => {
  const liaison = staff("liaison", { unit: "dpu" });
  expect((await readUnits(here.ctx, liaison)).map(({ code }) => code)).toContain("dpu");
  expect(await readUnits(here.ctx, { ...liaison, roles: [] })).toEqual([]);
});

const assignable = async () => {
  const unit = unique();
  await add(unit);
  const taken = await take(here.ctx, tenant);
  await after(here.ctx, office(tenant), taken, [
    ["verify", { class: "complaint", category: "road" }],
    ["accept", {}],
  ]);
  const assign = (input: object) => run(here.ctx, office(tenant), "assign", taken.id, input);
  return { unit, assign };
};

test.each(["unit", "supporting"])(
  "gives no case to a unit that was retired after the decision was made: %s",
  async (place) => {
    const { unit, assign } = await assignable();
    const superuser = here.asSuperuser().db.pg;
    const answer = await withScope(here.ctx.db, wholeOf([tenant]), async (tx) => {
      await lockRoster(tx, tenant);
      const assigned = assign(place === "unit" ? { unit } : { unit: "dpu", supporting: [unit] });
      // It has read the tree, and waits with what it is about to write.
      await expect
        .poll(async () => {
          const [row] = await superuser<{ waiting: number }[]>`
            select count(*)::int as waiting from pg_locks l join pg_database d on d.oid = l.database
            where locktype = 'advisory' and not granted and datname = current_database()`;
          return row?.waiting;
        })
        .toBe(1);
      await tx`update simpul.unit set retired_on = '2026-03-02' where tenant = ${tenant} and code = ${unit}`;
      return { assigned };
    });
    expect(await answer.assigned).toMatchObject(refused("unknownUnit"));
  },
);

test("of an assignment and a retirement at once, one is refused", async () => {
  for (let round = 0; round < 6; round += 1) {
    const { unit, assign } = await assignable();
    const [assigned, retired] = await Promise.all([
      assign({ unit }),
      retireUnit(here.ctx, admin(), { unit }),
    ]);
    expect([assigned.outcome, retired.outcome].toSorted()).toEqual(["done", "failed"]);
  }
});
