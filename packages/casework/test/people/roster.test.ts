import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import {
  addOfficer,
  addOfficerInput,
  changeRole,
  correctOfficer,
  coverLeave,
  endCover,
  endOfficer,
  inviteAgain,
  readRoster,
  recordDecree,
  staffAt,
} from "../../src/index.ts";
import { accountsOf, acts, admin, staff, tenant, unique } from "./desk.ts";
import { rowsOf } from "./rows.ts";

let here: Deployment;
let rows: ReturnType<typeof rowsOf>;
let people: ReturnType<typeof accountsOf>;
beforeAll(async () => {
  here = await testDeployment({
    adminUrl: inject("adminUrl"),
    kind: "hub",
    hosted: ["national", "64", "64.02", "64.71", "34.04"],
  });
  rows = rowsOf(here.asSuperuser());
  people = accountsOf(rows);
});
afterAll(() => here.close());

const refusal = (code: string, pointer?: string) => ({
  outcome: "failed",
  code,
  ...(pointer === undefined ? {} : { pointer }),
});

const add = (given: object, actor = admin()) =>
  addOfficer(
    here.ctx,
    actor,
    addOfficerInput.parse({ name: "Sari", email: `${unique()}@example.go.id`, ...given }),
    people.accounts,
  );

async function idOf(result: Promise<{ outcome: string }>): Promise<string> {
  const settled = await result;
  if (!("value" in settled)) throw new Error(JSON.stringify(settled));
  // Proof: every change of a roster answers with an id.
  return (settled.value as { id: string }).id;
}

describe("a decree", () => {
  const decree = (number: string) => ({
    number,
    issuedOn: "2026-01-02",
    validFrom: "2026-01-05",
    validUntil: "2026-12-31",
  });

  test("is recorded once, and audited", async () => {
    const input = decree("800/1/2026");
    const id = await idOf(recordDecree(here.ctx, admin(), input));
    expect(await recordDecree(here.ctx, admin(), input)).toEqual(refusal("decreeKnown", "/number"));
    expect(await recordDecree(here.ctx, admin("64.02"), input)).toMatchObject({ outcome: "done" });
    const [act] = await acts(here.ctx, tenant, "recordDecree");
    expect(act).toMatchObject({ actor: "staff:admin", outcome: "recorded" });
    expect(JSON.parse(act?.detail ?? "")).toEqual({ decree: id, continued: 0 });
  });

  test("takes over the roles that go on under it", async () => {
    const before = await idOf(recordDecree(here.ctx, admin(), decree("800/2/2026")));
    const officer = await idOf(add({ role: "liaison", unit: "dpu", decree: before }));
    const next = { ...decree("800/3/2026"), succeeds: before, continues: [officer] };
    const after = await idOf(recordDecree(here.ctx, admin(), next));
    const roster = await readRoster(here.ctx, admin(), {});
    expect(roster).toMatchObject({
      value: { officers: expect.arrayContaining([expect.objectContaining({ decree: after })]) },
    });
  });

  test("of another tenant's papers, roles or predecessors is refused", async () => {
    const foreign = await rows.decree("64.02", "2026-01-01");
    const officer = await rows.officer({ tenant: "64.02", account: unique(), unit: "dpu" });
    const input = decree("800/4/2026");
    const record = (given: object) => recordDecree(here.ctx, admin(), { ...input, ...given });
    expect(await record({ succeeds: foreign })).toEqual(refusal("unknownDecree", "/succeeds"));
    expect(await record({ continues: [officer] })).toEqual(
      refusal("unknownOfficer", "/continues/0"),
    );
    expect(await record({ scan: here.ctx.newId() })).toEqual(refusal("unknownAttachment", "/scan"));
    expect(await record({ validUntil: "2026-01-04" })).toEqual(
      refusal("datesCrossed", "/validUntil"),
    );
  });
});

