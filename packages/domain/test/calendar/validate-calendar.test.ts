import { describe, expect, test } from "vitest";
import { nationalCalendar, validateCalendar } from "../../src/index.ts";

const day = { date: "2027-01-01", name: "Tahun Baru 2027 Masehi", kind: "national" };
const decree = { id: "skb-2027", decree: "SKB 2027", year: 2027, adds: [day], removes: [] };
const calendar = {
  version: "2027.1",
  note: "as published",
  weekend: ["saturday", "sunday"],
  decrees: [decree],
};
const later = { ...decree, id: "later", amends: "skb-2027", adds: [] };
const having = (fields: object) => ({ ...calendar, decrees: [{ ...decree, ...fields }] });
const and = (fields: object) => ({ ...calendar, decrees: [decree, { ...later, ...fields }] });

test("a calendar is read as what it says, without its note", () => {
  const { note: _, ...document } = calendar;
  expect(validateCalendar(calendar)).toEqual({ outcome: "valid", document });
  expect(validateCalendar(structuredClone(nationalCalendar))).toEqual({
    outcome: "valid",
    document: nationalCalendar,
  });
  const whole = and({ issued: "2027-02-01", tenant: "64.71", removes: [{ date: day.date }] });
  expect(validateCalendar(whole)).toMatchObject({
    outcome: "valid",
    document: { decrees: whole.decrees },
  });
});

test("without a version it gets one by its content: the same says the same, another another", () => {
  const versionOf = (value: object) => {
    const read = validateCalendar({ ...value, version: undefined });
    return read.outcome === "valid" ? read.document.version : expect.fail(JSON.stringify(read));
  };
  expect(versionOf(calendar)).toMatch(/^skb-2027\.[0-9a-f]{8}$/);
  expect(versionOf({ ...calendar, note: "copied" })).toBe(versionOf(calendar));
  const other = having({ adds: [{ ...day, date: "2027-01-02" }] });
  expect(versionOf(other)).not.toBe(versionOf(calendar));
});

test("a version that its content gives is one that may be read again, however long the id of its decree", () => {
  const id = "a".repeat(64);
  const read = validateCalendar({ ...having({ id }), version: undefined });
  if (read.outcome !== "valid") expect.fail(JSON.stringify(read));
  expect(validateCalendar(read.document)).toEqual(read);
});

test("units that work every day are part of what it says, and of the version that its content gives", () => {
  const everyDay = ["64.71/rsud", "64.71/Damkar_1"];
  expect(validateCalendar({ ...calendar, everyDay })).toMatchObject({ document: { everyDay } });
  const versions = [[], ["64.71/rsud"], everyDay].map((units) => {
    const read = validateCalendar({ ...calendar, version: undefined, everyDay: units });
    return read.outcome === "valid" ? read.document.version : expect.fail(JSON.stringify(read));
  });
  expect(new Set(versions).size).toBe(3);
  const none = validateCalendar({ ...calendar, version: undefined });
  expect(none).toMatchObject({ document: { version: versions[0] } });
});

test("a text that is none is answered with the rule: how long, and which characters", () => {
  const says = (value: unknown) => {
    const read = validateCalendar(value);
    return read.outcome === "refused" ? read.faults.map((fault) => fault.says) : [];
  };
  expect(says({ ...calendar, version: "a b" })).toEqual([
    "wanted 1 to 64 characters: a to z, A to Z, 0 to 9 and _, and behind the first also . : -",
  ]);
  expect(says({ ...calendar, note: 7 })).toEqual(["wanted a text"]);
  expect(says(having({ decree: "" }))).toEqual([
    "wanted a text of 1 to 200 characters on one line that does not begin with a space",
  ]);
  expect(says(having({ tenant: "Kota" }))).toEqual([
    "wanted a code such as 64.71: 1 to 64 characters a to z and 0 to 9, and behind the first also . -",
  ]);
  expect(says({ ...calendar, everyDay: ["rsud"] })).toEqual([
    "wanted the codes of a tenant and of a unit of it, such as 64.71/rsud",
  ]);
});

