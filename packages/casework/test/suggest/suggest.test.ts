import { wholeOf, withScope } from "@simpul/db";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import {
  indexWords,
  suggestDuplicates,
  suggestRouting,
  suggestUnits,
  sweepSuggestions,
  trainSuggestions,
} from "../../src/index.ts";
import type { RoutingAdvice } from "../../src/index.ts";
import { after, arrived, office, run, take } from "../reports.ts";
import { city, learn, learntIn, national, settled } from "./taught.ts";

let hub: Deployment;
let node: Deployment;
beforeAll(async () => {
  const adminUrl = inject("adminUrl");
  hub = await testDeployment({ adminUrl, kind: "hub", hosted: [national] });
  node = await testDeployment({ adminUrl, kind: "node" });
  const { ctx } = hub;
  for (const n of [1, 2, 3, 4, 5, 6]) {
    // The rules say the regency; trucks of the toll road went to the ministry each time.
    await settled(ctx, `Truk odol ${n} melintas gerbang tol`, "transport", "kemnaker");
    await settled(ctx, `Jalan berlubang dekat pasar ${n}`, "road", city);
    hub.clock.advance({ minutes: 1 });
  }
  await learn(ctx);
});
afterAll(() => Promise.all([hub.close(), node.close()]));

async function advice(text: string, category: string, area: string = city): Promise<RoutingAdvice> {
  const one = await take(hub.ctx, national, { text, place: { area } });
  await after(hub.ctx, office(national), one, [["verify", { class: "complaint", category }]]);
  return adviceOn(one.id);
}
async function adviceOn(id: string): Promise<RoutingAdvice> {
  const found = await suggestRouting(hub.ctx, office(national), id);
  if (found.outcome === "failed") throw new Error(found.code);
  return found.value;
}

test("a rule is suggested with its basis, at a place from which nothing was learnt too", async () => {
  const { candidates } = await advice("Lubang besar di jalan", "road", "34.04.07");
  expect(candidates[0]).toMatchObject({ tenant: "34.04", source: "rule" });
  expect(candidates[0]?.reasons[0]).toMatchObject({ kind: "rule", rule: "local-services" });
  expect(candidates[0]?.confidence).toBeGreaterThan(0.6);
});

test("past dispositions win over a rule that was never followed, and say by which words", async () => {
  const { candidates } = await advice("Truk odol lagi di gerbang tol", "transport");
  const [first, second] = candidates;
  expect(first).toMatchObject({ tenant: "kemnaker", source: "past" });
  const words = first?.reasons.find(({ kind }) => kind === "words");
  expect(words).toMatchObject({ past: 6 });
  expect(words?.kind === "words" && words.words).toContain("odol");
  expect(second).toMatchObject({ tenant: city, source: "rule" });
  const all = candidates.reduce((sum, { confidence }) => sum + confidence, 0);
  expect(all).toBeLessThan(1);
});

test("who does not accept, who is accused, and its node's other tenants are never suggested", async () => {
  const accused = await take(hub.ctx, national, {
    text: "Truk odol gerbang tol",
    place: { area: city },
  });
  const about = { tenant: "kemnaker", office: "operator" };
  await after(hub.ctx, office(national), accused, [
    ["verify", { class: "whistleblowing", category: "transport", accused: about }],
  ]);
  const { candidates } = await adviceOn(accused.id);
  expect(candidates.map(({ tenant }) => tenant)).not.toContain("kemnaker");
  for (const { tenant } of (await advice("Truk odol tol", "transport")).candidates)
    expect(hub.ctx.reference.tenants().find(({ code }) => code === tenant)?.accepts).toBe(true);
});

test("who gave it back stands behind whom it proposed, with the words of each return", async () => {
  const one = await take(hub.ctx, national, { text: "Jalan berlubang", place: { area: city } });
  await after(hub.ctx, office(national), one, [
    ["verify", { class: "complaint", category: "road" }],
    ["forward", { tenant: city }],
  ]);
  await arrived(hub.ctx, national, one, city, [
    { type: "returned", by: "institution", proposedTenant: "64" },
  ]);
  const { candidates, hops, adjudicates } = await adviceOn(one.id);
  expect(candidates[0]).toMatchObject({ tenant: "64", source: "proposed" });
  expect(candidates[0]?.reasons).toContainEqual({ kind: "proposed", by: city });
  expect(candidates.find(({ tenant }) => tenant === city)?.reasons).toContainEqual({
    kind: "returned",
  });
  expect(hops).toMatchObject([{ tenant: city, proposedTenant: "64" }]);
  expect(adjudicates).toBe(false);
});

