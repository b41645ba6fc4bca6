import type { RoleHeld, StaffRole } from "@simpul/access";
import { stampFeed, withScope, wholeOf } from "@simpul/db";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import {
  clocksExplained,
  colleaguesFor,
  openReport,
  readViewers,
  relatedTo,
} from "../../src/index.ts";
import { rowsOf } from "../people/rows.ts";
import { after, office, take } from "../reports.ts";
import type { Acting, Step, Taken } from "../reports.ts";

/** What the page of a report is told beside the report itself, and by whom it may be asked. */

const city = "64.71";
const hub = "national";
let node: Deployment;
let centre: Deployment;
beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
  centre = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub", hosted: [hub] });
});
afterAll(async () => {
  await node.close();
  await centre.close();
});

const who = (role: StaffRole, given: Partial<RoleHeld> & { tenant?: string } = {}): Acting => {
  const tenant = given.tenant ?? city;
  const held: RoleHeld = { role, reach: "self", ...given, tenant };
  return { kind: "staff", id: `${role}-1`, tenant, roles: [held], isFresh: true };
};
const overseer: Acting = {
  kind: "staff",
  id: "overseer",
  tenant: hub,
  roles: [{ role: "provincialOverseer", tenant: "64", reach: "subtree" }],
  oversees: ["64", city],
  isFresh: true,
};

const assigned = (unit: string, ...supporting: string[]): readonly Step[] => [
  ["verify", { class: "complaint", category: "road", title: "Hubungi 0812 3456 7890" }],
  ["accept", {}],
  ["assign", { unit, supporting, note: "Mohon ditangani" }],
];
const refusal = (result: { outcome: string; code?: string }): string =>
  result.outcome === "failed" ? (result.code ?? "?") : result.outcome;
function valueOf<T>(result: { outcome: "done"; value: T } | { outcome: "failed"; code: string }) {
  if (result.outcome === "failed") throw new Error(result.code);
  return result.value;
}

describe("a report that a desk opens", () => {
  let taken: Taken;
  beforeAll(async () => {
    taken = await take(node.ctx, city);
    await after(node.ctx, office(city), taken, assigned("dpu", "dishub"));
    await after(node.ctx, office(city), taken, [["note", { text: "Tanya @dishub" }]]);
  });

  test("says of each step what it did, and where its words stand", async () => {
    const opened = valueOf(await openReport(node.ctx, who("tenantAdmin"), taken.id));
    const { report, steps } = opened;
    expect(steps).toHaveLength(report.history.length);
    const at = report.history.findIndex(({ type }) => type === "assigned");
    expect(steps[at]).toMatchObject({ unit: "dpu", supporting: ["dishub"], field: "note" });
    expect(report.history[at]?.text).toBe("Mohon ditangani");
    const title = report.personal.find(({ field }) => field === "title");
    expect(title?.content).toBe(opened.contents.title);
    expect(report.history.map(({ content }) => content)).toContain(opened.contents.text);
  });

  test("offers the supporting unit a note alone, and tells it all of the steps", async () => {
    const beside = valueOf(
      await openReport(node.ctx, who("liaison", { unit: "dishub", units: ["dishub"] }), taken.id),
    );
    expect(beside.acts).toEqual(["note"]);
    expect(beside.steps.length).toBe(beside.report.history.length);
  });

  test("is not there for another unit, nor at another tenant", async () => {
    const other = who("liaison", { unit: "dlh", units: ["dlh"] });
    const abroad = who("tenantAdmin", { tenant: "64.02" });
    for (const asker of [other, abroad])
      for (const ask of [openReport, clocksExplained, relatedTo, colleaguesFor, readViewers])
        expect(refusal(await ask(node.ctx, asker, taken.id))).toBe("notFound");
  });

  test("tells which party has received each step, and which has not yet", async () => {
    const opened = await openReport(node.ctx, who("tenantAdmin"), taken.id);
    const { steps } = valueOf(opened);
    const seq = steps.at(-1)?.seq ?? 0;
    // The city's own steps wait in the outbox for the hub.
    expect(steps.at(-1)?.told).toEqual([{ tenant: hub, at: "waiting" }]);
    const { db } = node.asSuperuser();
    await db.pg`delete from simpul.outbox where report = ${taken.id}`;
    const stamp = { tenant: city, peer: "hub", toTenant: hub, report: taken.id, writer: city, seq };
    await withScope(node.ctx.db, wholeOf([city]), (tx) =>
      stampFeed(tx, [stamp], node.ctx.now().toString()),
    );
    const lastTold = async () =>
      valueOf(await openReport(node.ctx, who("tenantAdmin"), taken.id)).steps.at(-1)?.told;
    expect(await lastTold()).toEqual([{ tenant: hub, at: "waiting" }]);
    await db.pg`update simpul.feed set delivered_at = '2026-11-22T01:00:00Z' where report = ${taken.id}`;
    expect(await lastTold()).toEqual([{ tenant: hub, at: "2026-11-22T01:00:00.000Z" }]);
  });

  test("has clocks whose every day is explained, also for who is beside", async () => {
    for (const asker of [
      who("tenantAdmin"),
      who("liaison", { unit: "dishub", units: ["dishub"] }),
    ]) {
      const clocks = valueOf(await clocksExplained(node.ctx, asker, taken.id));
      expect(clocks.map(({ name }) => name)).toContain("initialResponse");
      for (const { days, by } of clocks) {
        expect(days.filter((day) => "counted" in day)).toHaveLength(by.amount);
        expect(by.legalBasis).not.toBe("");
      }
    }
  });
});

