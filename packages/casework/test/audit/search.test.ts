import type { Staff } from "@simpul/access";
import { insertAudit, searchAudit, wholeOf, withScope } from "@simpul/db";
import { beforeAll, describe, expect, test } from "vitest";
import { exportAudits, searchAudits } from "../../src/index.ts";
import type { AuditFilter, AuditPage } from "../../src/index.ts";
import { sealing } from "./sealing.ts";

const s = sealing();
const auditor = (tenant: string): Staff => ({
  kind: "staff",
  id: `auditor-${tenant}`,
  tenant,
  roles: [{ role: "auditor", tenant, reach: "self" }],
});
const report = "0199a0de-0000-7000-8000-000000000001";
const other = "0199a0de-0000-7000-8000-000000000002";

async function write(tenant: string, minute: number, verb: string, about?: string): Promise<void> {
  const at = `2026-03-01T10:${String(minute).padStart(2, "0")}:00.000Z`;
  await withScope(s.app, wholeOf([tenant]), (tx) =>
    insertAudit(tx, tenant, at, {
      actor: minute % 2 === 0 ? "staff:even" : "staff:odd",
      verb,
      outcome: minute % 3 === 0 ? "secret" : "done",
      detail: { minute },
      ...(about === undefined ? {} : { report: about }),
    }),
  );
}

beforeAll(async () => {
  for (let minute = 0; minute < 30; minute += 1)
    await write("64", minute, minute < 15 ? "read" : "export", minute % 5 === 0 ? report : other);
  await write("64.02", 3, "read", report);
  await s.seal();
  for (let minute = 30; minute < 40; minute += 1) await write("64", minute, "late", report);
});

const search = async (
  filter: AuditFilter,
  cursor?: AuditPage["nextCursor"],
  limit = 100,
): Promise<AuditPage> => {
  const found = await searchAudits(s.ctx, auditor("64"), filter, cursor ?? undefined, limit);
  if (found.outcome === "failed") throw new Error(found.code);
  return found.value;
};
const ours = { from: "2026-03-01T10:00:00Z", to: "2026-03-01T11:00:00Z" };

describe("an auditor", () => {
  test("finds what is sealed and what is not, newest first, at their own desk alone", async () => {
    const { items, nextCursor } = await search(ours);
    expect(items.map(({ detail }) => detail["minute"])).toEqual(
      Array.from({ length: 40 }, (_, i) => 39 - i),
    );
    expect(nextCursor).toBeNull();
    expect(items[0]).toEqual({
      id: expect.stringMatching(/^\d+$/),
      at: "2026-03-01T10:39:00.000000Z",
      actor: "staff:odd",
      verb: "late",
      report,
      trackingId: null,
      outcome: "secret",
      detail: { minute: 39 },
    });
  });

  test("finds by actor, verb, report, outcome and time, and by all of them", async () => {
    const minutes = async (filter: AuditFilter): Promise<unknown[]> =>
      (await search({ ...ours, ...filter })).items.map(({ detail }) => detail["minute"]);
    expect(await minutes({ actor: "staff:even" })).toHaveLength(20);
    expect(await minutes({ verb: "export" })).toHaveLength(15);
    expect(await minutes({ outcome: "secret" })).toHaveLength(14);
    expect(await minutes({ report })).toHaveLength(16);
    expect(await minutes({ from: "2026-03-01T10:05:00Z", to: "2026-03-01T10:07:00Z" })).toEqual([
      6, 5,
    ]);
    expect(await minutes({ report, actor: "staff:even", verb: "read", outcome: "secret" })).toEqual(
      [0],
    );
  });

  test.each([[{}], [{ report }], [{ actor: "staff:odd" }]] as const)(
    "turns the pages without losing or repeating one: %j",
    async (filter) => {
      const whole = (await search({ ...ours, ...filter })).items;
      const paged: unknown[] = [];
      let cursor: AuditPage["nextCursor"] = null;
      do {
        const page: AuditPage = await search({ ...ours, ...filter }, cursor, 7);
        paged.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(paged).toEqual(whole);
      expect(whole.length).toBeGreaterThan(7);
    },
  );

  test("is told no more than a year at once, but all of one report", async () => {
    const long = { from: "2024-01-01T00:00:00Z", to: "2026-03-02T00:00:00Z" };
    expect(await searchAudits(s.ctx, auditor("64"), long, undefined, 9)).toMatchObject({
      outcome: "failed",
      code: "invalid",
    });
    expect((await search({ ...long, report })).items).toHaveLength(16);
  });

  test("leaves a row where they looked and where they took it away", async () => {
    const before = await acts();
    await search(ours);
    await search(ours, { at: "2026-03-01T10:20:00.000000Z", id: "1" });
    const taken = await exportAudits(s.ctx, auditor("64"), ours, undefined, "csv");
    expect(taken).toMatchObject({ outcome: "done" });
    const after = await acts();
    expect(after.slice(before.length)).toEqual([
      ["staff:auditor-64", "searchAudit", "{}"],
      ["staff:auditor-64", "exportAudit", '{"kind": "csv", "rows": 40}'],
    ]);
  });
});

const acts = async (): Promise<unknown[][]> =>
  (
    await s.owner.pg<{ actor: string; verb: string; detail: string }[]>`
      select actor, verb, detail::text as detail from simpul.audit
      where verb in ('searchAudit', 'exportAudit') order by id`
  ).map(({ actor, verb, detail }) => [actor, verb, detail]);

describe("nobody else", () => {
  test.each(["tenantAdmin", "liaison", "inspectorate", "unitHead"] as const)(
    "a %s is refused, and leaves no row",
    async (role) => {
      const before = await acts();
      const staff: Staff = {
        ...auditor("64"),
        roles: [{ role, tenant: "64", reach: "self", unit: "dpu" }],
      };
      expect(await searchAudits(s.ctx, staff, ours, undefined, 9)).toMatchObject({
        code: "forbidden",
      });
      expect(await exportAudits(s.ctx, staff, ours, undefined, "json")).toMatchObject({
        code: "forbidden",
      });
      expect(await acts()).toEqual(before);
    },
  );

  test("an auditor of another tenant is refused, and the second lock holds without the first", async () => {
    const elsewhere: Staff = { ...auditor("64.02"), tenant: "64" };
    expect(await searchAudits(s.ctx, elsewhere, ours, undefined, 9)).toMatchObject({
      code: "forbidden",
    });
    const rows = await withScope(s.app, wholeOf(["64.02"]), (tx) =>
      searchAudit(tx, { tenant: "64", from: ours.from, to: ours.to, limit: 100 }),
    );
    expect(rows).toEqual([]);
  });
});
