import { readFileSync } from "node:fs";
import { connect } from "@simpul/db";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { listInput, listRows } from "../../src/index.ts";
import { after, channel, office, take } from "../reports.ts";
import type { Acting, Taken } from "../reports.ts";

/** What waits for its reporter, whose word alone sets the clocks going again. */

const tenant = "64.71";
const admin: Acting = {
  kind: "staff",
  id: "1",
  tenant,
  roles: [{ role: "tenantAdmin", tenant, reach: "self" }],
  isFresh: true,
};
let node: Deployment;
beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
});
afterAll(() => node.close());

const waiting = async (): Promise<string[]> => {
  const asked = listInput.parse({ filter: { flags: ["waiting"] } });
  const page = await listRows(node.ctx, admin, asked);
  if (page.outcome === "failed") throw new Error(page.code);
  return page.value.items.map(({ id }) => id);
};

const assigned = async (): Promise<Taken> => {
  const taken = await take(node.ctx, tenant);
  await after(node.ctx, office(tenant), taken, [
    ["verify", { class: "complaint", category: "road" }],
    ["accept", {}],
    ["assign", { unit: "dpu" }],
  ]);
  return taken;
};

test("a question to the reporter makes it wait, and an answer ends that", async () => {
  const { ctx } = node;
  const [asked, other] = [await assigned(), await assigned()];
  expect(await waiting()).toEqual([]);
  await after(ctx, office(tenant), asked, [["ask", { question: "Nomor rumahnya?" }]]);
  expect(await waiting()).toEqual([asked.id]);
  await after(ctx, channel(tenant), asked, [["reply", { text: "Nomor tujuh" }]]);
  expect(await waiting()).toEqual([]);
  expect(other.id).not.toBe(asked.id);
});

test("what waited before the column was there is found by it as well", async () => {
  const { ctx } = node;
  const [asked, told] = [await assigned(), await assigned()];
  for (const each of [asked, told])
    await after(ctx, office(tenant), each, [["ask", { question: "Kapan?" }]]);
  await after(ctx, channel(tenant), told, [["reply", { text: "Kemarin" }]]);
  const file = new URL("../../../db/migrations/0030_waiting.sql", import.meta.url);
  const owner = connect(node.urls.owner, { max: 1 });
  await owner.pg.unsafe("alter table simpul.report drop column waiting");
  await owner.pg.unsafe(readFileSync(file, "utf8"));
  await owner.close();
  expect(await waiting()).toEqual([asked.id]);
});
