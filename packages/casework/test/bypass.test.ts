import type { StaffRole } from "@simpul/access";
import { abilityFor } from "@simpul/access";
import { changesAfter, settledChanges, wholeOf, withScope } from "@simpul/db";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { keptAs, testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import {
  accessesOf,
  changeShown,
  listOf,
  operateNode,
  readFile,
  readPublicly,
  readReport,
  searchAudits,
  upload,
} from "../src/index.ts";
import { after, arrived, channel, load, office, run, take } from "./reports.ts";
import type { Acting } from "./reports.ts";

/** Ways around the locks: through another report, a unit without its institution, a list, a file's name, what is left behind. */

const [national, city] = ["national", "64.71"] as const;
let hub: Deployment;
let node: Deployment;
beforeAll(async () => {
  const adminUrl = inject("adminUrl");
  hub = await testDeployment({ adminUrl, kind: "hub", hosted: [national] });
  node = await testDeployment({ adminUrl, kind: "node" });
});
afterAll(() => Promise.all([hub.close(), node.close()]));

const staff = (role: StaffRole, unit?: string): Acting => ({
  kind: "staff",
  id: `${role}-${unit ?? ""}`,
  tenant: city,
  roles: [{ role, tenant: city, reach: "self", ...(unit === undefined ? {} : { unit }) }],
  isFresh: true,
});
const whistle = { class: "whistleblowing" } as const;

describe("a unit that is accused without its institution", () => {
  test("is one of whoever reads: its own people examine nothing, by id or in a list", async () => {
    const taken = await take(node.ctx, city, { ...whistle, accused: { unit: "dpu" } });
    const ids = async (actor: Acting) =>
      (await listOf(node.ctx, actor, { limit: 100 })).map(({ id }) => id);
    const own = staff("inspectorate", "dpu");
    expect(await readReport(node.ctx, own, taken.id)).toMatchObject({ code: "notFound" });
    expect(await ids(own)).not.toContain(taken.id);
    const other = staff("inspectorate", "inspektorat");
    expect(await readReport(node.ctx, other, taken.id)).toMatchObject({ outcome: "done" });
    expect(await ids(other)).toContain(taken.id);
  });
});

describe("an accused unit that inspects, or runs the machines", () => {
  const officeOf = async (id: string) =>
    (await load(node.ctx, city, id)).case.report.accused?.office;

  test("stands for its whole institution, although nobody said so", async () => {
    const taken = await take(node.ctx, city, {
      ...whistle,
      accused: { tenant: city, unit: "inspektorat" },
    });
    expect(await officeOf(taken.id)).toBe("inspectorate");
    for (const unit of ["dpu", "inspektorat", "inspektorat-2"])
      expect(await readReport(node.ctx, staff("inspectorate", unit), taken.id)).toMatchObject({
        code: "notFound",
      });
    await operateNode(
      node.ctx,
      { kind: "system", tenant: city },
      { unit: "dishub", operatesNode: true },
    );
    const later = await take(node.ctx, city);
    const accused = { tenant: city, unit: "dishub" };
    await after(node.ctx, office(city), later, [
      ["verify", { ...whistle, category: "illegal-levy", accused }],
    ]);
    expect(await officeOf(later.id)).toBe("operator");
  });

  test("is any other unit as before", async () => {
    const taken = await take(node.ctx, city, {
      ...whistle,
      accused: { tenant: city, unit: "dpu" },
    });
    expect(await officeOf(taken.id)).toBeUndefined();
  });
});

describe("merging", () => {
  test("into a report that one may not read is as into one that there is not", async () => {
    const about = await take(node.ctx, city, { ...whistle, accused: { tenant: city } });
    const mine = await take(node.ctx, city);
    for (const into of [about.id, about.trackingId])
      expect(await run(node.ctx, office(city), "merge", mine.id, { into })).toMatchObject({
        code: "mainNotOpen",
        pointer: "/into",
      });
  });

  test("of an open report into whistleblowing would name it to all who have the open one", async () => {
    const main = await take(hub.ctx, national, whistle);
    const open = await take(hub.ctx, national);
    expect(await run(hub.ctx, office(national), "merge", open.id, { into: main.id })).toMatchObject(
      { code: "restrictedApart", pointer: "/into" },
    );
    const again = await take(hub.ctx, national, whistle);
    expect(
      await run(hub.ctx, office(national), "merge", again.id, { into: main.id }),
    ).toMatchObject({ outcome: "done" });
  });

  test("shows a follower nothing of a main report that became whistleblowing", async () => {
    const main = await take(hub.ctx, national);
    const open = await take(hub.ctx, national);
    await after(hub.ctx, office(national), open, [["merge", { into: main.id }]]);
    await after(hub.ctx, office(national), main, [
      ["verify", { ...whistle, category: "illegal-levy" }],
    ]);
    expect(await readPublicly(hub.ctx, open.trackingId)).toMatchObject({
      value: { state: "archived", secret: false },
    });
  });
});

describe("splitting", () => {
  test("does not mix whistleblowing with anything else: the parts name each other and hold one letter", async () => {
    const [complaint, restricted] = [
      { class: "complaint", category: "road" },
      { ...whistle, category: "illegal-levy" },
    ];
    const open = await take(hub.ctx, national);
    expect(
      await run(hub.ctx, office(national), "split", open.id, { parts: [complaint, restricted] }),
    ).toMatchObject({ code: "restrictedApart", pointer: "/parts/1/class" });
    const about = await take(hub.ctx, national, { ...whistle, accused: { tenant: city } });
    expect(
      await run(hub.ctx, office(national), "split", about.id, { parts: [restricted, complaint] }),
    ).toMatchObject({ code: "restrictedApart", pointer: "/parts/1/class" });
  });
});

describe("of an anonymous reporter", () => {
  const anonymous = { anonymous: true, externalId: "wamid.628123456789" } as const;

  test("files lose the names that they were sent with", async () => {
    const sent = async (as: Acting) => {
      const file = await upload(
        node.ctx,
        as,
        Buffer.from(`x${as.kind}`),
        "KTP Sari.png",
        keptAs("image/png"),
      );
      if (file.outcome === "failed") throw new Error(file.code);
      return file.value.id;
    };
    const taken = await take(node.ctx, city, {
      ...anonymous,
      attachments: [await sent(channel(city))],
    });
    const reporter: Acting = { kind: "reporter", tenant: city, report: taken.id };
    const supplied = await run(node.ctx, reporter, "supply", taken.id, {
      text: "ini fotonya",
      attachments: [await sent(reporter)],
    });
    expect(supplied).toMatchObject({ outcome: "done" });
    const seen = await readReport(node.ctx, office(city), taken.id);
    expect(JSON.stringify(seen)).not.toContain("Sari");
  });

  test("files lose their names also where that was said later", async () => {
    const bytes = Buffer.from("later");
    const file = await upload(node.ctx, channel(city), bytes, "KTP Sari.png", keptAs("image/png"));
    if (file.outcome === "failed") throw new Error(file.code);
    const taken = await take(node.ctx, city, { attachments: [file.value.id] });
    const before = await readReport(node.ctx, office(city), taken.id);
    expect(JSON.stringify(before)).toContain("Sari");
    await after(node.ctx, channel(city), taken, [["tighten", { anonymous: true }]]);
    const seen = await readReport(node.ctx, office(city), taken.id);
    expect(JSON.stringify(seen)).not.toContain("Sari");
    const hash = before.outcome === "done" ? (before.value.attachments[0]?.hash ?? "") : "";
    const given = await readFile(node.ctx, office(city), taken.id, hash, "file");
    expect(given).toMatchObject({ outcome: "done" });
    expect(JSON.stringify(given)).not.toContain("Sari");
  });

  test("the number that their application gave is told to that application alone", async () => {
    const taken = await take(node.ctx, city, anonymous);
    expect(
      JSON.stringify(await readReport(node.ctx, staff("tenantAdmin"), taken.id)),
    ).not.toContain("wamid");
    const named = await take(node.ctx, city, { externalId: "SP-1" });
    expect(await readReport(node.ctx, staff("tenantAdmin"), named.id)).toMatchObject({
      value: { externalId: "SP-1" },
    });
  });
});

test("the words of a secret report want a fresh sign-in, and everything else of it does not", async () => {
  const taken = await take(node.ctx, city, { secret: true, text: "Rahasia sekali" });
  await after(node.ctx, office(city), taken, [["note", { text: "Rahasia dapur" }]]);
  const stale = { ...staff("tenantAdmin"), isFresh: false } as Acting;
  const seen = await readReport(node.ctx, stale, taken.id);
  expect(seen).toMatchObject({ code: "freshSignInNeeded" });
  expect(await readReport(node.ctx, staff("tenantAdmin"), taken.id)).toMatchObject({
    value: { text: "Rahasia sekali" },
  });
});

test("whoever said all that may be said can still make it secret", async () => {
  const taken = await take(node.ctx, city);
  await arrived(
    node.ctx,
    city,
    taken,
    city,
    Array.from({ length: 500 }, () => ({ type: "replied" as const, by: "reporter" as const })),
  );
  expect(await run(node.ctx, channel(city), "reply", taken.id, { text: "lagi" })).toMatchObject({
    code: "tooManyWords",
  });
  expect(await run(node.ctx, channel(city), "tighten", taken.id, { secret: true })).toMatchObject({
    value: { secret: true },
  });
  expect(await run(node.ctx, channel(city), "tighten", taken.id, { secret: true })).toMatchObject({
    code: "tooManyWords",
  });
});

test("the auditors of an institution find nothing of whistleblowing about it", async () => {
  const about = await take(node.ctx, city, { ...whistle, accused: { tenant: city } });
  const unit = await take(node.ctx, city, { ...whistle, accused: { tenant: city, unit: "dpu" } });
  const auditor = staff("auditor");
  expect(await accessesOf(node.ctx, auditor, about.id)).toMatchObject({ code: "notFound" });
  const found = await searchAudits(node.ctx, auditor, {}, undefined, 1000);
  expect(JSON.stringify(found)).toContain(unit.id);
  expect(JSON.stringify(found)).not.toContain(about.id);
  expect(await searchAudits(node.ctx, auditor, { report: about.id }, undefined, 10)).toMatchObject({
    value: { items: [] },
  });
});

test("followers of changes drop what they keep when the institution is accused later", async () => {
  const taken = await take(node.ctx, city, whistle);
  const ability = abilityFor(office(city), node.ctx.hub);
  const changes = async (of: string) => {
    const rows = await withScope(node.ctx.db, wholeOf([city]), async (tx) => {
      const settled = await settledChanges(tx, () => false);
      const upTo = settled.outcome === "settled" ? settled.ord : 0;
      return changesAfter(tx, ability, { tenant: city, after: 0, upTo, limit: 1000 });
    });
    return rows.map(changeShown).filter(({ reportId }) => reportId === of);
  };
  await after(node.ctx, office(city), taken, [
    ["verify", { ...whistle, category: "illegal-levy" }],
  ]);
  expect(await changes(taken.id)).toHaveLength(2);
  await after(node.ctx, office(city), taken, [["correct", { accused: { tenant: city } }]]);
  const told = await changes(taken.id);
  expect(told.at(-1)).toMatchObject({ type: "retracted" });
  expect(JSON.stringify(told)).not.toContain('"state"');
});
