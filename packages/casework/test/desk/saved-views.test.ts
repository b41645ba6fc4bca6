import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { listViews, removeView, renameView, saveView, saveViewInput } from "../../src/index.ts";
import { acts, staff, tenant } from "../people/desk.ts";
import { reader } from "../reports.ts";

/** Lists that somebody keeps for themselves. */

let node: Deployment;
beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node", max: 8 });
});
afterAll(() => node.close());

const sari = staff("tenantAdmin", { id: "sari" });
const budi = staff("tenantAdmin", { id: "budi" });
const view = (name: string) =>
  saveViewInput.parse({ name, screen: "reports", query: { due: "late", states: ["received"] } });
const names = async (actor: typeof sari): Promise<string[]> => {
  const listed = await listViews(node.ctx, actor);
  return listed.outcome === "done" ? listed.value.map(({ name }) => name) : [listed.code];
};

test("a view is kept, renamed and removed by who kept it, and seen by nobody else", async () => {
  const saved = await saveView(node.ctx, sari, view("Terlambat"));
  if (saved.outcome === "failed") throw new Error(saved.code);
  const { id } = saved.value;
  expect(await listViews(node.ctx, sari)).toMatchObject({
    value: [{ id, name: "Terlambat", query: { due: "late", states: ["received"] } }],
  });
  expect(await names(budi)).toEqual([]);
  expect(await names({ ...sari, tenant: "64.02" })).toEqual([]);
  for (const stranger of [budi, { ...sari, tenant: "64.02" }]) {
    expect(await renameView(node.ctx, stranger, { id, name: "x" })).toMatchObject({
      code: "notFound",
    });
    expect(await removeView(node.ctx, stranger, { id })).toMatchObject({ code: "notFound" });
  }
  expect(await saveView(node.ctx, sari, view("Terlambat"))).toMatchObject({ code: "viewNamed" });
  expect(await renameView(node.ctx, sari, { id, name: "Lewat" })).toMatchObject({
    outcome: "done",
  });
  expect(await names(sari)).toEqual(["Lewat"]);
  expect(await removeView(node.ctx, sari, { id })).toMatchObject({ outcome: "done" });
  expect(await names(sari)).toEqual([]);
  expect(await listViews(node.ctx, reader(tenant))).toMatchObject({ code: "forbidden" });
  expect(await acts(node.ctx, tenant, "saveView")).toHaveLength(1);
});

test("nobody keeps more than fifty, however many tabs ask at once, nor what is too large", async () => {
  const all = await Promise.all(
    Array.from({ length: 53 }, (_, n) => saveView(node.ctx, budi, view(`Tampilan ${n}`))),
  );
  expect(all.filter(({ outcome }) => outcome === "done")).toHaveLength(50);
  expect(
    all.filter((each) => each.outcome === "failed" && each.code === "tooManyViews"),
  ).toHaveLength(3);
  const query = Object.fromEntries(
    Array.from({ length: 30 }, (_, n) => [`k${n}`, "x".repeat(200)]),
  );
  for (const wrong of [
    { query },
    { name: "" },
    { name: "x".repeat(61) },
    { name: "\0" },
    { query: { q: "\0" } },
    { query: { q: { $ne: 1 } } },
    { screen: "../x" },
  ])
    expect(saveViewInput.safeParse({ ...view("x"), ...wrong }).success).toBe(false);
});
