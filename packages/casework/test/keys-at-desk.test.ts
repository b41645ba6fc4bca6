import type { RoleHeld } from "@simpul/access";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import {
  authenticateKey,
  issueKey,
  issueKeyAtDesk,
  issueKeyInput,
  listKeys,
  listOf,
  readReport,
  revokeKey,
} from "../src/index.ts";
import type { Machine, Result } from "../src/index.ts";
import { after, office, take } from "./reports.ts";
import type { Acting, Taken } from "./reports.ts";

const tenant = "64.71";
let node: Deployment;
let grave: Taken;
let plain: Taken;

beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
  plain = await take(node.ctx, tenant);
  grave = await take(node.ctx, tenant);
  const about = { class: "whistleblowing", category: "illegal-levy", accused: { unit: "dpu" } };
  await after(node.ctx, office(tenant), grave, [["verify", about]]);
});
afterAll(() => node.close());

const staff = (role: RoleHeld["role"], isFresh = true): Acting => ({
  kind: "staff",
  id: "1",
  tenant,
  roles: [{ role, tenant, reach: "self", ...(role === "liaison" ? { unit: "dpu" } : {}) }],
  isFresh,
});
const admin = staff("tenantAdmin");

function taken<T>(result: Result<T>): T {
  if (result.outcome === "failed") throw new Error(result.code);
  return result.value;
}
const asked = (scopes: readonly string[], days?: number) =>
  issueKeyInput.parse({ name: "Aplikasi warga", scopes, ...(days === undefined ? {} : { days }) });
const opened = async (key: string): Promise<Machine> =>
  taken(await authenticateKey(node.ctx, key)).actor;

test("a key that an administrator makes opens what it says, for its tenant, until it ends", async () => {
  const { id, key } = taken(
    await issueKeyAtDesk(node.ctx, admin, asked(["reports:read", "reports:read"], 2)),
  );
  expect(await opened(key)).toMatchObject({ id, tenant, scopes: ["reports:read"] });
  const [listed] = taken(await listKeys(node.ctx, admin));
  expect(listed).toMatchObject({ id, name: "Aplikasi warga", examines: false });
  expect(JSON.stringify(listed)).not.toContain(key);
  node.clock.advance({ hours: 49 });
  expect(await authenticateKey(node.ctx, key)).toMatchObject({ code: "keyInvalid" });
});

test("it finds no whistleblowing, which who made it may not see; one of the installation does", async () => {
  const made = taken(await issueKeyAtDesk(node.ctx, admin, asked(["reports:read"])));
  const given = await issueKey(node.ctx, tenant, "server", ["reports:read"]);
  const [theirs, servers] = [await opened(made.key), await opened(given.key)];
  const seen = async (actor: Machine) =>
    (await listOf(node.ctx, actor, { limit: 100 })).map(({ id }) => id).toSorted();
  expect(await seen(theirs)).toEqual([plain.id]);
  expect(await seen(servers)).toEqual([plain.id, grave.id].toSorted());
  expect(await readReport(node.ctx, theirs, grave.id)).toMatchObject({ code: "notFound" });
  expect(await readReport(node.ctx, servers, grave.id)).toMatchObject({ outcome: "done" });
});

test("one that is revoked opens nothing, and stays so", async () => {
  const { id, key } = taken(await issueKeyAtDesk(node.ctx, admin, asked(["reports:submit"])));
  taken(await revokeKey(node.ctx, staff("tenantAdmin", false), { id }));
  expect(await authenticateKey(node.ctx, key)).toMatchObject({ code: "keyInvalid" });
  taken(await revokeKey(node.ctx, admin, { id }));
  const rows = await node.asSuperuser().db.pg`
    select outcome from simpul.audit where verb = 'revokeKey' and detail ->> 'id' = ${id}`;
  expect(rows).toHaveLength(1);
  expect(await revokeKey(node.ctx, admin, { id: "tidak-ada" })).toMatchObject({ code: "invalid" });
});

test("keys are for administrators, who have just proved who they are", async () => {
  const ask = asked(["reports:read"]);
  for (const role of ["liaison", "inspectorate", "auditor"] as const) {
    expect(await issueKeyAtDesk(node.ctx, staff(role), ask)).toMatchObject({ code: "forbidden" });
    expect(await listKeys(node.ctx, staff(role))).toMatchObject({ code: "forbidden" });
    expect(await revokeKey(node.ctx, staff(role), { id: "x" })).toMatchObject({
      code: "forbidden",
    });
  }
  expect(await issueKeyAtDesk(node.ctx, staff("tenantAdmin", false), ask)).toMatchObject({
    code: "freshSignInNeeded",
  });
  // A key makes no key.
  expect(await issueKeyAtDesk(node.ctx, office(tenant), ask)).toMatchObject({ code: "forbidden" });
});

test("the outlook is for a key of the hub that does nothing else", async () => {
  const ask = asked(["referrals:outlook"]);
  expect(await issueKeyAtDesk(node.ctx, admin, ask)).toMatchObject({ code: "keyScopes" });
});

test("another tenant's keys are neither listed nor revoked", async () => {
  const { id } = await issueKey(node.ctx, "64.02", "lain", ["reports:read"]);
  expect(taken(await listKeys(node.ctx, admin)).map((key) => key.id)).not.toContain(id);
  expect(await revokeKey(node.ctx, admin, { id })).toMatchObject({ code: "invalid" });
});
