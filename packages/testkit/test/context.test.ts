import { withScope, wholeOf } from "@simpul/db";
import { expect, inject, onTestFinished, test } from "vitest";
import { testDeployment } from "../src/index.ts";

async function deployment(kind: "hub" | "node") {
  const made = await testDeployment({ adminUrl: inject("adminUrl"), kind });
  onTestFinished(() => made.close());
  return made;
}

test("a deployment serves as a role that row-level security holds, and its superuser is one it does not", async () => {
  const { db, asSuperuser } = await deployment("hub");
  const whoOf = (sql: typeof db.pg) => sql`
    select current_user::text as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user`;
  expect(await whoOf(db.pg)).toEqual([
    { name: "simpul_test_app", rolsuper: false, rolbypassrls: false },
  ]);
  expect((await whoOf(asSuperuser().db.pg))[0]?.["rolsuper"]).toBe(true);
});

test("the shared node hosts three tenants, each with its units", async () => {
  const { ctx } = await deployment("node");
  expect(ctx.here.tenants()).toEqual(["64", "64.02", "64.71"]);
  const units = await withScope(ctx.db, wholeOf(["64.71"]), (tx) => tx`select from simpul.unit`);
  expect(units).toHaveLength(3);
  expect(await ctx.reference.area("64.71.01")).toMatchObject({ kind: "district", parent: "64.71" });
});

test("time stands still until it is advanced, and ids sort by it", async () => {
  const { ctx, clock } = await deployment("hub");
  const before = ctx.newId();
  expect(ctx.now().toString()).toBe("2026-03-02T01:00:00Z");
  clock.advance({ milliseconds: 1 });
  expect(ctx.newId() > before).toBe(true);
});
