import { expect, test } from "vitest";
import { fillTemplate } from "../../src/index.ts";

test("puts in what is known, and leaves and names what is not", () => {
  const { text, left } = fillTemplate(
    "Yth. {pelapor}, laporan {nomor} ditangani {unit} sampai {tenggat}. {nama} {unit}",
    { pelapor: "Bapak/Ibu", nomor: "7K3M-92QX-4TVB-X", unit: "", tenggat: "Rabu, 25 November" },
  );
  expect(text).toBe(
    "Yth. Bapak/Ibu, laporan 7K3M-92QX-4TVB-X ditangani {unit} sampai Rabu, 25 November. {nama} {unit}",
  );
  expect(left).toEqual(["{unit}", "{nama}"]);
});

test("what is put in is not looked into again, and is no pattern", () => {
  expect(fillTemplate("{judul}", { judul: "{unit} $& $1", unit: "x" }).text).toBe("{unit} $& $1");
  expect(fillTemplate("{__proto__} {constructor}", {}).left).toEqual([
    "{__proto__}",
    "{constructor}",
  ]);
});
