import { describe, expect, test } from "vitest";
import {
  besideMoment,
  dateInWords,
  momentWords,
  monthName,
  weekdayDate,
} from "../src/pages/written.ts";

describe("a date in an official letter", () => {
  test.each([
    ["2026-06-26", "Jumat, tanggal dua puluh enam bulan Juni tahun dua ribu dua puluh enam"],
    ["2025-08-17", "Minggu, tanggal tujuh belas bulan Agustus tahun dua ribu dua puluh lima"],
    ["2024-02-10", "Sabtu, tanggal sepuluh bulan Februari tahun dua ribu dua puluh empat"],
    ["2031-03-11", "Selasa, tanggal sebelas bulan Maret tahun dua ribu tiga puluh satu"],
    ["1900-12-30", "Minggu, tanggal tiga puluh bulan Desember tahun seribu sembilan ratus"],
    ["2100-01-20", "Rabu, tanggal dua puluh bulan Januari tahun dua ribu seratus"],
  ])("%s", (date, words) => {
    expect(dateInWords(date)).toBe(words);
  });

  test("has its weekday, and a moment the name of its zone", () => {
    expect(weekdayDate("2026-03-17")).toBe("Selasa, 17 Maret 2026");
    expect(monthName("2026-03")).toBe("Maret 2026");
    expect(momentWords("2026-07-01T23:59:59+08:00")).toBe("1 Juli 2026 pukul 23.59 WITA");
  });

  test("stands beside the same moment elsewhere, and says when that is another day", () => {
    const wib = "2026-03-17T23:30:00+07:00";
    expect(besideMoment(wib, wib)).toBe("23.30 WIB");
    expect(besideMoment("2026-03-17T09:00:00+07:00", "2026-03-17T10:00:00+08:00")).toBe(
      "09.00 WIB (10.00 WITA)",
    );
    expect(besideMoment(wib, "2026-03-18T01:30:00+09:00")).toBe("23.30 WIB (01.30 WIT, esok hari)");
  });
});
