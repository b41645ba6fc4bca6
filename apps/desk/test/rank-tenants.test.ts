import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rankTenants } from "../src/acting/routing/rank-tenants.ts";
import { markWords } from "../src/suggest/mark.ts";

const tenants = [
  { code: "64", name: "Provinsi Kalimantan Timur", kind: "province", accepts: true },
  { code: "64.71", name: "Kota Balikpapan", kind: "city", accepts: true },
  { code: "64.72", name: "Kota Samarinda", kind: "city", accepts: true },
  { code: "35.73", name: "Kota Malang", kind: "city", accepts: true },
  { code: "35.07", name: "Kabupaten Malang", kind: "regency", accepts: true },
  { code: "kempu", name: "Kementerian Pekerjaan Umum", kind: "ministry", accepts: true },
  { code: "bpom", name: "Badan Pengawas Obat dan Makanan", kind: "agency", accepts: true },
  { code: "national", name: "Pusat Pengaduan Nasional", kind: "national", accepts: false },
] as const;
const found = (typed: string): string[] => rankTenants(tenants, typed, 8).map(({ code }) => code);

describe("institutions are found", () => {
  test.each([
    ["64.71", "64.71"],
    ["balikpapan", "64.71"],
    ["BALIK", "64.71"],
    ["pemkot balikpapan", "64.71"],
    ["pemkab malang", "35.07"],
    ["kab. malang", "35.07"],
    ["pemkot mal", "35.73"],
    ["kaltim timur", undefined],
    ["timur kalimantan", "64"],
    ["pemprov kaliman", "64"],
    ["kpu", "kempu"],
    ["pekerjaan umum", "kempu"],
    ["kempu", "kempu"],
    ["bpom", "bpom"],
    ["arinda", "64.72"],
  ])("by %j", (typed, code) => {
    expect(found(typed)[0]).toBe(code);
  });

  test("a code before what begins with it, and both Malangs by their name", () => {
    expect(found("64").slice(0, 2)).toEqual(["64", "64.71"]);
    expect(found("malang").toSorted()).toEqual(["35.07", "35.73"]);
  });

  test("nobody who takes no reports, and nobody before anything is typed", () => {
    expect(found("pusat")).toEqual([]);
    for (const typed of ["", "   ", "?", "("]) expect(found(typed)).toEqual([]);
  });

  test("whatever is typed, at most as many as asked for", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(5), (typed, most) => {
        expect(rankTenants(tenants, typed, most).length).toBeLessThanOrEqual(most);
      }),
    );
  });
});

describe("marking", () => {
  test("marks whole words, however they are written, and nothing within another", () => {
    expect(markWords("Lampu mati, LAMPUNG juga.", ["lampu"])).toEqual([
      { text: "Lampu", isShared: true },
      { text: " mati, LAMPUNG juga.", isShared: false },
    ]);
  });

  test("loses no letter of any text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.array(fc.constantFrom("a", "jalan", "12")),
        (text, words) => {
          expect(
            markWords(text, words)
              .map((piece) => piece.text)
              .join(""),
          ).toBe(text);
        },
      ),
    );
  });
});
