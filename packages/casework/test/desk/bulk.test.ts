import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { bulkInput, previewBulk } from "../../src/index.ts";
import { after, load, office, reader, run, take } from "../reports.ts";
import type { Acting } from "../reports.ts";

/** What a verb would do to many, without doing it. */

const tenant = "64.71";
let node: Deployment;
beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
});
afterAll(() => node.close());

const preview = (actor: Acting, given: object) =>
  previewBulk(node.ctx, actor, bulkInput.parse(given));

test("says of each what the verb then answers, and changes nothing", async () => {
  const { ctx } = node;
  const [fresh, verified, closed, witness, elsewhere] = [
    await take(ctx, tenant),
    await take(ctx, tenant),
    await take(ctx, tenant),
    await take(ctx, tenant, { class: "whistleblowing" }),
    await take(ctx, "64.02"),
  ];
  await after(ctx, office(tenant), verified, [
    ["verify", { class: "complaint", category: "road" }],
  ]);
  await after(ctx, office(tenant), closed, [["archive", { reason: "spam" }]]);
  const admin: Acting = {
    kind: "staff",
    id: "1",
    tenant,
    roles: [{ role: "tenantAdmin", tenant, reach: "self" }],
    isFresh: true,
  };
  const mine = [fresh, verified, closed];
  const before = await Promise.all(mine.map(({ id }) => load(ctx, tenant, id)));
  const reports = [...mine, witness, elsewhere, fresh].map(({ id }) => id);
  const asked = { verb: "archive", reports, input: { reason: "outsideGovernment" } };
  const said = await preview(admin, asked);
  if (said.outcome === "failed") throw new Error(said.code);
  expect(await Promise.all(mine.map(({ id }) => load(ctx, tenant, id)))).toEqual(before);
  // Once each; what they may not know of is as what there is not.
  expect(said.value).toHaveLength(5);
  expect(said.value.slice(3)).toEqual([
    { report: witness.id, outcome: "notFound" },
    { report: elsewhere.id, outcome: "notFound" },
  ]);
  expect(said.value[0]).toEqual({
    report: fresh.id,
    outcome: "possible",
    trackingId: fresh.trackingId,
    version: 1,
  });
  for (const each of said.value) {
    const done = await run(ctx, admin, "archive", each.report, asked.input);
    expect(done.outcome === "done" ? "possible" : done.code).toBe(each.outcome);
  }
  expect(new Set(said.value.map(({ outcome }) => outcome)).size).toBeGreaterThan(2);
});

test("refuses an input that is none of the verb's, and who may not act is told so", async () => {
  const { id } = await take(node.ctx, tenant);
  expect(
    await preview(office(tenant), { verb: "archive", reports: [id], input: { reason: "?" } }),
  ).toMatchObject({ code: "invalid", pointer: "/input/reason" });
  expect(
    await preview(reader(tenant), { verb: "archive", reports: [id], input: { reason: "spam" } }),
  ).toMatchObject({ value: [{ report: id, outcome: "forbidden" }] });
  for (const verb of ["erase", "respond", "constructor"])
    expect(bulkInput.safeParse({ verb, reports: [id], input: {} }).success).toBe(false);
});