test("an overseer opens the facts and the steps, without a word, a detail or a name", async () => {
  const taken = await take(centre.ctx, hub, { text: "Kata pelapor" });
  await after(centre.ctx, office(hub), taken, [
    ["verify", { class: "complaint", category: "road", title: "Judul dari pusat" }],
    ["note", { text: "Catatan pusat" }],
    ["forward", { tenant: city, note: "Disposisi pusat" }],
  ]);
  const opened = valueOf(await openReport(centre.ctx, overseer, taken.id));
  expect(opened).toMatchObject({ acts: [], steps: [], people: {}, contents: {} });
  const said = JSON.stringify(opened);
  for (const word of ["Kata pelapor", "Judul dari pusat", "Catatan pusat", "Disposisi pusat"])
    expect(said).not.toContain(word);
  expect(opened.report.clocks.length).toBeGreaterThan(0);
  expect(valueOf(await clocksExplained(centre.ctx, overseer, taken.id)).length).toBeGreaterThan(0);
});

describe("reports that belong together", () => {
  test("are the whole, its parts, the main one and its followers, each as seen from the other", async () => {
    const [main, follower, whole] = [
      await take(node.ctx, city),
      await take(node.ctx, city),
      await take(centre.ctx, hub),
    ];
    await after(node.ctx, office(city), main, assigned("dpu"));
    await after(node.ctx, office(city), follower, [["merge", { into: main.id }]]);
    const related = async (here: Deployment, asker: Acting, id: string) =>
      valueOf(await relatedTo(here.ctx, asker, id)).map(({ relation, id: other }) => [
        relation,
        other,
      ]);
    const boss = who("tenantAdmin");
    expect(await related(node, boss, main.id)).toEqual([["follower", follower.id]]);
    expect(await related(node, boss, follower.id)).toEqual([["main", main.id]]);
    // A unit that may not list the follower, which lies in no unit, hears nothing of it.
    const unit = who("liaison", { unit: "dpu", units: ["dpu"] });
    expect(await related(node, unit, main.id)).toEqual([]);
    await after(centre.ctx, office(hub), whole, [
      ["verify", { class: "complaint", category: "road" }],
      [
        "split",
        {
          parts: [
            { class: "complaint", category: "road" },
            { class: "aspiration", category: "permit" },
          ],
        },
      ],
    ]);
    const verifier = who("nationalVerifier", { tenant: hub });
    const parts = await related(centre, verifier, whole.id);
    expect(parts.map(([relation]) => relation)).toEqual(parts.map(() => "part"));
    expect(parts.length).toBeGreaterThan(0);
    const back = await related(centre, verifier, parts[0]?.[1] ?? "");
    expect(back[0]).toEqual(["splitFrom", whole.id]);
  });

  test("never tell of whistleblowing to who does not examine it", async () => {
    const main = await take(node.ctx, city);
    await after(node.ctx, office(city), main, assigned("dpu"));
    const secret = await take(node.ctx, city);
    await after(node.ctx, office(city), secret, [["merge", { into: main.id }]]);
    const { db } = node.asSuperuser();
    await db.pg`update simpul.report set class = 'whistleblowing' where id = ${secret.id}`;
    expect(valueOf(await relatedTo(node.ctx, who("tenantAdmin"), main.id))).toEqual([]);
  });
});

describe("who has looked at a report", () => {
  test("is told to an auditor and to who examines, with names; to nobody else", async () => {
    const taken = await take(centre.ctx, hub, { secret: true });
    const verifier = who("nationalVerifier", { tenant: hub });
    await openReport(centre.ctx, verifier, taken.id);
    await openReport(centre.ctx, verifier, taken.id);
    for (const role of ["auditor", "nationalAdmin"] as const) {
      const rows = valueOf(await readViewers(centre.ctx, who(role, { tenant: hub }), taken.id));
      expect(rows).toMatchObject([{ actor: "staff:nationalVerifier-1", verb: "read", times: 2 }]);
    }
    expect(refusal(await readViewers(centre.ctx, verifier, taken.id))).toBe("forbidden");
  });
});

test("a case is entrusted to the officers of its unit and of those above it, by name", async () => {
  const rows = rowsOf(node.asSuperuser());
  const person = await rows.officer({ account: await rows.person("sari"), unit: "dpu" });
  const elsewhere = await rows.officer({ account: await rows.person("eko"), unit: "dishub" });
  const gone = await rows.officer({
    account: await rows.person("tono"),
    unit: "dpu",
    endedAt: "2026-01-02T00:00:00Z",
  });
  const taken = await take(node.ctx, city);
  await after(node.ctx, office(city), taken, assigned("dpu"));
  const found = valueOf(await colleaguesFor(node.ctx, who("tenantAdmin"), taken.id));
  expect(found).toContainEqual(expect.objectContaining({ officer: person, name: "Nama sari" }));
  for (const other of [elsewhere, gone])
    expect(found.map(({ officer }) => officer)).not.toContain(other);
});
