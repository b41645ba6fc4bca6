import type { Staff } from "@simpul/access";
import { append, findReport, withScope, wholeOf } from "@simpul/db";
import type { Case } from "@simpul/domain";
import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { exportCases, officeCases } from "../src/index.ts";
import type { OfficeCase } from "../src/index.ts";
import { take } from "./reports.ts";

/** The list of the Ombudsman's office: what was referred to it, and how far it is with each. */
const tenant = "ombudsman";
let here: Deployment;
const ids: Record<string, string> = {};

const staff = (role: "ombudsmanOfficer" | "tenantAdmin", at = tenant): Staff => ({
  kind: "staff",
  id: "petugas",
  tenant: at,
  roles: [{ role, tenant: at, reach: "self" }],
  isFresh: true,
});

/** A case as it lies at the office, whether or not a life leads there: the list looks at facts. */
async function referred(name: string, referral: object, facts: object = {}): Promise<void> {
  const { ctx } = here;
  const { id } = await take(ctx, tenant);
  const loaded = await withScope(ctx.db, wholeOf([tenant]), (tx) => findReport(tx, id, tenant));
  if (loaded === undefined) throw new Error("no such report");
  const report = {
    ...loaded.case.report,
    state: "referred",
    class: "complaint",
    institution: "64.71",
    before: "assigned",
    referral: { at: "2026-03-02T01:00:00.000Z", office: "64", ...referral },
    ...facts,
    // Proof: the list reads these facts, and nothing of how they came about.
  } as unknown as Case["report"];
  const [saved] = await append(ctx.db, wholeOf([tenant]), [
    {
      tenant,
      report: id,
      expectedVersion: loaded.version,
      case: { ...loaded.case, report },
      due: { provisional: false, marks: [], calendar: "test", policy: "test" },
      at: ctx.now().toString({ fractionalSecondDigits: 3 }),
      events: [],
      contents: [],
      audit: [],
      outbox: [],
      dedup: [],
    },
  ]);
  if (saved?.outcome !== "saved") throw new Error(`not kept: ${saved?.outcome}`);
  ids[name] = id;
}

beforeAll(async () => {
  here = await testDeployment({
    adminUrl: inject("adminUrl"),
    kind: "node",
    hosted: [tenant, "64"],
  });
  await referred("new", {});
  await referred("registered", { number: "0123/LM/III/2026" });
  await referred("returned", { outcome: "ineligible" });
  await referred("concluded", { number: "1", outcome: "concluded", office: "34" });
  await referred("grave", {}, { class: "whistleblowing", accused: { tenant: "64.71" } });
  await referred("own", {}, { class: "whistleblowing", accused: { tenant } });
});
afterAll(() => here.close());

const nameOf = (id: string): string => Object.keys(ids).find((name) => ids[name] === id) ?? id;
async function list(actor: Staff, filter: Parameters<typeof officeCases>[2] = {}) {
  const found = await officeCases(here.ctx, actor, filter, undefined, 50);
  if (found.outcome === "failed") throw new Error(found.code);
  return found.value.items;
}
const names = (items: readonly OfficeCase[]) => items.map(({ id }) => nameOf(id)).toSorted();

describe("an officer", () => {
  const officer = staff("ombudsmanOfficer");
  test("finds every case but what accuses the office itself, with how far it is", async () => {
    const items = await list(officer);
    expect(names(items)).toEqual(["concluded", "grave", "new", "registered", "returned"]);
    const standings = Object.fromEntries(items.map(({ id, standing }) => [nameOf(id), standing]));
    expect(standings).toEqual({
      concluded: "concluded",
      grave: "new",
      new: "new",
      registered: "registered",
      returned: "returned",
    });
    expect(items.find(({ id }) => id === ids["registered"])).toMatchObject({
      number: "0123/LM/III/2026",
      office: "64",
      officeName: "Ombudsman Republik Indonesia Perwakilan Kalimantan Timur",
      consent: "open",
    });
  });

  test("narrows by standing and office", async () => {
    expect(names(await list(officer, { standings: ["new"] }))).toEqual(["grave", "new"]);
    expect(names(await list(officer, { office: "34" }))).toEqual(["concluded"]);
    expect(names(await list(officer, { standings: ["new"], office: "34" }))).toEqual([]);
  });

  test.each([{}, { standings: ["new" as const] }])(
    "turns pages without loss: %j",
    async (filter) => {
      const whole = names(await list(officer, filter));
      const paged: OfficeCase[] = [];
      let cursor: Parameters<typeof officeCases>[3];
      do {
        const page = await officeCases(here.ctx, officer, filter, cursor, 1);
        if (page.outcome === "failed") throw new Error(page.code);
        paged.push(...page.value.items);
        cursor = page.value.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(names(paged)).toEqual(whole);
    },
  );

  test("takes the list away, which leaves a row", async () => {
    expect(await exportCases(here.ctx, officer, {}, undefined, "csv")).toMatchObject({
      outcome: "done",
    });
    const rows = await here.asSuperuser().db.pg`
      select actor, detail from simpul.audit where verb = 'exportCases'`;
    expect(rows).toEqual([{ actor: "staff:petugas", detail: { kind: "csv", rows: 5 } }]);
  });
});

test("the office's administrator sees no whistleblowing, and takes nothing away", async () => {
  const admin = staff("tenantAdmin");
  expect(names(await list(admin))).toEqual(["concluded", "new", "registered", "returned"]);
  expect(await exportCases(here.ctx, admin, {}, undefined, "csv")).toMatchObject({
    code: "forbidden",
  });
});

test("at any other desk there is no such list", async () => {
  const elsewhere = staff("tenantAdmin", "64");
  expect(await officeCases(here.ctx, elsewhere, {}, undefined, 9)).toMatchObject({
    code: "notFound",
  });
  expect(await exportCases(here.ctx, elsewhere, {}, undefined, "json")).toMatchObject({
    code: "notFound",
  });
});
