import type { RoleHeld, Staff } from "@simpul/access";
import { keepSearchable, withScope, wholeOf } from "@simpul/db";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { indexWords, listInput, listRows, readReport } from "../../src/index.ts";
import { after, office, run, take } from "../reports.ts";
import type { Acting, Taken } from "../reports.ts";

/** What is found by what was typed, and by whom. */

const tenant = "64.71";
let node: Deployment;
let city: Taken;

beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
  city = await take(node.ctx, tenant, {
    title: "Jalanan berlubang",
    text: "Sudah tiga kali pengendara jatuh di depan Pasar Pandansari, mohon segera diperbaiki. Café Élite tutup.",
    place: { area: "64.71.05", address: "Jl. Letjen Suprapto 12" },
    externalId: "LAPAK-77",
  });
  await take(node.ctx, "64.02", { text: "Jalan berlubang di Tenggarong" });
});
afterAll(() => node.close());
beforeEach(() => indexed());

const indexed = async (): Promise<void> => {
  expect(await indexWords(node.ctx)).toMatchObject({ outcome: "done" });
};

const staff = (role: RoleHeld["role"], more: Partial<Staff> = {}): Staff => ({
  kind: "staff",
  id: "1",
  tenant,
  roles: [{ role, tenant, reach: "self" }],
  isFresh: true,
  ...more,
});
const admin = staff("tenantAdmin");
const shown = { secret: "shown", watched: "shown" } as const;

async function found(q: string, actor: Acting = admin): Promise<string[]> {
  const page = await listRows(node.ctx, actor, listInput.parse({ filter: { q } }));
  if (page.outcome === "failed") throw new Error(page.code);
  return page.value.items.map(({ id }) => id);
}

describe("a report is found by", () => {
  test.each([
    ["a stem of a word of its title", "jalan"],
    ["another form of a word", "perbaikan"],
    ["all of several words", "pengendara pasar"],
    ["words without what says nothing", "jatuh yang di pasar"],
    ["a phrase", '"depan pasar pandansari"'],
    ["a phrase with a word of grammar between", '"jatuh di depan"'],
    ["its address, abbreviated or not", "jalan suprapto"],
    ["a word with marks, without them", "cafe elite"],
    ["a word in capitals", "PANDANSARI"],
    ["the number that its application gave", "LAPAK-77"],
  ])("%s", async (_, q) => {
    expect(await found(q)).toEqual([city.id]);
  });

  test("its tracking id, whole, or its beginning in any spelling", async () => {
    const { trackingId } = city;
    for (const q of [
      trackingId,
      trackingId.toLowerCase(),
      trackingId.slice(0, 7),
      trackingId.slice(0, 4),
    ])
      expect(await found(q)).toContain(city.id);
    expect(await found(trackingId)).toEqual([city.id]);
  });

  test("what its institution answered", async () => {
    const one = await take(node.ctx, tenant, { text: "Air tidak mengalir" });
    await after(node.ctx, office(tenant), one, [
      ["verify", { class: "complaint", category: "road" }],
      ["accept", {}],
      ["assign", { unit: "dpu", note: "Lihat berkas gelatik" }],
      ["respond", { kind: "interim", text: "Kami menambal pipa di Sepinggan" }],
    ]);
    await indexed();
    expect(await found("menambal pipa")).toEqual([one.id]);
    // What offices say to each other is no part of what a report tells.
    expect(await found("gelatik")).toEqual([]);
  });
});

describe("nothing is found by", () => {
  test.each([
    ["a word that is not there", "jembatan"],
    ["words in another order than the phrase", '"pasar depan"'],
    ["one word that is there and one that is not", "jalan jembatan"],
    ["words that say nothing alone", "yang di"],
    ["signs", "!!! & | :* <-> ' \\ ("],
    ["the beginning of another tracking id", "ZZZZ"],
  ])("%s", async (_, q) => {
    expect(await found(q)).toEqual([]);
  });
});