test("what is learnt step by step is what would be learnt at once, and nothing twice", async () => {
  const { ctx } = hub;
  const one = await settled(ctx, "Lampu padam di dermaga", "street-light", city);
  await learn(ctx);
  await after(ctx, office(national), one, [["recall", { reason: "Keliru" }]]);
  await learn(ctx);
  await after(ctx, office(national), one, [["forward", { tenant: "64" }]]);
  await arrived(ctx, national, one, "64", [{ type: "accepted", by: "institution" }]);
  await learn(ctx);
  expect(await trainSuggestions(ctx)).toMatchObject({ reports: 0 });
  const stepwise = await learntIn(ctx, [national]);
  const of = (about: string, feature: string) =>
    stepwise.lessons.filter((each) => each.about === about && each.feature === feature);
  expect(of("owner", "w:dermaga")).toMatchObject([{ label: "@province", reports: 1 }]);
  expect(of("word", "w:dermaga")).toMatchObject([{ reports: 1 }]);
  await withScope(ctx.db, wholeOf([national]), async (tx) => {
    await tx`delete from simpul.lesson`;
    await tx`delete from simpul.learnt`;
    await tx`delete from simpul.likeness`;
    await tx`update federation.learning set ord = 0`;
  });
  await learn(ctx);
  const atOnce = await learntIn(ctx, [national]);
  expect(atOnce.lessons).toEqual(stepwise.lessons);
  expect(atOnce.learnt.toSorted()).toEqual(stepwise.learnt.toSorted());
});

test("reports that cannot be read are counted, and keep nothing behind them from being learnt", async () => {
  const { ctx } = hub;
  const { pg } = hub.asSuperuser().db;
  await learn(ctx);
  const sick = [
    // Without its facts, and with an intake that is none.
    await taken(
      "Kabut tebal",
      (id) => pg`
      update simpul.snapshot set body = '{"timing":{}}' where report = ${id}`,
    ),
    await taken("Kabut tipis", async (id) => {
      await pg`delete from simpul.snapshot where report = ${id}`;
      await pg`update simpul.event set payload = '' where report = ${id} and seq = 1`;
    }),
  ];
  const well = await take(ctx, national, { text: "Angin ribut" });
  for (let n = 0, unreadable = 0; n < 10; n += 1) {
    const trained = await trainSuggestions(ctx);
    unreadable += trained.unreadable;
    if (trained.outcome !== "done") continue;
    expect(unreadable).toBe(sick.length);
    break;
  }
  const { learnt } = await learntIn(ctx, [national]);
  expect(learnt).toContain(well.id);
  for (const id of sick) expect(learnt).not.toContain(id);
  expect(await trainSuggestions(ctx)).toEqual({ outcome: "done", reports: 0, unreadable: 0 });
  const found = [await indexWords(ctx), await indexWords(ctx)];
  expect(found[0]).toMatchObject({ outcome: "done", unreadable: sick.length });
  expect(found[1]).toEqual({ outcome: "done", reports: 0, unreadable: 0 });
});

/** A report that has a snapshot, and what is done to it then. */
async function taken(text: string, harm: (id: string) => Promise<unknown>): Promise<string> {
  const { id } = await settled(hub.ctx, text, "road", city);
  await harm(id);
  return id;
}

test("two processes at once learn everything once", async () => {
  for (const n of [1, 2, 3]) await take(hub.ctx, national, { text: `Xilofon ${n}` });
  const other = hub.anotherProcess();
  await Promise.all([trainSuggestions(hub.ctx), trainSuggestions(other)]);
  await learn(hub.ctx);
  const { lessons } = await learntIn(hub.ctx, [national]);
  const count = lessons.find(({ about, feature }) => about === "word" && feature === "w:xilofon");
  expect(count?.reports).toBe(3);
});

