import type { RoleHeld, Staff } from "@simpul/access";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { searchAudits } from "../../src/index.ts";
import type { AuditFilter } from "../../src/index.ts";
import { take } from "../reports.ts";
import type { Taken } from "../reports.ts";

/** An audit's rows name reports as people do. */

const tenant = "64.71";
let node: Deployment;
let road: Taken;
let secret: Taken;
let neighbour: Taken;

beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
  road = await take(node.ctx, tenant, { text: "Jalan berlubang" });
  secret = await take(node.ctx, tenant, { text: "Kepala dinas", class: "whistleblowing" });
  neighbour = await take(node.ctx, "64.02", { text: "Jalan di Tenggarong" });
});
afterAll(() => node.close());

const staff = (...roles: RoleHeld["role"][]): Staff => ({
  kind: "staff",
  id: "1",
  tenant,
  roles: roles.map((role) => ({ role, tenant, reach: "self" })),
});
const search = (filter: AuditFilter, actor = staff("auditor")) =>
  searchAudits(node.ctx, actor, filter, undefined, 100);

test("a row says the number of its report, and it is found by it in any spelling", async () => {
  for (const report of [
    road.id,
    road.trackingId,
    road.trackingId.toLowerCase().replaceAll("-", " "),
  ])
    expect(await search({ report })).toMatchObject({
      value: { items: [{ verb: "receive", report: road.id, trackingId: road.trackingId }] },
    });
});

test("nothing is found by the number of another desk's report, nor by one of nobody's", async () => {
  for (const report of [neighbour.trackingId, neighbour.id, "0000-0000-0000-0"])
    expect(await search({ report })).toMatchObject({ value: { items: [], opens: [] } });
});

test("what is no number, or was mistyped, is refused", async () => {
  const last = road.trackingId.endsWith("A") ? "B" : "A";
  const mistyped = `${road.trackingId.slice(0, -1)}${last}`;
  expect(await search({ report: mistyped })).toMatchObject({
    code: "mistypedTrackingId",
    pointer: "/report",
  });
  expect(await search({ report: "x" })).toMatchObject({ code: "invalid", pointer: "/report" });
});

test("an auditor opens none of them; who has another role beside it, what that role reads", async () => {
  const opens = async (actor: Staff) => {
    const found = await search({ verb: "receive" }, actor);
    return found.outcome === "done" ? found.value.opens.toSorted() : found.code;
  };
  expect(await opens(staff("auditor"))).toEqual([]);
  expect(await opens(staff("auditor", "tenantAdmin"))).toEqual([road.id]);
  expect(await opens(staff("auditor", "inspectorate"))).toContain(secret.id);
});