describe("it stays hidden", () => {
  test("from another tenant", async () => {
    expect(await found("jalan berlubang")).toEqual([city.id]);
    const neighbour: Acting = { ...office("64.02", ["reports:read"]) };
    expect(await found("pandansari", neighbour)).toEqual([]);
    expect(await found("tenggarong", neighbour)).toHaveLength(1);
    expect(await found(city.trackingId, neighbour)).toEqual([]);
  });

  test("from who may not read words, but for its number", async () => {
    const hub = await take(node.ctx, tenant, { text: "Layanan kependudukan lambat sekali" });
    await indexed();
    // As a rule of an overseer: its facts and its history.
    const { pageOfReports } = await import("@simpul/db");
    const { abilityBy } = await import("@simpul/access");
    const facts = abilityBy([
      {
        action: ["read", "list"],
        subject: "Report",
        conditions: { tenant },
        fields: ["facts", "history"],
      },
    ]);
    const asked = (found: object) =>
      withScope(node.ctx.db, wholeOf([tenant]), (tx) =>
        pageOfReports(tx, facts, {
          tenant,
          order: "newest",
          limit: 10,
          filter: {
            found: { byTrackingId: [], byExternalId: [], bySaying: [], ...shown, ...found },
          },
        }),
      );
    expect(await asked({ bySaying: [hub.id] })).toEqual([]);
    expect(await asked({ bySaying: { query: "penduduk" } })).toEqual([]);
    expect(await asked({ byExternalId: [hub.id] })).toEqual([]);
    expect(await asked({ byTrackingId: [hub.id] })).toHaveLength(1);
  });

  test("whistleblowing from who does not examine, secret words on a screen that was left", async () => {
    const witness = await take(node.ctx, tenant, {
      text: "Kepala dinas meminta upeti cendrawasih",
      class: "whistleblowing",
    });
    const secret = await take(node.ctx, tenant, {
      text: "Tetangga beternak kasuari",
      secret: true,
    });
    await indexed();
    expect(await found("cendrawasih")).toEqual([]);
    expect(await found("cendrawasih", staff("inspectorate"))).toEqual([witness.id]);
    const left = staff("inspectorate", { isFresh: false });
    expect(await found("cendrawasih", left)).toEqual([]);
    expect(await found("kasuari")).toEqual([secret.id]);
    expect(await found("kasuari", staff("tenantAdmin", { isFresh: false }))).toEqual([]);
  });

  test("once it was erased, at once and after the job; what was masked as well", async () => {
    const one = await take(node.ctx, tenant, { text: "Rumah dinas bernama Maleo kosong" });
    const masked = await take(node.ctx, tenant, { text: "Bidan Anoa tidak hadir" });
    await indexed();
    expect(await found("maleo")).toEqual([one.id]);
    expect(await found("anoa")).toEqual([masked.id]);
    const [hashOfOne, hashOfMasked] = await Promise.all([one, masked].map(({ id }) => textOf(id)));
    const erased = await run(node.ctx, admin, "erase", one.id, {
      contents: [hashOfOne],
      reason: "Diminta pelapor",
    });
    expect(erased.outcome).toBe("done");
    const black = await run(node.ctx, admin, "mask", masked.id, {
      masks: [{ content: hashOfMasked, field: "text", start: 6, end: 10 }],
    });
    expect(black.outcome).toBe("done");
    for (const q of ["maleo", "anoa"]) expect(await found(q)).toEqual([]);
    await indexed();
    for (const q of ["maleo", "anoa"]) expect(await found(q)).toEqual([]);
    expect(await found("bidan")).toEqual([masked.id]);
  });

  test("an anonymous reporter's, from who knows the number that their application gave them", async () => {
    const one = await take(node.ctx, tenant, {
      text: "Pungutan parkir",
      anonymous: true,
      externalId: "APP-9",
    });
    expect((await readReport(node.ctx, admin, one.id)).outcome).toBe("done");
    expect(await found("APP-9")).toEqual([]);
  });
});

test("common words are found by going through the list: the same as by looking them up", async () => {
  const { pageOfReports } = await import("@simpul/db");
  const { abilityFor } = await import("@simpul/access");
  const asked = (bySaying: readonly string[] | { query: string }) =>
    withScope(node.ctx.db, wholeOf([tenant]), (tx) =>
      pageOfReports(tx, abilityFor(admin, node.ctx.hub), {
        tenant,
        order: "changed",
        limit: 10,
        filter: { found: { byTrackingId: [], byExternalId: [], bySaying, ...shown } },
      }),
    );
  const walked = await asked({ query: "jalan & pasar" });
  expect(walked.map(({ loaded }) => loaded.id)).toEqual([city.id]);
  expect(walked).toEqual(await asked([city.id]));
});

async function textOf(report: string): Promise<string | undefined> {
  const [row] = await withScope(
    node.ctx.db,
    wholeOf([tenant]),
    (tx) => tx<{ hash: string }[]>`
      select hash from simpul.content where tenant = ${tenant} and report = ${report}`,
  );
  return row?.hash;
}

test("a report that says more than can be indexed is found by its beginning, and holds up no other", async () => {
  const { id } = await take(node.ctx, tenant, { text: "Panjang" });
  const text = Array.from({ length: 200_000 }, (_, n) => `kata${n.toString(36)}`).join(" ");
  const long = { tenant, report: id, version: 1, text };
  await withScope(node.ctx.db, wholeOf([tenant]), (tx) => keepSearchable(tx, [long]));
  expect(await found("kata7")).toEqual([id]);
});