test("units are suggested where reports stayed, and not where they were declined", async () => {
  const { ctx } = node;
  const assigned = async (text: string, unit: string) => {
    const one = await take(ctx, city, { text });
    await after(ctx, office(city), one, [
      ["verify", { class: "complaint", category: "road" }],
      ["accept", {}],
      ["assign", { unit }],
    ]);
    return one;
  };
  for (const n of [1, 2, 3]) {
    await assigned(`Aspal berlubang gang ${n}0`, "dpu");
    await assigned(`Angkot ngetem gang ${n}0`, "dishub");
  }
  const declined = await assigned("Aspal halte rusak", "dishub");
  await learn(ctx);
  await after(ctx, office(city), declined, [["decline", { reason: "Bukan tugas kami" }]]);
  await learn(ctx);
  const one = await take(ctx, city, { text: "Aspal mengelupas dan berlubang" });
  await after(ctx, office(city), one, [
    ["verify", { class: "complaint", category: "road" }],
    ["accept", {}],
  ]);
  const found = await suggestUnits(ctx, office(city), one.id);
  if (found.outcome === "failed") throw new Error(found.code);
  const [first] = found.value.candidates;
  expect(first).toMatchObject({ unit: "dpu", source: "past" });
  expect(first?.reasons.find(({ kind }) => kind === "words")).toMatchObject({ past: 3 });
  const { lessons } = await learntIn(ctx, [city]);
  expect(lessons.filter(({ about, feature }) => about === "unit" && feature === "w:halte")).toEqual(
    [],
  );
});

test("duplicates come with the words as they stand in both, and not from the parts of one message", async () => {
  const { ctx } = hub;
  const first = await take(ctx, national, {
    text: "Jembatan gantung Sungai Wain putus diterjang banjir",
    place: { area: city },
  });
  const second = await take(ctx, national, {
    text: "Putusnya jembatan gantung di sungai wain, mohon segera ditangani",
    place: { area: "64.71.01" },
  });
  await take(ctx, national, { text: "Jembatan gantung lain", place: { area: "21.71" } });
  await learn(ctx);
  const found = await suggestDuplicates(ctx, office(national), second.id);
  if (found.outcome === "failed") throw new Error(found.code);
  expect(found.value.candidates[0]).toMatchObject({ report: first.id, days: 0, state: "received" });
  const { words } = found.value.candidates[0] ?? { words: { here: [], there: [] } };
  expect(words.there).toEqual(expect.arrayContaining(["putus", "wain", "gantung"]));
  expect(words.here).toEqual(expect.arrayContaining(["putusnya", "wain"]));

  const split = await run(ctx, office(national), "split", first.id, {
    parts: [
      { class: "complaint", category: "bridge", text: "Jembatan gantung Sungai Wain putus" },
      { class: "complaint", category: "bridge", text: "Jembatan gantung Sungai Wain diterjang" },
    ],
  });
  if (split.outcome === "failed") throw new Error(split.code);
  await learn(ctx);
  const parts = split.value.parts;
  const again = await suggestDuplicates(ctx, office(national), parts[0] ?? "");
  if (again.outcome === "failed") throw new Error(again.code);
  const listed = again.value.candidates.map(({ report }) => report);
  expect(listed).toContain(second.id);
  for (const part of [first.id, ...parts]) expect(listed).not.toContain(part);
});

test("what was archived is no candidate, and what is old is forgotten", async () => {
  const { ctx } = hub;
  const text = "Gardu ronda Kelandasan ambruk";
  const [one, other] = [await take(ctx, national, { text }), await take(ctx, national, { text })];
  await learn(ctx);
  await after(ctx, office(national), other, [["merge", { into: one.id }]]);
  const found = await suggestDuplicates(ctx, office(national), one.id);
  expect(found).toMatchObject({ value: { candidates: [] } });
  hub.clock.advance({ hours: 24 * 91 });
  expect(await sweepSuggestions(ctx)).toBeGreaterThan(0);
  expect((await learntIn(ctx, [national])).alike).toEqual([]);
});
