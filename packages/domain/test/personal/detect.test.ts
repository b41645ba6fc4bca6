import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { composeTrackingId, detectPersonal, masked } from "../../src/index.ts";

const found = (text: string) =>
  detectPersonal(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

describe("personal data in a text", () => {
  test.each([
    ["NIK saya 6471051203900001.", ["nationalId 6471051203900001"]],
    ["a woman's: 3404-0152-0385-0002", ["nationalId 3404-0152-0385-0002"]],
    ["64 71 05 120390 0001 atas nama Sari", ["nationalId 64 71 05 120390 0001"]],
    ["64.71.05.120390.0001", ["nationalId 64.71.05.120390.0001"]],
    ["No. KK: 6471051203900001", ["familyCard 6471051203900001"]],
    ["kartu keluarga nomor 6471051203900001", ["familyCard 6471051203900001"]],
    ["hubungi 081234567890 ya", ["phone 081234567890"]],
    ["WA 0812-3456-7890/08123456789", ["phone 0812-3456-7890", "phone 08123456789"]],
    ["+62 812 3456 7890", ["phone +62 812 3456 7890"]],
    ["6281234567890", ["phone 6281234567890"]],
    ["telp.0812.3456.7890", ["phone 0812.3456.7890"]],
    ["kantor (0542) 421234 atau 021-555 1234", ["phone (0542) 421234", "phone 021-555 1234"]],
    ["0215551234", ["phone 0215551234"]],
    ["surel: sari.dewi+lapor@contoh.go.id.", ["email sari.dewi+lapor@contoh.go.id"]],
    ["mobil B 1234 XYZ dan KT-4321-AB", ["plate B 1234 XYZ", "plate KT-4321-AB"]],
    ["motor dd1234ab", ["plate dd1234ab"]],
    ["🏍 nomor 081234567890", ["phone 081234567890"]],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    "Rp 1.250.000 dan Rp. 081.234.567.890",
    "anggaran 62.812.345.678.901,00 rupiah",
    "tanggal 02-03-2026, 2026-03-02, 2/3/2026 pukul 08.15",
    "2026-03-02T01:00:00.000Z",
    "kode wilayah 64.71.01.1001",
    "kode pos 76123, RT 05 RW 12, jalan KM 12",
    "B 17 AGT 2026 sampai D 20 DES",
    "register 0123/LM/2026 dan 12/G/2026",
    "9999999999999999 dan 6471059903900001 dan 6471051203900000",
    "panjang 100 m, 12 km, s 12 km, di 2 rt",
    "01936f2a-0000-7000-8000-000000000001",
    "rekening 12345678901234567890",
  ])("none in: %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("no tracking id is taken for any, wherever it stands", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 12, maxLength: 12 }),
        // Digits are what would be mistaken.
        fc.boolean(),
        (random, digits) => {
          const id = composeTrackingId(digits ? random.map((byte) => byte % 10) : random);
          for (const text of [id, `laporan ${id}.`, `(${id.toLowerCase()})`])
            expect(found(text)).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("no amount of money and no date is", () => {
    const money = fc.bigInt({ min: 0n, max: 10n ** 16n }).map((amount) => {
      const grouped = String(amount).replaceAll(/\B(?=(\d{3})+$)/g, ".");
      return `Rp ${grouped},00`;
    });
    const date = fc
      .date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
      .map((day) => day.toISOString());
    const spelt = date.map((iso) => iso.slice(0, 10).split("-").toReversed().join("-"));
    fc.assert(
      fc.property(fc.oneof(money, date, spelt), (text) => {
        expect(found(`a ${text} b`)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test("every NIK is found where it stands, however it is grouped", () => {
    const two = (n: number) => String(n).padStart(2, "0");
    const nik = fc
      .tuple(
        fc.constantFrom(11, 21, 34, 64, 91),
        fc.integer({ min: 1, max: 79 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 28 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 12 }),
        fc.nat(99),
        fc.integer({ min: 1, max: 9999 }),
      )
      .map(
        ([p, r, d, day, woman, month, year, serial]) =>
          [p, r, d, woman ? day + 40 : day, month, year].map(two).join("") +
          String(serial).padStart(4, "0"),
      );
    fc.assert(
      fc.property(nik, fc.constantFrom("", " ", "-", "."), fc.lorem(), (number, by, before) => {
        const written = (/.{4}/g[Symbol.match](number) ?? []).join(by);
        const text = `${before} ${written} ya`;
        expect(detectPersonal(text)).toContainEqual({
          kind: "nationalId",
          start: before.length + 1,
          end: before.length + 1 + written.length,
        });
      }),
      { numRuns: 300 },
    );
  });

  test("spans lie in the text, in order and apart, whatever it is", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("0812", "3456-7890", "@", "a.id", "B 12", " XY", "6471051203900001", "."),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        let at = 0;
        for (const { start, end } of detectPersonal(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(text.length);
        // What was masked is not found again.
        expect(found(masked(text, detectPersonal(text))).filter((f) => !f.includes("█"))).toEqual(
          found(masked(text, detectPersonal(text))),
        );
      }),
      { numRuns: 500 },
    );
  });

  test("a long text of nearly everything takes no time", () => {
    const text = "0812-3456 64.71 a@b B 12 ".repeat(800);
    const before = performance.now();
    detectPersonal(text);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

describe("a masked text", () => {
  test("says that something is left out, not how long it was", () => {
    expect(masked("call 0812 now", [{ start: 5, end: 9 }])).toBe("call ███ now");
    const twice = [
      { start: 5, end: 8 },
      { start: 6, end: 9 },
      { start: 9, end: 10 },
    ];
    expect(masked("call 0812 now", twice)).toBe("call ███now");
    expect(masked("0812", [{ start: 0, end: 4 }])).toBe("███");
  });

  test("takes places that lie beyond it, or the wrong way round, for what they are", () => {
    expect(masked("abc", [{ start: 2, end: 99 }])).toBe("ab███");
    expect(masked("abc", [{ start: 9, end: 12 }])).toBe("abc");
    expect(masked("abc", [{ start: 2, end: 1 }])).toBe("abc");
  });

  test("leaves no half of a character", () => {
    expect(masked("a😀b", [{ start: 2, end: 3 }])).toBe("a███b");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.nat(20), fc.nat(20), (text, start, end) => {
        expect(masked(text, [{ start, end }]).isWellFormed()).toBe(true);
      }),
    );
  });
});
