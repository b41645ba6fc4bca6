import { expect, test } from "vitest";
import { officeFor, provincialOffices } from "../../domain/src/index.ts";
import { officeOf } from "../src/dossier-office.ts";

const seat = "Ombudsman Republik Indonesia";
const codes = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, "0"));

test("each place goes to the office that the hub chooses, and each office has a name of its own", () => {
  const found = codes.map((code) => officeOf({ place: { area: `${code}.01` } }));
  expect(found.map(({ office }) => office)).toEqual(
    codes.map((code) => officeFor(`${code}.01`, undefined)),
  );
  const names = new Set(found.map(({ officeName }) => officeName));
  expect(names.size).toBe(provincialOffices.length + 1);
  expect(provincialOffices.length).toBe(34);
});

test("what lies in no province goes by the institution, and what is no province's to the seat", () => {
  expect(officeOf({ place: { area: "99" }, institution: "64.71" })).toEqual({
    office: "64",
    officeName: `${seat} Perwakilan Kalimantan Timur`,
    chosenBy: { code: "64.71", by: "institution" },
  });
  expect(officeOf({ place: {}, institution: "kemnaker" })).toEqual({
    office: "pusat",
    officeName: seat,
    chosenBy: { by: "none" },
  });
});
