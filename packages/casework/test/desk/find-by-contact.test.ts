import type { RoleHeld, Staff } from "@simpul/access";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { findByContact, findByContactInput, indexWords } from "../../src/index.ts";
import { acts } from "../people/desk.ts";
import { after, office, take } from "../reports.ts";
import type { Acting, Taken } from "../reports.ts";

/** Who a report came from is found by those who may open the identity, one report at a time. */

const tenant = "64.71";
const phone = "0812-5555-0101";
const reason = "Pelapor menelepon dan lupa nomornya";
let node: Deployment;
let hers: Taken;
let indexed: Awaited<ReturnType<typeof indexWords>>;

beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
  const { ctx } = node;
  const contact = { name: "Sari", phone, email: "Sari@Example.id" };
  hers = await take(ctx, tenant, { contact });
  await after(ctx, office(tenant), hers, [
    ["verify", { class: "complaint", category: "road" }],
    ["accept", {}],
    ["assign", { unit: "dpu" }],
  ]);
  await take(ctx, tenant, { contact, anonymous: true });
  await take(ctx, tenant, { contact, class: "whistleblowing" });
  await take(ctx, "64.02", { contact });
  indexed = await indexWords(ctx);
});
afterAll(() => node.close());

const staff = (role: RoleHeld["role"], more: Partial<Staff> = {}, unit?: string): Acting => ({
  kind: "staff",
  id: "1",
  tenant,
  roles: [{ role, tenant, reach: "self", ...(unit === undefined ? {} : { unit, units: [unit] }) }],
  isFresh: true,
  ...more,
});
const found = async (actor: Acting, given: object): Promise<string[] | string> => {
  const answer = await findByContact(
    node.ctx,
    actor,
    findByContactInput.parse({ reason, ...given }),
  );
  return answer.outcome === "failed" ? answer.code : answer.value.items.map(({ id }) => id);
};

test("a reporter's report is found by the whole number or address, in any spelling", async () => {
  expect(indexed).toMatchObject({ outcome: "done" });
  const admin = staff("tenantAdmin");
  for (const given of [
    { phone },
    { phone: "+62 812 5555 0101" },
    { email: "sari@example.id" },
    { email: "SARI@EXAMPLE.ID" },
  ])
    expect(await found(admin, given)).toEqual([hers.id]);
  for (const given of [
    { phone: "0812-5555" },
    { phone: "0812-5555-0102" },
    { email: "ari@example.id" },
  ])
    expect(await found(admin, given)).toEqual([]);
});

test("never who is anonymous or a witness: a second person would be asked", async () => {
  expect(await found(staff("inspectorate"), { phone })).toEqual([]);
});

test("by nobody who may not open the identity, and only on a screen that was just proved", async () => {
  expect(await found(staff("liaison", {}, "dpu"), { phone })).toEqual([hers.id]);
  expect(await found(staff("liaison", {}, "dishub"), { phone })).toEqual([]);
  expect(await found(staff("unitHead", {}, "dpu"), { phone })).toBe("forbidden");
  expect(await found(office(tenant), { phone })).toBe("forbidden");
  expect(await found(staff("tenantAdmin", { isFresh: false }), { phone })).toBe(
    "freshSignInNeeded",
  );
});

test("every search is written down with its reason and never with what was looked for", async () => {
  const before = await acts(node.ctx, tenant, "findByContact");
  await found(staff("tenantAdmin"), { phone });
  await found(staff("tenantAdmin"), { phone: "0811111111" });
  const after = (await acts(node.ctx, tenant, "findByContact")).slice(before.length);
  expect(after.map(({ outcome, report }) => [outcome, report])).toEqual([
    ["found", null],
    ["found", hers.id],
    ["none", null],
  ]);
  expect(JSON.stringify(after)).toContain(reason);
  expect(JSON.stringify(after)).not.toMatch(/5555|1111/);
  expect(findByContactInput.safeParse({ phone, reason: "mau tahu" }).success).toBe(false);
});