describe("a role", () => {
  test("is given with an invitation, and counts at once", async () => {
    const email = `${unique()}@example.go.id`;
    const id = await idOf(add({ email: email.toUpperCase(), role: "liaison", unit: "dpu" }));
    expect(people.invited).toContain(email);
    const account = email.split("@")[0] ?? "";
    expect(await staffAt(here.ctx, tenant, account, true)).toMatchObject({
      roles: [{ role: "liaison", unit: "dpu" }],
    });
    const given = await acts(here.ctx, tenant, "addOfficer");
    expect(given.at(-1)).toMatchObject({ outcome: "liaison", detail: expect.stringContaining(id) });
    // Nobody's name or address is in the audit.
    expect(JSON.stringify(given)).not.toMatch(/Sari|example/);
  });

  test("is not mailed to who has signed in before", async () => {
    const account = await rows.person(unique());
    const before = people.invited.length;
    const accounts = { ...people.accounts, ensure: async () => account };
    const input = addOfficerInput.parse({
      name: "Sari",
      email: `${account}@example.go.id`,
      role: "auditor",
    });
    const id = await idOf(addOfficer(here.ctx, admin(), input, accounts));
    expect(people.invited).toHaveLength(before);
    expect(await inviteAgain(here.ctx, admin(), { officer: id }, people.accounts)).toEqual(
      refusal("alreadyConfirmed", "/officer"),
    );
  });

  test("whose link was not used in time is invited again", async () => {
    const email = `${unique()}@example.go.id`;
    const officer = await idOf(add({ email, role: "auditor" }));
    await idOf(inviteAgain(here.ctx, admin(), { officer }, people.accounts));
    expect(people.invited.filter((each) => each === email)).toHaveLength(2);
  });

  test.each([
    ["one of the hub's", { role: "nationalAdmin" }, "roleNotHere", "/role"],
    ["an overseer's", { role: "provincialOverseer", heldAt: "64" }, "roleNotHere", "/role"],
    ["held elsewhere", { role: "tenantAdmin", heldAt: "64.02" }, "roleNotHere", "/role"],
    ["without its unit", { role: "liaison" }, "roleUnit", "/unit"],
    ["of an unknown unit", { role: "liaison", unit: "nihil" }, "unknownUnit", "/unit"],
    [
      "by an unknown decree",
      { role: "auditor", decree: "0199a0de-0000-7000-8000-000000000001" },
      "unknownDecree",
      "/decree",
    ],
    [
      "that ends first",
      { role: "auditor", begins: "2026-03-02", ends: "2026-03-01" },
      "datesCrossed",
      "/ends",
    ],
  ])("%s is refused", async (_, given, code, pointer) => {
    expect(await add(given)).toEqual(refusal(code, pointer));
  });

  test("is held once, and nobody gives one to themselves", async () => {
    const email = `${unique()}@example.go.id`;
    await idOf(add({ email, role: "liaison", unit: "dpu" }));
    expect(await add({ email, role: "liaison", unit: "dpu" })).toEqual(refusal("alreadyOfficer"));
    await idOf(add({ email, role: "liaison", unit: "dishub" }));
    const own = staff("tenantAdmin", { id: email.split("@")[0] ?? "" });
    expect(await add({ email, role: "auditor" }, own)).toEqual(refusal("ownRole", "/email"));
  });

  test("of the inspectorate is not an administrator's besides, nor by standing in", async () => {
    const email = `${unique()}@example.go.id`;
    const boss = await idOf(add({ email, role: "tenantAdmin" }));
    expect(await add({ email, role: "inspectorate" })).toEqual(refusal("rolesClash", "/role"));
    const inspector = await idOf(add({ role: "inspectorate" }));
    const leave = { begins: "2026-03-02", ends: "2026-03-06", reason: "Cuti" };
    expect(
      await coverLeave(here.ctx, admin(), { officer: inspector, deputy: boss, ...leave }),
    ).toEqual(refusal("rolesClash", "/deputy"));
  });

  test("is changed by ending it and giving another: the roster says who was what when", async () => {
    const email = `${unique()}@example.go.id`;
    const before = await idOf(add({ email, role: "liaison", unit: "dpu" }));
    const change = { officer: before, role: "unitHead", unit: "dpu", reason: "Promosi" } as const;
    const after = await idOf(changeRole(here.ctx, admin(), change));
    expect(after).not.toBe(before);
    const account = email.split("@")[0] ?? "";
    expect(await staffAt(here.ctx, tenant, account, true)).toMatchObject({
      roles: [{ role: "unitHead" }],
    });
    expect(await changeRole(here.ctx, admin(), change)).toEqual(
      refusal("officerEnded", "/officer"),
    );
  });

  test("at the hub is also that of a province's overseer", async () => {
    const hub = staff("nationalAdmin", { tenant: "national" });
    const given = { role: "provincialOverseer", heldAt: "64" };
    expect(await add(given, hub)).toMatchObject({ outcome: "done" });
    expect(await add({ ...given, heldAt: "64.71" }, hub)).toEqual(refusal("roleNotHere", "/role"));
  });
});

