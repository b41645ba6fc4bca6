import { expect, test } from "vitest";
import { referralCsv } from "../src/index.ts";
import type { ReferralRow } from "../src/index.ts";

const row: ReferralRow = {
  trackingId: "7K3M-92QX-4TVB-X",
  id: "019cf985-7900-700b-8494-a1477c4eacc5",
  referredAt: "2026-07-06T01:00:00.000Z",
  due: "2026-07-01T16:59:59.000Z",
  office: "64",
  officeName: "Ombudsman Republik Indonesia Perwakilan Kalimantan Timur",
  registerNumber: "",
  class: "complaint",
  category: "road",
  supervisory: true,
  maladministration: "undueDelay noService",
  area: "64.71.01",
  occurredOn: "2026-03-10",
  institution: "64.71",
  receivedAt: "2026-03-17T02:00:00.000Z",
  completeAt: "2026-03-17T04:00:00.000Z",
  secret: false,
  anonymous: true,
  consent: "open",
};

const second = (said: string) =>
  referralCsv({ ...row, registerNumber: said }).split("\r\n")[1] ?? "";

test("a row has a head, a cell for each name, and CRLF at its end", () => {
  const [head = "", line = "", end, ...rest] = referralCsv(row).split("\r\n");
  expect([end, rest]).toEqual(["", []]);
  expect(head.split(",")).toEqual(Object.keys(row));
  expect(line.split(",")).toEqual(Object.values(row).map(String));
});

test.each([
  ["=HYPERLINK(1)", "'=HYPERLINK(1)"],
  ["+62", "'+62"],
  ["@x", "'@x"],
  ["-1", "'-1"],
  ['a "b"', '"a ""b"""'],
  ["a, b", '"a, b"'],
  ["=1,2", '"\'=1,2"'],
])("a number %s cannot be a formula, nor end its cell", (said, written) => {
  expect(second(said)).toContain(`Timur,${written},complaint`);
});
