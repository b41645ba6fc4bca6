import { describe, expect, test } from "vitest";
import { centralOffice, officeFor, provincialOffices } from "../../src/index.ts";

/** Kemendagri codes of the 38 provinces, from Aceh to Papua Barat Daya. */
const provinces =
  `11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82
  91 92 93 94 95 96`.split(/\s+/);

describe("34 offices for 38 provinces", () => {
  test("each province has one, and each office serves at least its own", () => {
    const serving = provinces.map((code) => officeFor(code, undefined));
    expect(provinces).toHaveLength(38);
    expect(new Set(serving).size).toBe(34);
    expect([...new Set(serving)].toSorted()).toEqual(provincialOffices.toSorted());
    for (const office of provincialOffices) expect(officeFor(office, undefined)).toBe(office);
  });

  test.each([
    ["93", "91"],
    ["94", "91"],
    ["95", "91"],
    ["96", "92"],
  ])("province %s, split off in 2022, is served by the office of %s", (code, office) => {
    expect(officeFor(code, undefined)).toBe(office);
    expect(officeFor(`${code}.01.02.2003`, undefined)).toBe(office);
  });
});

describe("the office of a report", () => {
  test("is that of the place concerned, at any depth of its code", () => {
    for (const area of ["64", "64.71", "64.71.01", "64.71.01.1001"])
      expect(officeFor(area, "21.71")).toBe("64");
  });

  test("else that of the institution", () => {
    expect(officeFor(undefined, "21.71")).toBe("21");
    expect(officeFor(undefined, "96")).toBe("92");
  });

  test("else the seat: an agency has no province, and a code may name none", () => {
    expect(officeFor(undefined, undefined)).toBe(centralOffice);
    expect(officeFor(undefined, "kemnaker")).toBe(centralOffice);
    expect(officeFor("99.01", undefined)).toBe("pusat");
    expect(officeFor("99.01", "34.04")).toBe("34");
  });
});
