import { expect, test } from "vitest";
import { readGeneric } from "../../src/index.ts";

const timestamp = "2026-03-02T08:00:00+07:00";
const said = (type: string, data: unknown) => readGeneric({ type, timestamp, data });
const report = "7K3M-92QX-4TVB-X";
const pointers = (reading: ReturnType<typeof readGeneric>) =>
  reading.outcome === "misfit" ? reading.misfits.map((m) => [m.pointer, m.reason]) : reading;

test("a report keeps every field it has, and its text to the byte", () => {
  const input = {
    class: "complaint",
    title: " Jalan ",
    text: " \r\nlubang\t",
    category: "road",
    accused: { tenant: "64.71", unit: "Dinas PU" },
    place: {
      area: "64.71.01",
      address: "Jl. A",
      latitude: -1.2,
      longitude: 116.8,
      roadStatus: "unknown",
    },
    occurredOn: "2026-03-01",
    anonymous: false,
    secret: true,
    contact: { name: "A", phone: "+62811", email: "a@contoh.id" },
    externalId: "x-1",
    attachments: ["0195d5a0-0000-7000-8000-000000000000"],
  };
  expect(said("report.submitted", input)).toEqual({
    outcome: "read",
    message: { type: "receive", input },
  });
});

test("a message about no report is a new one, of somebody to call back or to name", () => {
  for (const [from, contact] of [
    ["+62 811-555-0199", { phone: "+62 811-555-0199" }],
    ["08115550199", { phone: "08115550199" }],
    ["Pak RT 07", { name: "Pak RT 07" }],
    ["12", { name: "12" }],
  ] as const)
    expect(said("message.received", { from, text: "Banjir" })).toEqual({
      outcome: "read",
      message: { type: "receive", input: { text: "Banjir", contact } },
    });
});

test("a message about a report is a reply to it", () => {
  const spoken = { outcome: "read", message: { type: "reply", report, input: { text: "Sudah" } } };
  expect(said("message.received", { from: "+62811555", text: "Sudah", reportId: report })).toEqual(
    spoken,
  );
  expect(said("reply.submitted", { text: "Sudah", reportId: report })).toEqual(spoken);
});

test("ratings and objections are verbs about their report", () => {
  expect(said("rating.submitted", { reportId: report, score: 4 })).toEqual({
    outcome: "read",
    message: { type: "rate", report, input: { score: 4 } },
  });
  expect(said("objection.submitted", { reportId: report, reason: "Belum" })).toEqual({
    outcome: "read",
    message: { type: "object", report, input: { reason: "Belum" } },
  });
});

test("each place where a body is wrong is pointed at, with what is wrong there", () => {
  expect(pointers(said("report.submitted", { text: 1, extra: 1, contact: { mail: "x" } }))).toEqual(
    [
      ["/data/text", "invalid"],
      ["/data/contact/mail", "unknown"],
      ["/data/extra", "unknown"],
    ],
  );
  expect(pointers(said("rating.submitted", { score: 6 }))).toEqual([
    ["/data/score", "invalid"],
    ["/data/reportId", "missing"],
  ]);
  expect(pointers(said("report.erased", {}))).toEqual([["/type", "invalid"]]);
  expect(pointers(readGeneric({ type: "report.submitted", data: { text: "a" } }))).toEqual([
    ["/timestamp", "missing"],
  ]);
  expect(pointers(readGeneric("report.submitted"))).toEqual([["", "invalid"]]);
  expect(pointers(said("report.submitted", { text: "a", "a/b~": 1 }))).toEqual([
    ["/data/a~1b~0", "unknown"],
  ]);
});

test("names that every object has by birth are no types", () => {
  for (const type of ["constructor", "toString", "__proto__"])
    expect(said(type, {}).outcome).toBe("misfit");
});

test("a body that is wrong in a thousand places is answered briefly", () => {
  const reading = said(
    "report.submitted",
    Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`f${i}`, 1])),
  );
  expect(reading.outcome === "misfit" && reading.misfits.length).toBe(20);
});