describe("the last administrator", () => {
  const adminOf = async (at: string, isConfirmed = true): Promise<[string, string]> => {
    const account = await rows.person(unique(), isConfirmed);
    return [account, await rows.officer({ tenant: at, account, role: "tenantAdmin" })];
  };
  const end = (at: string, officer: string) =>
    endOfficer(here.ctx, admin(at), { officer, reason: "Mutasi" });

  test("stays, and so do two who end each other at once", async () => {
    const [, one] = await adminOf("34.04");
    const [, other] = await adminOf("34.04");
    const ended = await Promise.all([end("34.04", one), end("34.04", other)]);
    expect(ended.map(({ outcome }) => outcome).toSorted()).toEqual(["done", "failed"]);
    expect(ended).toContainEqual(refusal("lastAdmin", "/officer"));
    const left = ended[0]?.outcome === "done" ? other : one;
    expect(await end("34.04", left)).toEqual(refusal("lastAdmin", "/officer"));
    expect(
      await changeRole(here.ctx, admin("34.04"), {
        officer: left,
        role: "auditor",
        reason: "Mutasi",
      }),
    ).toEqual(refusal("lastAdmin", "/officer"));
  });

  test("is not replaced by who never signed in, or is not in office yet or any more", async () => {
    const [, last] = await adminOf("64.02");
    await adminOf("64.02", false);
    const later = await rows.person(unique());
    await rows.officer({
      tenant: "64.02",
      account: later,
      role: "tenantAdmin",
      begins: "2026-03-03",
    });
    const former = await rows.person(unique());
    await rows.officer({
      tenant: "64.02",
      account: former,
      role: "tenantAdmin",
      ends: "2026-03-01",
    });
    expect(await end("64.02", last)).toEqual(refusal("lastAdmin", "/officer"));
    await adminOf("64.02");
    expect(await end("64.02", last)).toMatchObject({ outcome: "done" });
  });
});

describe("a leave", () => {
  const leave = { begins: "2026-03-02", ends: "2026-03-06", reason: "Cuti" };

  test("is covered by somebody of the desk until it is ended", async () => {
    const officer = await rows.officer({ account: unique(), role: "unitHead", unit: "dpu" });
    const account = unique();
    const deputy = await rows.officer({ account, unit: "dishub" });
    const cover = await idOf(coverLeave(here.ctx, admin(), { officer, deputy, ...leave }));
    const roles = async () => {
      const found = await staffAt(here.ctx, tenant, account, true);
      return found === "none" ? [] : found.roles.map(({ role }) => role).toSorted();
    };
    expect(await roles()).toEqual(["liaison", "unitHead"]);
    expect(await readRoster(here.ctx, admin(), {})).toMatchObject({
      value: { leaves: [{ id: cover, officer, deputy, begins: "2026-03-02", ends: "2026-03-06" }] },
    });
    await idOf(endCover(here.ctx, admin(), { cover }));
    expect(await roles()).toEqual(["liaison"]);
    expect(await endCover(here.ctx, admin(), { cover })).toEqual(refusal("unknownCover", "/cover"));
  });

  test("is covered by nobody of another desk, who is away, or who is oneself", async () => {
    const account = unique();
    const officer = await rows.officer({ account, unit: "dpu" });
    const second = await rows.officer({ account, unit: "dishub" });
    const foreign = await rows.officer({ tenant: "64", account: unique(), unit: "dpu" });
    const cover = (deputy: string, given: object = {}) =>
      coverLeave(here.ctx, admin(), { officer, deputy, ...leave, ...given });
    expect(await cover(foreign)).toEqual(refusal("unknownOfficer", "/deputy"));
    expect(await cover(second)).toEqual(refusal("unfitDeputy", "/deputy"));
    expect(await cover(officer)).toEqual(refusal("unfitDeputy", "/deputy"));
    const away = await rows.officer({ account: unique(), unit: "dishub" });
    const other = await rows.officer({ account: unique(), unit: "dishub" });
    await rows.deputy(tenant, away, other, "2026-03-06", "2026-03-20");
    expect(await cover(away)).toEqual(refusal("unfitDeputy", "/deputy"));
    expect(await cover(away, { ends: "2026-03-05" })).toMatchObject({ outcome: "done" });
    const own = staff("tenantAdmin", { id: unique() });
    const mine = await rows.officer({ account: own.id, unit: "dpu" });
    expect(await coverLeave(here.ctx, own, { officer: other, deputy: mine, ...leave })).toEqual(
      refusal("ownRole", "/deputy"),
    );
  });

  test("that is over or ends before it begins is none", async () => {
    const officer = await rows.officer({ account: unique(), unit: "dpu" });
    const deputy = await rows.officer({ account: unique(), unit: "dpu" });
    for (const days of [
      { begins: "2026-02-01", ends: "2026-03-01" },
      { begins: "2026-03-05", ends: "2026-03-04" },
    ])
      expect(
        await coverLeave(here.ctx, admin(), { officer, deputy, reason: "Cuti", ...days }),
      ).toEqual(refusal("datesCrossed", "/ends"));
  });
});

