import { expect, test } from "vitest";
import { endings, fittingName } from "../../src/files/fitting-name.ts";
import { allowedTypes } from "../../src/files/prepare.ts";

test("every type that is taken has an ending", () => {
  expect(Object.keys(endings).toSorted()).toEqual([...allowedTypes].toSorted());
});

test.each([
  ["bukti.JPG", "image/jpeg", "bukti.JPG"],
  ["bukti.jpeg", "image/jpeg", "bukti.jpeg"],
  ["bukti", "image/jpeg", "bukti.jpg"],
  ["bukti.", "image/png", "bukti..png"],
  ["surat.pdf.exe", "application/pdf", "surat.pdf.exe.pdf"],
  ["page.html", "application/octet-stream", "page.html.bin"],
])("%s of %s is %s", (name, type, fitting) => {
  expect(fittingName(name, type)).toBe(fitting);
});
