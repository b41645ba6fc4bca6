import type { Staff } from "@simpul/access";
import { beforeAll, describe, expect, test } from "vitest";
import { checkSeal, readAuditPeople, readSeal } from "../../src/index.ts";
import type { OpenCheckpoint } from "../../src/index.ts";
import { sealing } from "./sealing.ts";

/** What an auditor's desk shows beside the rows: whose acts they are, and up to where they are sealed. */
const s = sealing();
const at = (tenant: string, role: "auditor" | "tenantAdmin" = "auditor"): Staff => ({
  kind: "staff",
  id: `auditor-${tenant}`,
  tenant,
  roles: [{ role, tenant, reach: "self" }],
});
const anything: OpenCheckpoint = async (jws) => {
  const [, body = ""] = jws.split(".");
  // Proof: what the sealer of these tests signed; a test of its own looks at forged ones.
  return JSON.parse(Buffer.from(body, "base64url").toString()) as {
    tenant: string;
    seq: number;
    hash: string;
  };
};

async function officer(tenant: string, account: string, role: string, ended = false) {
  await s.owner.pg`insert into simpul.officer
    (tenant, id, account, name, email, role, held_at, reach, begins, ended_at, created_at)
    values (${tenant}, gen_random_uuid(), ${account}, ${`Nama ${account}`}, 'x@example.go.id', ${role}, ${tenant}, 'self',
      '2026-01-01', ${ended ? "2026-02-01T00:00:00Z" : null}, now())`;
}

beforeAll(async () => {
  await officer("64", "sari", "tenantAdmin");
  await officer("64", "budi", "auditor", true);
  await officer("64.02", "wati", "auditor");
});

test("the people of the own desk are named, those who left too, and nobody of another's", async () => {
  const read = await readAuditPeople(s.ctx, at("64"));
  expect(read).toEqual({
    outcome: "done",
    value: [
      { actor: "staff:budi", name: "Nama budi", roles: ["auditor"], isEnded: true },
      { actor: "staff:sari", name: "Nama sari", roles: ["tenantAdmin"], isEnded: false },
    ],
  });
});

describe("the seal", () => {
  test("says up to where it is signed, and is computed again on demand", async () => {
    for (let i = 0; i < 5; i += 1) await s.write("64");
    s.clock.advance({ minutes: 6 });
    await s.seal();
    const seal = await readSeal(s.ctx, at("64"));
    if (seal.outcome === "failed") throw new Error(seal.code);
    expect(seal.value.links).toBeGreaterThanOrEqual(5);
    expect(seal.value.checkpoint).toMatchObject({ link: seal.value.links });
    const found = await checkSeal(s.ctx, at("64"), anything);
    expect(found).toMatchObject({ value: { outcome: "intact", covered: seal.value.links } });
    const rows = await s.owner.pg`
      select outcome from simpul.audit where tenant = '64' and verb = 'verifyAudit'`;
    expect(rows).toEqual([{ outcome: "intact" }]);
  });

  test("two who ask at once do not compute it twice", async () => {
    const both = await Promise.all([
      checkSeal(s.ctx, at("64"), anything),
      checkSeal(s.ctx, at("64"), anything),
    ]);
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(["done", "failed"]);
    expect(both.find(({ outcome }) => outcome === "failed")).toMatchObject({ code: "busy" });
    expect(await checkSeal(s.ctx, at("64"), anything)).toMatchObject({ outcome: "done" });
  });

  test("a row that somebody changed is found", async () => {
    await s.owner.pg`alter table simpul.audit disable trigger user`;
    await s.owner.pg`update simpul.audit set outcome = 'forged' where id = (
      select min(audit) from simpul.audit_link where tenant = '64')`;
    expect(await checkSeal(s.ctx, at("64"), anything)).toMatchObject({
      value: { outcome: "tampered", kind: "changed" },
    });
  });
});

test("nobody but who may read the audit is answered", async () => {
  const admin = at("64", "tenantAdmin");
  const refused = { outcome: "failed", code: "forbidden" };
  expect(await readAuditPeople(s.ctx, admin)).toEqual(refused);
  expect(await readSeal(s.ctx, admin)).toEqual(refused);
  expect(await checkSeal(s.ctx, admin, anything)).toEqual(refused);
});
