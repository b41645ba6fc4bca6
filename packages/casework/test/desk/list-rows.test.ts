import { abilityFor, reportSubject } from "@simpul/access";
import type { RoleHeld } from "@simpul/access";
import { findReport, pageOfReports, putInCharge, wholeOf, withScope } from "@simpul/db";
import type { LoadedReport } from "@simpul/db";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { countRows, listInput, listRows, scopeOf } from "../../src/index.ts";
import type { ListRow } from "../../src/index.ts";
import { subjectOf } from "../../src/subject-of.ts";
import { rowsOf } from "../people/rows.ts";
import { after, office, reader, take } from "../reports.ts";
import type { Acting, Step } from "../reports.ts";

/** A list is what the policy lets its reader list, narrowed by every filter, in each order without a gap or a repetition. */

const tenant = "64.71";
const now = "2026-03-20T02:00:00.000Z";
let node: Deployment;
let sari: string;
const all: LoadedReport[] = [];
const inCharge = new Map<string, string>();

const held = (role: RoleHeld["role"], unit?: string): RoleHeld => ({
  role,
  tenant,
  reach: "self",
  ...(unit === undefined ? {} : { unit }),
});
const staff = (...roles: RoleHeld[]): Acting => ({
  kind: "staff",
  id: "sari",
  tenant,
  roles,
  isFresh: true,
});
const admin = staff(held("tenantAdmin"));
const readers: readonly Acting[] = [
  admin,
  reader(tenant),
  staff(held("inspectorate", "inspektorat")),
  staff(held("liaison", "dpu")),
  staff(held("unitHead", "dpu"), held("unitHead", "dishub")),
  reader("64.02"),
];

beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
  const { ctx } = node;
  const verified: Step = ["verify", { class: "complaint", category: "road", urgency: "high" }];
  const at = (unit: string, more: object = {}): readonly Step[] => [
    verified,
    ["accept", {}],
    ["assign", { unit, ...more }],
  ];
  const stories: readonly (readonly [object, readonly Step[]])[] = [
    [{}, []],
    [{ anonymous: true, place: { area: "64.71.05" } }, [verified]],
    [{ secret: true, place: { area: "64.71" } }, at("dpu", { supporting: ["dishub"] })],
    [{ place: { area: "64.02" } }, at("dishub")],
    [{}, [["verify", { class: "aspiration", category: "road", supervisory: true }]]],
    [{ class: "whistleblowing" }, []],
    [{}, [["archive", { reason: "spam" }]]],
    [{}, [...at("dpu"), ["respond", { kind: "initial", text: "Kami periksa" }]]],
  ];
  const officers = rowsOf(node.asSuperuser());
  await officers.person("sari", false);
  sari = await officers.officer({ account: "sari", unit: "dpu" });
  for (const [given, steps] of stories) {
    const { id } = await take(ctx, tenant, given);
    node.clock.advance({ hours: 7 });
    await after(ctx, office(tenant), { id, trackingId: "" }, steps);
    node.clock.advance({ hours: 40 });
    const kept = await loaded(id);
    if ("unit" in kept.case.report && kept.case.report.unit === "dpu" && inCharge.size === 0) {
      const given = { report: id, officer: sari, unit: "dpu", at: now };
      await withScope(ctx.db, wholeOf([tenant]), (tx) => putInCharge(tx, tenant, given));
      inCharge.set(id, sari);
    }
    all.push(kept);
  }
}, 60_000);
afterAll(() => node.close());

async function loaded(id: string): Promise<LoadedReport> {
  const found = await withScope(node.ctx.db, wholeOf([tenant]), (tx) => findReport(tx, id, tenant));
  if (found === undefined) throw new Error("no such report");
  return found;
}

async function list(actor: Acting, given: object, limit = 2): Promise<ListRow[]> {
  const rows: ListRow[] = [];
  for (let cursor: string | undefined; ;) {
    const asked = { ...given, limit, ...(cursor === undefined ? {} : { cursor }) };
    const page = await listRows(node.ctx, actor, listInput.parse(asked));
    if (page.outcome === "failed") throw new Error(page.code);
    rows.push(...page.value.items);
    if (page.value.nextCursor === null) return rows;
    expect(page.value.items).toHaveLength(limit);
    cursor = page.value.nextCursor;
  }
}

