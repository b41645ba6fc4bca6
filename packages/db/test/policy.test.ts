import { abilityFor, keyScopes, reportSubject, staffRoles } from "@simpul/access";
import type { Ability, Action, Actor, ReportSubject } from "@simpul/access";
import { classes } from "@simpul/domain";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { append, policyCondition, withScope, wholeOf } from "../src/index.ts";
import { intake, withReport } from "./change.ts";
import { suite } from "./database.ts";

/** A list shows exactly the rows that `ability.can` allows: one rule said in two languages. */

const here = suite();
const tenants = ["64.71", "64.02", "national"];
const units = ["dpu", "dishub"];
const channels = ["ch_1", "key:1"];

const institutions = ["64.71", "64.02", "21.71"];

/** What rules can tell apart, unset columns among them; an accused unit's institution is not accused as a whole. */
const subjects: ReportSubject[] = fc.sample(
  fc
    .record({
      tenant: fc.constantFrom(...tenants),
      institution: fc.constantFrom(undefined, ...institutions),
      unit: fc.constantFrom(undefined, ...units),
      supporting: fc.constantFrom(undefined, [], ["dpu"], ["dishub", "dlh"], ["dlh"]),
      class: fc.constantFrom(undefined, "complaint", "whistleblowing", "whistleblowing"),
      accused: fc.constantFrom(
        {},
        { accusedTenant: "64.71" },
        { accusedTenant: "64.02" },
        { accusedTenant: "national" },
        { accusedUnit: "64.71/dpu" },
        { accusedUnit: "64.02/dishub" },
      ),
      channelId: fc.constantFrom(undefined, ...channels),
    })
    .map(({ accused, ...rest }) => ({ ...rest, ...accused })),
  { numRuns: 600, seed: 64_71 },
);
const rows = new Map<string, ReportSubject>();

beforeAll(async () => {
  const changes = subjects.map((subject) => {
    const { channelId } = subject;
    const change = intake(subject.tenant, channelId === undefined ? {} : { channelId });
    const { accusedTenant, accusedUnit } = subject;
    const [tenant, unit] = (accusedUnit ?? accusedTenant ?? "").split("/");
    const facts = {
      class: classes.find((c) => c === subject.class),
      accused: tenant === "" ? undefined : { tenant, unit },
      institution: subject.institution,
      unit: subject.unit,
      supporting: subject.supporting,
    };
    rows.set(change.report, { ...subject, id: change.report });
    return { ...change, case: withReport(change.case, facts) };
  });
  await append(here.db, wholeOf(tenants), changes);
});

async function listed(ability: Ability, action: Action): Promise<string[]> {
  // All tenants are in the scope: what is missing from the list, the policy left out.
  const found = await withScope(
    here.db,
    wholeOf(tenants),
    (tx) => tx<{ id: string }[]>`
    select r.id from simpul.report r where ${policyCondition(tx, ability, action)} order by r.id`,
  );
  return found.map((row) => row.id);
}

function allowed(ability: Ability, action: Action): string[] {
  return [...rows]
    .filter(([, subject]) => ability.can(action, reportSubject(subject)))
    .map(([id]) => id)
    .toSorted();
}

const tenant = fc.constantFrom(...tenants);
const actions = fc.constantFrom<Action>("list", "read", "assign", "withdraw", "note", "unseal");
const actor: fc.Arbitrary<Actor> = fc.oneof(
  fc.record({
    kind: fc.constant("machine" as const),
    id: fc.constantFrom("1", "2"),
    tenant,
    scopes: fc.subarray([...keyScopes]),
  }),
  fc.record({ kind: fc.constant("channel" as const), id: fc.constantFrom("ch_1", "ch_2"), tenant }),
  fc.record({
    kind: fc.constant("staff" as const),
    id: fc.constant("1"),
    tenant,
    roles: fc.array(
      fc.record(
        {
          role: fc.constantFrom(...staffRoles),
          tenant,
          reach: fc.constantFrom("self" as const, "subtree" as const),
          unit: fc.constantFrom(...units),
          units: fc.subarray([...units, "dlh"]),
        },
        { requiredKeys: ["role", "tenant", "reach"] },
      ),
      { maxLength: 3 },
    ),
    oversees: fc.subarray(institutions),
  }),
  fc.record({
    kind: fc.constant("reporter" as const),
    tenant,
    report: fc.nat({ max: 599 }).map((n) => [...rows.keys()][n] ?? ""),
  }),
  fc.constantFrom<Actor>({ kind: "public" }, { kind: "clock" }, { kind: "system" }),
);

test("a random actor lists exactly the rows that it may", async () => {
  let some = 0;
  let none = 0;
  await fc.assert(
    fc.asyncProperty(actor, actions, async (who, action) => {
      const ability = abilityFor(who, "national");
      const expected = allowed(ability, action);
      if (expected.length > 0) some += 1;
      else none += 1;
      expect(await listed(ability, action)).toEqual(expected);
    }),
    { numRuns: 300 },
  );
  // A run in which nobody may anything, or everybody everything, would prove nothing.
  expect(Math.min(some, none)).toBeGreaterThan(20);
});

const anyOf = (...texts: string[]) => fc.subarray(texts).map(($in) => ({ $in }));
const rule = fc.record({
  action: fc.constant<Action>("list"),
  subject: fc.constant("Report" as const),
  inverted: fc.boolean(),
  conditions: fc.option(
    fc.record(
      {
        tenant,
        unit: fc.oneof(fc.constantFrom(...units, "none"), anyOf(...units, "none")),
        supporting: anyOf("dpu", "dishub", "dlh"),
        institution: anyOf(...institutions),
        class: fc.constantFrom("complaint", "whistleblowing"),
        accusedTenant: tenant,
        accusedUnit: anyOf("64.71/dpu", "64.02/dishub", "64.02/dpu"),
        channelId: fc.constantFrom(...channels),
      },
      { requiredKeys: [] },
    ),
    { nil: undefined },
  ),
});

test("random rules, some of them inverted, mean the same in both languages whatever their order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(rule, { maxLength: 5 }), async (rules) => {
      const ability = abilityFor({ kind: "system" }, "national");
      ability.update(
        rules.map(({ conditions, ...rest }) =>
          conditions === undefined ? rest : { ...rest, conditions },
        ),
      );
      expect(await listed(ability, "list")).toEqual(allowed(ability, "list"));
    }),
    { numRuns: 300 },
  );
});

test.each([
  ["an operator", { unit: { $regex: "d" } }],
  ["two operators", { unit: { $in: ["dpu"], $ne: "dpu" } }],
  ["a list of more than texts", { unit: { $in: ["dpu", null] } }],
  ["a list as one value", { supporting: "dpu" }],
  ["a negation", { unit: { $ne: "dpu" } }],
  ["a combination", { $or: [{ tenant: "64.71" }] }],
  ["an unknown field", { state: "closed" }],
  ["a field of the prototype", { constructor: "x" }],
  ["nothing", { unit: null }],
])("a rule on %s is refused and not left out", async (_, conditions) => {
  const ability = abilityFor({ kind: "system" }, "national");
  // Proof: the rule is wrong on purpose; nothing but the translation looks at it.
  ability.update([{ action: "list", subject: "Report", conditions: conditions as never }]);
  await expect(listed(ability, "list")).rejects.toThrow("no translation to SQL");
});

test("a value is bound and never read as SQL", async () => {
  const ability = abilityFor({ kind: "system" }, "national");
  ability.update([{ action: "list", subject: "Report", conditions: { unit: "' or true --" } }]);
  expect(await listed(ability, "list")).toEqual([]);
});
