import { withScope, wholeOf } from "@simpul/db";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import {
  listDrafts,
  readDraft,
  removeDraft,
  saveDraft,
  saveDraftInput,
  sweepFiles,
} from "../../src/index.ts";
import { acts, admin, tenant } from "../people/desk.ts";
import { office, run } from "../reports.ts";
import { assigned, boss, head, liaison, paper } from "./stage.ts";

let here: Deployment;
beforeAll(async () => {
  here = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node", max: 8 });
});
afterAll(() => here.close());

const failure = (code: string) => ({ outcome: "failed", code });
const save = (by: Parameters<typeof saveDraft>[1], report: string, base: number, text: string) =>
  saveDraft(here.ctx, by, saveDraftInput.parse({ report, base, said: { text } }));
const textOf = async (by: Parameters<typeof readDraft>[1], report: string) => {
  const read = await readDraft(here.ctx, by, report);
  return read.outcome === "done" ? read.value?.said.text : read.code;
};

describe("a draft", () => {
  test("is its author's own, on every device", async () => {
    const { id, trackingId } = await assigned(here.ctx);
    expect(await save(liaison("a"), id, 0, "Lubang")).toMatchObject({ value: { version: 1 } });
    expect(await save(liaison("a"), trackingId, 1, "Lubang ditambal")).toMatchObject({
      value: { outcome: "saved", version: 2 },
    });
    expect(await textOf(liaison("a"), id)).toBe("Lubang ditambal");
    expect(await textOf(liaison("b"), id)).toBeUndefined();
    expect(await textOf(boss(), id)).toBeUndefined();
    expect((await listDrafts(here.ctx, liaison("a"))).map(({ report }) => report)).toContain(id);
    expect(await listDrafts(here.ctx, liaison("b"))).toEqual([]);
  });

  test("of two devices keeps both texts", async () => {
    const { id } = await assigned(here.ctx);
    await save(liaison("two"), id, 0, "dari telepon");
    for (const base of [0, 7])
      expect(await save(liaison("two"), id, base, "dari laptop")).toMatchObject({
        value: { outcome: "changed", there: { version: 1, said: { text: "dari telepon" } } },
      });
    const both = await Promise.all(
      ["x", "y", "z"].map((text) => save(liaison("two"), id, 1, text)),
    );
    const kept = both.filter((one) => one.outcome === "done" && one.value.outcome === "saved");
    expect(kept.length).toBe(1);
  });

  test("of a secret report is read after a sign-in of just now, and kept whenever it is written", async () => {
    const { id } = await assigned(here.ctx, { secret: true });
    const stale = { ...liaison("left"), isFresh: false };
    expect(await save(stale, id, 0, "Saksi berkata")).toMatchObject({ value: { version: 1 } });
    expect(await textOf(stale, id)).toBe("freshSignInNeeded");
    // Where another device was faster, its text is what the answer would hold.
    expect(await save(stale, id, 0, "x")).toEqual(failure("freshSignInNeeded"));
    expect(await textOf(liaison("left"), id)).toBe("Saksi berkata");
  });

  test("is for who may answer the report and for nobody else", async () => {
    const { id } = await assigned(here.ctx);
    expect(await save(head(), id, 0, "x")).toEqual(failure("forbidden"));
    expect(await save(office(tenant), id, 0, "x")).toEqual(failure("forbidden"));
    expect(await save(liaison("c", "dishub"), id, 0, "x")).toEqual(failure("notFound"));
    expect(await save(admin("64.02"), id, 0, "x")).toEqual(failure("notFound"));
    expect(await textOf(admin("64.02"), id)).toBe("notFound");
    expect(await listDrafts(here.ctx, office(tenant))).toEqual([]);
  });

  test("lies behind its account's wall also where a query forgets to ask", async () => {
    const { id } = await assigned(here.ctx);
    await save(liaison("wall"), id, 0, "belum dikatakan");
    const found = (account?: string) =>
      withScope(here.ctx.db, wholeOf([tenant]), async (tx) => {
        if (account !== undefined) await tx`select set_config('app.account', ${account}, true)`;
        return tx`select said from simpul.draft where report = ${id}`;
      });
    expect(await found()).toHaveLength(0);
    expect(await found("somebody")).toHaveLength(0);
    expect(await found("wall")).toHaveLength(1);
  });

  test("is gone when its answer is published, and a colleague's is not", async () => {
    const { id } = await assigned(here.ctx);
    await save(liaison("author"), id, 0, "Kami cek besok");
    await save(liaison("other"), id, 0, "Saya juga");
    await run(here.ctx, liaison("author"), "respond", id, { kind: "initial", text: "Kami cek" });
    expect(await textOf(liaison("author"), id)).toBeUndefined();
    expect(await textOf(liaison("other"), id)).toBe("Saya juga");
  });

  test("is thrown away by its author, in the version that they saw", async () => {
    const { id } = await assigned(here.ctx);
    await save(liaison("d"), id, 0, "x");
    expect(await removeDraft(here.ctx, liaison("e"), { report: id })).toMatchObject({
      value: { removed: false },
    });
    expect(await removeDraft(here.ctx, liaison("d"), { report: id, base: 9 })).toMatchObject({
      value: { removed: false },
    });
    expect(await removeDraft(here.ctx, liaison("d"), { report: id, base: 1 })).toMatchObject({
      value: { removed: true },
    });
    const audited = (await acts(here.ctx, tenant, "draft")).filter(({ report }) => report === id);
    expect(audited.map(({ outcome, actor }) => [outcome, actor])).toEqual([
      ["begun", "staff:d"],
      ["discarded", "staff:d"],
    ]);
  });

  test("holds any text, of a bounded size", async () => {
    const { id } = await assigned(here.ctx);
    const odd = `\u0000 \uD800 ${'"\\'.repeat(10)} 😀`;
    await save(liaison("odd"), id, 0, odd);
    expect(await textOf(liaison("odd"), id)).toBe(odd);
    expect(await save(liaison("odd"), id, 1, "\u0001".repeat(40_000))).toMatchObject({
      value: { outcome: "saved" },
    });
    const said = { text: "x".repeat(40_001) };
    expect(saveDraftInput.safeParse({ report: id, base: 0, said }).success).toBe(false);
    expect(
      saveDraftInput.safeParse({ report: id, base: 0, said: { text: "", x: 1 } }).success,
    ).toBe(false);
  });

  test("keeps its files longer than uploads that nobody went on with", async () => {
    const { id } = await assigned(here.ctx);
    const by = liaison("files");
    const [held, left] = [await paper(here.ctx, by), await paper(here.ctx, by)];
    const stranger = await paper(here.ctx, liaison("stranger"));
    await saveDraft(
      here.ctx,
      by,
      saveDraftInput.parse({
        report: id,
        base: 0,
        said: { text: "", attachments: [held, stranger] },
      }),
    );
    const sweptIn = async (days: number) => {
      const now = () => here.ctx.now().add({ hours: 24 * days });
      await sweepFiles({ ...here.ctx, now });
      const rows = await here.asSuperuser().db.pg<{ id: string }[]>`
        select id from simpul.attachment where id = any (${[held, left, stranger]}::uuid[])`;
      return rows.map((row) => row.id);
    };
    expect(await sweptIn(3)).toEqual([held]);
    const read = await readDraft(here.ctx, by, id);
    expect(read).toMatchObject({ value: { files: [{ id: held, name: "nota-dinas.pdf" }] } });
    expect(await sweptIn(33)).toEqual([]);
    expect(await readDraft(here.ctx, by, id)).toMatchObject({ value: { files: [] } });
  });
});