const some = <T>(...values: T[]) =>
  fc.option(fc.subarray(values, { minLength: 1 }), { nil: undefined });
const one = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const filters = fc
  .record({
    states: some("received", "verified", "assigned", "inProgress", "archived"),
    classes: some("complaint", "aspiration", "whistleblowing"),
    categories: some("road", "permit"),
    area: one("64", "64.71", "64.7", "64.02"),
    units: some("dpu", "dishub"),
    urgencies: some("normal", "high"),
    channels: some("generic", "portal"),
    officer: one("me", "nobody"),
    due: one("late"),
    flags: some("anonymous", "secret", "supervisory", "returned"),
  })
  .map((given) =>
    Object.fromEntries(
      Object.entries(given).filter(
        ([key, value]) => value !== undefined && value !== "64.7" && key !== "",
      ),
    ),
  );

/** The same in code, of one report. */
function meets(filter: Record<string, unknown>, { id, case: { report } }: LoadedReport): boolean {
  const among = (key: string, value: string | undefined) =>
    filter[key] === undefined || (value !== undefined && (filter[key] as string[]).includes(value));
  const { area } = report.place;
  const {
    due,
    officer,
    flags = [],
  } = filter as { due?: string; officer?: string; flags?: string[] };
  const has: Record<string, boolean> = {
    anonymous: report.flags.anonymous,
    secret: report.flags.secret,
    supervisory: report.supervisory,
    returned: report.hops > 0,
  };
  return (
    among("states", report.state) &&
    among("classes", report.class) &&
    among("categories", report.category) &&
    among("urgencies", report.urgency) &&
    among("channels", report.channel) &&
    among("units", "unit" in report ? report.unit : undefined) &&
    (filter["area"] === undefined ||
      area === filter["area"] ||
      area?.startsWith(`${filter["area"] as string}.`) === true) &&
    (due === undefined || isLate(id)) &&
    (officer === undefined || (officer === "me") === inCharge.has(id)) &&
    flags.every((flag) => has[flag])
  );
}

const late = new Map<string, boolean>();
const isLate = (id: string): boolean => late.get(id) === true;

