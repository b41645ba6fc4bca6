import { describe, expect, test } from "vitest";
import { nationalPolicy, validatePolicy } from "../../src/index.ts";

const own = {
  id: "own",
  clock: "initialResponse",
  amount: 2,
  unit: "workingDays",
  warnAt: [1],
  legalBasis: "Perwali 5/2026",
  validFrom: "2026-01-01",
  tenant: "64.71",
};
const national = { ...own, tenant: undefined };
const { bounds } = nationalPolicy;
const { length } = nationalPolicy.rules;
const placeOf = (list: readonly { clock: string }[]) =>
  list.findIndex(({ clock }) => clock === "routing");
const and = (...rules: object[]) => ({
  ...nationalPolicy,
  rules: [...nationalPolicy.rules, ...rules.map((rule) => JSON.parse(JSON.stringify(rule)))],
});

function faultsOf(value: unknown): string[] {
  const read = validatePolicy(value);
  return read.outcome === "valid"
    ? []
    : read.faults.map(
        ({ pointer, says }) => `${pointer.replace(`/rules/${length}/`, "…/")} ${says}`,
      );
}

test("the policy that comes with the software is one, and is read as what it says", () => {
  expect(validatePolicy(structuredClone({ ...nationalPolicy, note: "as published" }))).toEqual({
    outcome: "valid",
    document: nationalPolicy,
  });
});

test("a tenant's rule is read with every member it may have", () => {
  const whole = {
    ...own,
    clock: "followUp",
    boundFromAssignment: 6,
    classes: ["complaint"],
    categories: ["road"],
    supervisory: true,
    validUntil: "2026-12-31",
  };
  const read = validatePolicy(and(whole));
  expect(read).toMatchObject({ outcome: "valid" });
  if (read.outcome === "valid") expect(read.document.rules.at(-1)).toEqual(whole);
});

test("without a version it gets one by its content", () => {
  const versionOf = (value: object) => {
    const read = validatePolicy({ ...value, version: undefined });
    return read.outcome === "valid" ? read.document.version : expect.fail(JSON.stringify(read));
  };
  expect(versionOf(nationalPolicy)).toMatch(/^policy\.[0-9a-f]{8}$/);
  expect(versionOf({ ...nationalPolicy, note: "copied" })).toBe(versionOf(nationalPolicy));
  expect(versionOf(and(own))).not.toBe(versionOf(nationalPolicy));
});

describe("each fault has its place, and says what is wanted", () => {
  test.each<[string, unknown, string[]]>([
    ["no object", [], [" wanted an object"]],
    [
      "nothing in it",
      {},
      [
        "/rules wanted a list",
        "/bounds wanted a list",
        "/mostPausedDays wanted a whole number from 0 to 100",
      ],
    ],
    [
      "an unknown member",
      { ...nationalPolicy, days: 3 },
      ["/days no such member; there are version, note, rules, bounds, mostPausedDays"],
    ],
    [
      "an empty version",
      { ...nationalPolicy, version: "" },
      [
        "/version wanted 1 to 64 characters: a to z, A to Z, 0 to 9 and _, and behind the first also . : -",
      ],
    ],
    [
      "another unit",
      and({ ...own, unit: "days" }),
      ["…/unit wanted one of workingDays, calendarDays, hours"],
    ],
    ["half a day", and({ ...own, amount: 1.5 }), ["…/amount wanted a whole number from 1 to 1000"]],
    ["no day", and({ ...own, amount: 0 }), ["…/amount wanted a whole number from 1 to 1000"]],
    [
      "a number as text",
      and({ ...own, amount: "2" }),
      ["…/amount wanted a whole number from 1 to 1000"],
    ],
    [
      "a class that is none",
      and({ ...own, classes: ["pengaduan"] }),
      ["…/classes/0 wanted one of complaint, aspiration, information, whistleblowing"],
    ],
    [
      "no class",
      and({ ...own, classes: [] }),
      ["…/classes wanted at least one; for all of them leave the member out"],
    ],
    [
      "a category that is no code",
      and({ ...own, categories: ["Jalan rusak"] }),
      [
        "…/categories/0 wanted a code such as 64.71: 1 to 64 characters a to z and 0 to 9, and behind the first also . -",
      ],
    ],
    [
      "supervisory as text",
      and({ ...own, supervisory: "yes" }),
      ["…/supervisory wanted true or false"],
    ],
    [
      "no legal basis",
      and({ ...own, legalBasis: "" }),
      [
        "…/legalBasis wanted a text of 1 to 200 characters on one line that does not begin with a space",
      ],
    ],
    [
      "a warning behind the deadline",
      and({ ...own, warnAt: [3] }),
      ["…/warnAt/0 wanted a whole number from 1 to 2"],
    ],
    [
      "warnings out of order",
      and({ ...own, warnAt: [2, 1] }),
      ["…/warnAt/1 wanted them in the order they come"],
    ],
    [
      "an end before the beginning",
      and({ ...own, validUntil: "2025-12-31" }),
      ["…/validUntil it ends before it begins, on 2026-01-01"],
    ],
    [
      "a bound of what hangs on no assignment",
      and({ ...own, boundFromAssignment: 4 }),
      ["…/boundFromAssignment only a followUp in workingDays hangs on the assignment"],
    ],
    [
      "an id twice",
      and({ ...own, id: "routing" }),
      [`…/id "routing" is said before, at /rules/${placeOf(nationalPolicy.rules)}`],
    ],
    [
      "bounds the wrong way round, and twice",
      {
        ...nationalPolicy,
        bounds: [...nationalPolicy.bounds, { clock: "routing", least: 3, most: 2 }],
      },
      [
        `/bounds/${bounds.length}/most wanted a whole number from 3 to 1000`,
        `/bounds/${bounds.length}/clock "routing" is said before, at /bounds/${placeOf(bounds)}`,
      ],
    ],
    [
      "two for the very same",
      and(own, { ...own, id: "again", amount: 3 }),
      [
        `/rules/${length + 1} it is for the very same as /rules/${length}: give it another validFrom`,
      ],
    ],
  ])("%s", (_, value, faults) => {
    expect(faultsOf(value)).toEqual(faults);
  });
});

