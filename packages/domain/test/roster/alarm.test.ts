import { expect, test } from "vitest";
import { alarmsOf } from "../../src/index.ts";
import type { OfficerFacts, RosterFacts } from "../../src/index.ts";

const today = "2026-03-10";
const officer = (given: Partial<OfficerFacts> = {}): OfficerFacts => ({
  id: "o1",
  account: "ani",
  name: "Ani",
  unit: "dpu",
  decree: "d1",
  term: { begins: "2026-01-01", decree: { begins: "2026-01-01" } },
  since: "2026-01-01",
  isConfirmed: true,
  leaves: [],
  ...given,
});
const facts = (given: Partial<RosterFacts> = {}): RosterFacts => ({
  officers: [officer()],
  decrees: [{ id: "d1", number: "800/1", begins: "2026-01-01" }],
  units: [
    { code: "dinkes", parent: null },
    { code: "puskesmas", parent: "dinkes" },
    { code: "dpu", parent: null },
  ],
  cases: [],
  ...given,
});
const kinds = (given: Partial<RosterFacts>): string[] =>
  alarmsOf(facts(given), today).map(({ kind, matter, step, count }) =>
    [kind, matter, step, count].join(" "),
  );

test("a roster in order raises nothing", () => {
  expect(kinds({})).toEqual([]);
});

test.each([
  ["2026-04-10", []],
  ["2026-04-09", ["decreeExpiring d1 30 30"]],
  ["2026-03-18", ["decreeExpiring d1 30 8"]],
  ["2026-03-17", ["decreeExpiring d1 7 7"]],
  ["2026-03-10", ["decreeExpiring d1 7 0"]],
  ["2026-03-09", ["decreeExpired d1  1"]],
])("a decree that ends on %s: %j", (ends, expected) => {
  const decrees = [{ id: "d1", number: "800/1", begins: "2026-01-01", ends }];
  expect(kinds({ decrees })).toEqual(expected);
  // One that nobody works by any more concerns nobody.
  expect(kinds({ decrees, officers: [] })).toEqual([]);
});

test("roles without a decree are one matter, and only of those in office", () => {
  const { decree: _, ...bare } = officer({ id: "o2" });
  expect(kinds({ officers: [officer(), bare, { ...bare, id: "o3" }] })).toEqual([
    "decreeMissing roster  2",
  ]);
  const later = { ...bare, term: { begins: "2026-03-11" } };
  expect(kinds({ officers: [officer(), later] })).toEqual([]);
});

test("who has not signed in for two weeks", () => {
  const since = (day: string) => kinds({ officers: [officer({ isConfirmed: false, since: day })] });
  expect(since("2026-02-25")).toEqual([]);
  expect(since("2026-02-24")).toEqual(["unconfirmed o1  14"]);
});

test("cases lie where nobody works", () => {
  const cases = [{ unit: "dpu", count: 3 }];
  const unattended = ["unattendedUnit dpu  3"];
  expect(kinds({ cases })).toEqual([]);
  expect(kinds({ cases, officers: [officer({ unit: "dinkes" })] })).toEqual(unattended);
  const over = { begins: "2026-01-01", ends: "2026-03-09" };
  expect(kinds({ cases, officers: [officer({ term: over })] })).toEqual(unattended);
});

test("who is responsible for a unit looks after those below it, and not the other way round", () => {
  const cases = (unit: string) => [{ unit, count: 1 }];
  const at = (unit: string) => [officer({ unit })];
  expect(kinds({ cases: cases("puskesmas"), officers: at("dinkes") })).toEqual([]);
  expect(kinds({ cases: cases("dinkes"), officers: at("puskesmas") })).toEqual([
    "unattendedUnit dinkes  1",
  ]);
});

test("an officer on leave is there by a deputy who is in office", () => {
  const cases = [{ unit: "dpu", count: 1 }];
  const away = officer({ leaves: [{ deputy: "o2", begins: today, ends: today }] });
  const deputy = officer({ id: "o2", unit: "dinkes" });
  expect(kinds({ cases, officers: [away, deputy] })).toEqual([]);
  const gone = { ...deputy, term: { begins: "2026-01-01", ends: "2026-03-09" } };
  expect(kinds({ cases, officers: [away, gone] })).toEqual(["unattendedUnit dpu  1"]);
  const back = officer({ leaves: [{ deputy: "o2", begins: "2026-03-01", ends: "2026-03-09" }] });
  expect(kinds({ cases, officers: [back, gone] })).toEqual([]);
});