describe("a list", () => {
  test("narrowed by anything holds what the policy and the filter leave, in every order", async () => {
    expect(inCharge.size).toBe(1);
    const at = node.ctx.caseNow().toString({ fractionalSecondDigits: 3 });
    for (const row of await list(
      staff(held("tenantAdmin"), held("inspectorate", "inspektorat")),
      {},
    ))
      late.set(row.id, row.clocks[0] !== undefined && row.clocks[0].deadline < at);
    expect([...late.values()].filter(Boolean).length).toBeGreaterThan(1);
    await fc.assert(
      fc.asyncProperty(
        filters,
        fc.constantFrom(...readers),
        fc.constantFrom("newest", "due", "changed"),
        async (filter, actor, sort) => {
          const ability = abilityFor(actor, node.ctx.hub);
          const expected = all.filter(
            (report) =>
              actor.tenant === tenant &&
              ability.can("list", reportSubject(subjectOf(report))) &&
              (filter["officer"] !== "me" || actor.kind === "staff") &&
              meets(filter, report),
          );
          const listed = await list(actor, { filter, sort });
          expect(listed.map(({ id }) => id).toSorted()).toEqual(
            expected.map(({ id }) => id).toSorted(),
          );
          const [count] = await countRows(node.ctx, actor, { filters: [filter] as never });
          expect(count).toBe(expected.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("is in its order, whatever the size of its pages", async () => {
    for (const sort of ["newest", "due", "changed"] as const) {
      const whole = await list(admin, { sort }, 100);
      for (const limit of [1, 2, 3]) expect(await list(admin, { sort }, limit)).toEqual(whole);
      const key = ({ clocks, receivedAt, updatedAt }: ListRow): string =>
        sort === "newest"
          ? receivedAt
          : sort === "changed"
            ? updatedAt
            : (clocks[0]?.deadline ?? "9999");
      const keys = whole.map(key);
      expect(keys).toEqual(sort === "due" ? keys.toSorted() : keys.toSorted().toReversed());
      expect(whole.length).toBeGreaterThan(5);
    }
  });

  test("is the same whether rows are gathered or an index is walked", async () => {
    const page = (
      gathers: number,
      filter: object,
      order: "newest" | "due" | "changed",
      actor: Acting,
    ) =>
      withScope(node.ctx.db, scopeOf(node.ctx, actor), (tx) =>
        pageOfReports(tx, abilityFor(actor, node.ctx.hub), {
          tenant,
          filter,
          order,
          limit: 4,
          gathers,
        }),
      );
    for (const order of ["newest", "due", "changed"] as const)
      for (const filter of [
        {},
        { states: ["received", "assigned"] },
        { units: ["dpu"] },
        { categories: ["road"] },
        { states: ["received", "assigned"], categories: ["road"] },
        { classes: ["aspiration", "whistleblowing"] },
        { urgencies: ["high"] },
        { area: "64.71" },
        { flags: ["anonymous"] as const },
        { flags: ["supervisory"] as const },
        { inCharge: [sari] },
        { dueBefore: now },
        { dueBefore: now, classes: ["complaint"] },
      ])
        for (const actor of readers)
          expect(await page(-1, filter, order, actor), JSON.stringify([order, filter])).toEqual(
            await page(3000, filter, order, actor),
          );
  });

  test("refuses a cursor of another order, and what is none", async () => {
    const page = await listRows(node.ctx, admin, listInput.parse({ sort: "due", limit: 1 }));
    const cursor = page.outcome === "done" ? page.value.nextCursor : null;
    for (const each of [cursor, "x", "", "%00", "e30"])
      expect(await listRows(node.ctx, admin, listInput.parse({ cursor: each }))).toMatchObject({
        code: "invalid",
        pointer: "/cursor",
      });
  });

  test("by days holds what came on them in the desk's zone", async () => {
    const [first] = all;
    const day = first?.case.report.receivedAt ?? "";
    const local = Temporal.Instant.from(day).toZonedDateTimeISO("Asia/Makassar").toPlainDate();
    const on = (from: string, to: string) => list(admin, { filter: { from, to } });
    expect((await on(local.toString(), local.toString())).map(({ id }) => id)).toEqual([first?.id]);
    expect(await on("2020-01-01", local.subtract({ days: 1 }).toString())).toEqual([]);
  });

  test("shows first words, who is in charge, and of a secret neither", async () => {
    const rows = await list(admin, {});
    const [charged] = rows.filter(({ inCharge: who }) => who !== undefined);
    expect(charged?.inCharge).toMatchObject({ officer: sari });
    for (const { secret, excerpt } of rows)
      expect(excerpt).toBe(secret ? undefined : "Jalan berlubang di depan pasar");
    expect(rows.some(({ secret }) => secret)).toBe(true);
  });

  test("asked for with whatever somebody can type or forge is answered or refused", async () => {
    const cursor = (at: string, part = "newest"): string =>
      Buffer.from(
        JSON.stringify({ part, at, id: "00000000-0000-4000-8000-000000000000" }),
      ).toString("base64url");
    const asked: readonly object[] = [
      ...[
        "a\0b",
        "\0",
        "\ud800 jalan",
        "🚧🚧",
        "jalan & !(rusak <-> | :*",
        "'; drop table simpul.report; --",
        "\\",
        '"',
        "%_",
        "ا".repeat(200),
      ].map((q) => ({ filter: { q } })),
      { filter: { from: "0000-01-01" } },
      { filter: { from: "0001-01-01", to: "9999-12-31" } },
      { filter: { categories: Array.from({ length: 50 }, () => "a\0b") } },
      { filter: { units: ["a\0b"] } },
      { filter: { institutions: ["\0"] } },
      ...["0000-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z"].map((at) => ({
        cursor: cursor(at),
      })),
      { cursor: cursor("0000-01-01T00:00:00.000Z", "due"), sort: "due" },
      { cursor: "\0" },
      { cursor: Buffer.from("null").toString("base64url") },
    ];
    const thrown: unknown[] = [];
    for (const one of asked) {
      const read = listInput.safeParse(one);
      if (read.success)
        await listRows(node.ctx, admin, read.data).catch((error: unknown) =>
          thrown.push([one, String(error)]),
        );
    }
    expect(thrown).toEqual([]);
  });
});