describe("what the nation promises holds", () => {
  test("of a national rule without an end: within the bounds, as a crisis override needs none of that but an end", () => {
    const longer = { ...national, validFrom: "2027-01-01", amount: 9 };
    expect(faultsOf(and(longer))).toEqual([
      "…/amount wanted 1 to 5, the bounds of initialResponse; only a crisis override, which has a validUntil, goes beyond them",
    ]);
    expect(faultsOf(and({ ...longer, validUntil: "2027-03-31" }))).toEqual([]);
    expect(
      faultsOf(and({ ...longer, unit: "hours", amount: 72, validUntil: "2027-03-31" })),
    ).toEqual([]);
  });

  test("of a tenant: never beyond the bounds, not in a crisis either", () => {
    const beyond = [
      "…/amount wanted 1 to 5, the bounds of initialResponse; a tenant never goes beyond them",
    ];
    expect(faultsOf(and({ ...own, amount: 6 }))).toEqual(beyond);
    expect(faultsOf(and({ ...own, amount: 6, validUntil: "2026-03-31" }))).toEqual(beyond);
    const information = { ...own, clock: "settlement", classes: ["information"], amount: 20 };
    expect(faultsOf(and({ ...information, validUntil: "2026-03-31" }))).toEqual([]);
  });

  test("of a tenant: no more time than the national rule in its place gives, in the same unit", () => {
    const settlement = { ...own, clock: "settlement", amount: 20 };
    expect(faultsOf(and({ ...settlement, classes: ["complaint"], supervisory: true }))).toEqual([]);
    expect(faultsOf(and({ ...settlement, classes: ["complaint"] }))).toEqual([
      "…/amount wanted 14 at most, as in the national settlement-complaint: a tenant may promise more, never less",
    ]);
    expect(faultsOf(and({ ...own, unit: "hours" }))).toEqual([
      "…/unit wanted workingDays, as in the national initialResponse",
    ]);
    expect(
      faultsOf(and({ ...own, clock: "ombudsman", classes: ["information"], amount: 60 })),
    ).toEqual(["…/clock the nation has no ombudsman that this could stand before"]);
  });

  test("of a tenant: a national rule that comes later, or is for one category, counts as well", () => {
    const stricter = { ...national, id: "stricter", amount: 1, validFrom: "2027-01-01" };
    expect(faultsOf(and(own, stricter))).toEqual([
      "…/amount wanted 1 at most, as in the national stricter: a tenant may promise more, never less",
    ]);
    const road = { ...stricter, validFrom: "2020-01-01", categories: ["road"] };
    expect(faultsOf(and(own, road)).length).toBe(1);
    expect(faultsOf(and({ ...own, categories: ["flood"] }, road))).toEqual([]);
  });
});
