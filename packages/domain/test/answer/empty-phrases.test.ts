import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyAnswer } from "../../src/index.ts";

const kinds = (text: string) => emptyAnswer(text)?.phrases.map(({ kind }) => kind);

describe("an answer that says nothing", () => {
  test.each([
    ["Akan ditindaklanjuti.", "promise"],
    ["Akan kami tindak lanjuti segera.", "promise"],
    ["Laporan Bapak/Ibu akan segera kami proses sesuai ketentuan yang berlaku.", "promise"],
    ["Yth. Bapak/Ibu, kami akan menindaklanjuti laporan tersebut. Terima kasih.", "promise"],
    ["Sudah kami teruskan ke dinas terkait.", "passedOn"],
    ["Telah diteruskan kepada pihak yang berwenang", "passedOn"],
    ["sudah kami koordinasikan dengan instansi terkait", "passedOn"],
    ["Laporan sedang dalam proses, mohon menunggu.", "waiting"],
    ["Akan menjadi bahan evaluasi kami", "waiting"],
    ["Terima kasih atas laporannya.", "thanks"],
    ["Laporan Anda telah kami terima.", "thanks"],
    ["Akan segera kami tindak lanjuti. Hubungi 0812-7777-0001.", "promise"],
  ])("%s", (text, kind) => {
    expect(kinds(text)).toContain(kind);
  });

  test("passed on to somebody on some day is still no follow-up", () => {
    const found = emptyAnswer(
      "Sudah kami teruskan ke Dinas Pekerjaan Umum pada Senin, 20 November 2026.",
    );
    expect(found?.missing).toEqual(["what"]);
  });

  test("says what a reader would ask next", () => {
    expect(emptyAnswer("Akan ditindaklanjuti besok.")?.missing).toEqual(["who", "what"]);
    expect(emptyAnswer("Akan ditindaklanjuti oleh Bidang Bina Marga.")?.missing).toEqual([
      "what",
      "when",
    ]);
  });
});

describe("an answer that says something", () => {
  test.each([
    "Akan ditindaklanjuti oleh Bidang Bina Marga pada Senin, 23 November 2026.",
    "Lubang di Jalan Sudirman sudah kami tambal dengan aspal dingin. Laporan telah ditindaklanjuti.",
    "Terima kasih atas laporannya. Lampu di simpang Gunung Sari diganti kemarin malam.",
    "Sudah kami teruskan ke Dinas PU; tim pemeliharaan menambal lubang di depan pasar pada 24 November 2026.",
    "Permohonan ditolak karena lahan itu milik perusahaan swasta.",
    "Pipa bocor di RT 12 diperbaiki besok oleh Perumda Tirta Manuntung.",
    "",
  ])("%s", (text) => {
    expect(emptyAnswer(text)).toBeUndefined();
  });
});

test("the phrases are places of the text, in its order, without overlaps", () => {
  const piece = fc.constantFrom(
    "akan ditindaklanjuti",
    "sudah kami teruskan",
    "mohon menunggu",
    "terima kasih",
    ". ",
    "😀",
    "\n",
    "jalan ",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join(" ");
      let at = 0;
      for (const { start, end } of emptyAnswer(text)?.phrases ?? []) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        at = end;
      }
    }),
  );
});

test("the longest answer is read in no time", () => {
  const text = "akan segera kami sudah telah sedang tindak ".repeat(500).slice(0, 20_000);
  const from = performance.now();
  emptyAnswer(text);
  expect(performance.now() - from).toBeLessThan(500);
});
