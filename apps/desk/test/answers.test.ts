import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findTenants } from "../src/acting/institution/find-tenants.ts";
import { answerOf, sameAnswer, saidOf } from "../src/answer/answer-of.ts";
import { join, nothing, readLocal, reconcile } from "../src/answer/draft.ts";
import type { Said } from "../src/answer/draft.ts";
import { factsFor, longDay } from "../src/answer/facts-for.ts";
import { fitting, summaryOf } from "../src/answer/sheet-text.ts";

const said = (text: string, more: Partial<Said> = {}): Said => ({ ...nothing, text, ...more });
const there = (text: string, version: number) => ({ said: said(text), version });

describe("a draft on several devices", () => {
  test.each([
    ["nothing anywhere", undefined, null, { text: "", base: 0, isNew: false }],
    ["only the server has it", undefined, there("a", 3), { text: "a", base: 3, isNew: false }],
    [
      "this device is behind",
      { said: said("old"), base: 2, isNew: false },
      there("new", 5),
      { text: "new", base: 5, isNew: false },
    ],
    [
      "this device has more",
      { said: said("more"), base: 3, isNew: true },
      there("a", 3),
      { text: "more", base: 3, isNew: true },
    ],
    [
      "it was published",
      { said: said("sent"), base: 3, isNew: false },
      null,
      { text: "", base: 0, isNew: false },
    ],
    [
      "it was published, and then something was typed",
      { said: said("next"), base: 3, isNew: true },
      null,
      { text: "next", base: 0, isNew: true },
    ],
  ] as const)("%s", (_, local, server, { text, base, isNew }) => {
    const met = reconcile(local, server);
    expect([met.said.text, met.base, met.isNew, met.other]).toEqual([text, base, isNew, undefined]);
  });

  test("both were changed: both are there", () => {
    const met = reconcile({ said: said("here"), base: 1, isNew: true }, there("there", 2));
    expect([met.said.text, met.other?.text, met.base]).toEqual(["here", "there", 2]);
    expect(join(met.said, met.other ?? nothing).text).toBe("here\n\nthere");
  });

  test("whatever either wrote is in what comes out", () => {
    const text = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(text, text, fc.nat(3), fc.nat(3), (mine, theirs, base, version) => {
        const met = reconcile(
          { said: said(mine), base, isNew: true },
          version === 0 ? null : there(theirs, version),
        );
        const all = [met.said.text, met.other?.text];
        if (mine.trim() !== "") expect(all).toContain(mine);
        // The server's own version was known where the numbers are the same.
        if (version !== 0 && version !== base && theirs.trim() !== "")
          expect(all).toContain(theirs);
      }),
    );
  });

  test("a store that anybody may have written into", () => {
    fc.assert(fc.property(fc.string(), (kept) => void readLocal(kept)));
    fc.assert(fc.property(fc.json(), (kept) => void readLocal(kept)));
    expect(readLocal(JSON.stringify({ said: said("x"), base: 1, isNew: true }))?.said.text).toBe(
      "x",
    );
  });
});

describe("an answer out of a draft", () => {
  const kinds = ["initial", "plan", "done", "refused"] as const;
  test.each([
    [said("x"), "kind"],
    [said("x", { kind: "interim" }), "kind"],
    [said(" ", { kind: "done" }), "text"],
    [said("😀".repeat(20_001), { kind: "done" }), "text"],
    [said("x", { kind: "plan" }), "date"],
    [said("x", { kind: "refused", basis: " " }), "basis"],
    [said("x", { kind: "done", onBehalf: { unit: "", dated: "2026-11-01" } }), "behalfUnit"],
    [said("x", { kind: "done", onBehalf: { unit: "dpu", dated: "" } }), "behalfDated"],
    [said("x", { kind: "done", onBehalf: { unit: "dpu", dated: "2026-11-01" } }), "behalfScan"],
  ])("lacks something: %#", (given, field) => {
    expect(answerOf(given, kinds)).toEqual({ outcome: "lacking", field });
  });

  test("has of its own kind what belongs to it, and nothing of another", () => {
    const whole = answerOf(said("x", { kind: "done", basis: "UU", date: "2026-12-01" }), kinds);
    expect(whole).toEqual({ outcome: "whole", answer: { kind: "done", text: "x" } });
    if (whole.outcome === "lacking") throw new Error(whole.field);
    expect(sameAnswer(whole.answer, { kind: "done", text: "x", attachments: [] })).toBe(true);
    expect(sameAnswer(whole.answer, { kind: "done", text: "x " })).toBe(false);
    expect(answerOf(saidOf(whole.answer), kinds)).toEqual(whole);
  });
});

test("a template is filled in from the report and says nobody's name", () => {
  const report = {
    trackingId: "7K3M-92QX-4TVB-X",
    title: "Jalan berlubang",
    category: "road",
    unit: "dpu",
    clocks: [
      { owedBy: "national", date: "2026-11-20" },
      { owedBy: "64.71", date: "2026-11-25" },
    ],
    text: "Nama saya Siti",
  };
  const me = {
    tenant: { code: "64.71", name: "Kota Balikpapan", zone: "Asia/Makassar", kind: "city" },
    now: "2026-11-22T17:30:00.000Z",
  };
  const names = { unit: () => "Dinas PU", category: () => "Jalan" };
  // Proof: what it reads of a report and of the desk is here.
  const facts = factsFor({ report } as never, me as never, names);
  expect(facts).toEqual({
    pelapor: "Bapak/Ibu Pelapor",
    nomor: "7K3M-92QX-4TVB-X",
    judul: "Jalan berlubang",
    kategori: "Jalan",
    instansi: "Kota Balikpapan",
    unit: "Dinas PU",
    tenggat: "Rabu, 25 November 2026",
    tanggal: "Senin, 23 November 2026",
  });
  expect(longDay("2026-11-25", "en-GB")).toContain("Wednesday");
});

test("an institution is found by what people call it", () => {
  const tenants = [
    { code: "64.71", name: "Kota Balikpapan" },
    { code: "64.72", name: "Kota Samarinda" },
    { code: "64", name: "Provinsi Kalimantan Timur" },
    { code: "pln", name: "PT PLN (Persero)" },
    { code: "64.02", name: "Kabupaten Kutai Kartanegara" },
  ];
  const found = (query: string) => findTenants(tenants, query, 20).map(({ code }) => code);
  expect(found("balik")).toEqual(["64.71"]);
  expect(found("kota")).toEqual(["64.71", "64.72"]);
  expect(found("64")[0]).toBe("64");
  expect(found("kal tim")).toEqual(["64"]);
  expect(found("PLN")).toEqual(["pln"]);
  expect(found("tidak ada")).toEqual([]);
  expect(found("")).toHaveLength(5);
});

describe("the sheet", () => {
  test("cuts between words, and leaves what fits", () => {
    expect(fitting("satu dua tiga", 9)).toEqual({ text: "satu dua", isCut: true });
    expect(fitting(" satu ", 9)).toEqual({ text: "satu", isCut: false });
    expect(fitting("x".repeat(50), 9).text).toHaveLength(9);
  });

  test("has nothing of a secret report, and no number of anybody's", () => {
    const of = (given: object) =>
      summaryOf({ report: { secret: false, masks: [], ...given }, contents: {} } as never);
    expect(of({ text: "Hubungi 0812-7777-0001 ya" })).toBe("Hubungi ███ ya");
    expect(of({ text: "Lubang", secret: true })).toBeUndefined();
    expect(of({})).toBeUndefined();
  });
});