describe("each fault has its place", () => {
  test.each<[string, unknown, string[]]>([
    ["no object", "skb", [""]],
    ["a list", [], [""]],
    ["nothing in it", {}, ["/weekend", "/decrees"]],
    ["an unknown member", { ...calendar, "a/b~": 1 }, ["/a~1b~0"]],
    ["an empty version", { ...calendar, version: "" }, ["/version"]],
    ["a version with a space", { ...calendar, version: "a b" }, ["/version"]],
    ["an unknown weekday", { ...calendar, weekend: ["sunday", "minggu"] }, ["/weekend/1"]],
    ["a weekday twice", { ...calendar, weekend: ["sunday", "sunday"] }, ["/weekend"]],
    [
      "no day to work on",
      {
        ...calendar,
        weekend: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
      },
      ["/weekend"],
    ],
    ["no list of units", { ...calendar, everyDay: {} }, ["/everyDay"]],
    ["a unit twice", { ...calendar, everyDay: ["64.71/rsud", "64.71/rsud"] }, ["/everyDay/1"]],
    ["a decree that is none", { ...calendar, decrees: [7] }, ["/decrees/0"]],
    ["an id twice", and({ id: "skb-2027" }), ["/decrees/1/id"]],
    ["no citation", having({ decree: " " }), ["/decrees/0/decree"]],
    ["a year as text", having({ year: "2027", adds: [] }), ["/decrees/0/year"]],
    ["an impossible day of issue", having({ issued: "2026-02-30" }), ["/decrees/0/issued"]],
    [
      "a malformed date",
      having({ adds: [{ ...day, date: "2027-1-1" }] }),
      ["/decrees/0/adds/0/date"],
    ],
    [
      "29 February 2027",
      having({ adds: [{ ...day, date: "2027-02-29" }] }),
      ["/decrees/0/adds/0/date"],
    ],
    [
      "another year's day",
      having({ adds: [{ ...day, date: "2028-01-01" }] }),
      ["/decrees/0/adds/0/date"],
    ],
    ["a day twice", having({ adds: [day, { ...day, name: "Lagi" }] }), ["/decrees/0/adds/1/date"]],
    [
      "an unknown kind",
      having({ adds: [{ ...day, kind: "holiday" }] }),
      ["/decrees/0/adds/0/kind"],
    ],
    ["a nameless day", having({ adds: [{ ...day, name: "" }] }), ["/decrees/0/adds/0/name"]],
    [
      "a regional day of the nation",
      having({ adds: [{ ...day, kind: "regional" }] }),
      ["/decrees/0/adds/0/date"],
    ],
    ["no list of days", having({ adds: {} }), ["/decrees/0/adds"]],
    ["a tenant that is no code", having({ tenant: "Kota Balikpapan" }), ["/decrees/0/tenant"]],
    ["a change to nothing", and({ amends: "skb-2028" }), ["/decrees/1/amends"]],
    ["a change to another year", and({ year: 2028 }), ["/decrees/1/amends"]],
    ["a change to itself", and({ amends: "later" }), ["/decrees/1/amends"]],
    [
      "a working day removed",
      and({ removes: [{ date: "2027-01-04" }] }),
      ["/decrees/1/removes/0/date"],
    ],
    [
      "a day given and removed at once",
      having({ removes: [{ date: day.date }] }),
      ["/decrees/0/removes/0/date", "/decrees/0/removes/0/date"],
    ],
    [
      "a removal of what was removed",
      {
        ...calendar,
        decrees: [
          decree,
          { ...later, removes: [{ date: day.date }] },
          { ...later, id: "again", removes: [{ date: day.date }] },
        ],
      },
      ["/decrees/2/removes/0/date"],
    ],
    [
      "the nation removing a tenant's day",
      {
        ...calendar,
        decrees: [
          { ...decree, tenant: "64" },
          { ...later, amends: "skb-2027", removes: [{ date: day.date }] },
        ],
      },
      ["/decrees/1/removes/0/date"],
    ],
    [
      "several at once",
      having({ id: "", adds: [{ ...day, date: "x", kind: "y" }] }),
      ["/decrees/0/id", "/decrees/0/adds/0/date", "/decrees/0/adds/0/kind"],
    ],
  ])("%s", (_, value, pointers) => {
    const read = validateCalendar(value);
    expect(read).toMatchObject({ outcome: "refused", code: "badCalendar" });
    if (read.outcome === "refused")
      expect(read.faults.map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