describe("the roster is read", () => {
  test("with addresses by who looks after it, without by who watches", async () => {
    const officer = await rows.officer({ tenant: "64", account: unique(), unit: "dpu" });
    const whole = await readRoster(here.ctx, admin("64"), {});
    expect(whole).toMatchObject({
      value: { officers: expect.arrayContaining([expect.objectContaining({ id: officer })]) },
    });
    expect(JSON.stringify(whole)).toContain("@example.go.id");
    const overseer = {
      ...staff("provincialOverseer", { tenant: "64", reach: "subtree" }),
      oversees: ["64.02", "64.71"],
    };
    const below = await readRoster(here.ctx, overseer, { tenant: "64.71" });
    expect(below).toMatchObject({ outcome: "done", value: { tenant: "64.71" } });
    expect(JSON.stringify(below)).not.toContain("@");
    expect(await readRoster(here.ctx, overseer, { tenant: "34.04" })).toEqual(refusal("forbidden"));
  });

  test("at another node by nobody here", async () => {
    const overseer = {
      ...staff("provincialOverseer", { tenant: "21", reach: "subtree" }),
      oversees: ["21.71"],
    };
    expect(await readRoster(here.ctx, overseer, { tenant: "21.71" })).toEqual(
      refusal("rosterElsewhere", "/tenant"),
    );
  });
});

describe("what was mistyped of a person", () => {
  const rosterOf = async (officer: string) => {
    const roster = await readRoster(here.ctx, admin(), {});
    if (roster.outcome === "failed") throw new Error(roster.code);
    return roster.value.officers.find(({ id }) => id === officer);
  };
  const nameOf = async (account: string) => {
    const [row] = await here.asSuperuser().db.pg<{ name: string }[]>`
      select name from auth."user" where id = ${account}`;
    return row?.name;
  };

  test("is mended while the role goes on, and the audit does not repeat it", async () => {
    const email = `${unique()}@example.go.id`;
    const account = email.split("@")[0] ?? "";
    const officer = await idOf(
      add({ email, name: account, phone: "0812 000 111", role: "auditor" }),
    );
    await idOf(correctOfficer(here.ctx, admin(), { officer, name: "Sari Dewi" }));
    expect(await rosterOf(officer)).toMatchObject({ name: "Sari Dewi", phone: "0812 000 111" });
    expect(await nameOf(account)).toBe("Sari Dewi");
    await idOf(correctOfficer(here.ctx, admin(), { officer, phone: null }));
    expect(await rosterOf(officer)).not.toHaveProperty("phone");
    expect(await staffAt(here.ctx, tenant, account, true)).toMatchObject({
      roles: [{ role: "auditor" }],
    });
    const given = await acts(here.ctx, tenant, "correctOfficer");
    expect(given.map(({ detail }) => JSON.parse(detail))).toEqual([
      { officer, name: 1 },
      { officer, phone: 1 },
    ]);
  });

  test("leaves the name of an account alone that says something else", async () => {
    const email = `${unique()}@example.go.id`;
    const account = email.split("@")[0] ?? "";
    const officer = await idOf(add({ email, name: "Sri", role: "auditor" }));
    await idOf(correctOfficer(here.ctx, admin(), { officer, name: "Sri Rahayu" }));
    expect(await nameOf(account)).toBe(account);
  });

  test("is nobody's to mend who does not look after the roster, nor of another desk", async () => {
    const officer = await idOf(add({ role: "auditor" }));
    const mend = (actor = admin(), given: object = { name: "X" }) =>
      correctOfficer(here.ctx, actor, { officer, ...given });
    expect(await mend(staff("liaison", { unit: "dpu" }))).toEqual(refusal("forbidden"));
    expect(await mend(admin("64.02"))).toEqual(refusal("unknownOfficer", "/officer"));
    expect(await mend(admin(), {})).toEqual(refusal("nothingToChange"));
    await idOf(endOfficer(here.ctx, admin(), { officer, reason: "Mutasi" }));
    expect(await mend()).toEqual(refusal("officerEnded", "/officer"));
  });
});
