import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { deviceOf } from "../src/people/account/agent.ts";
import { filterOf, questions, readAuditSearch, startOf } from "../src/people/audit/audit-search.ts";
import { actorWords, outcomeWords, verbWords } from "../src/people/audit/words.ts";
import type { AuditedPerson } from "../src/people/audit/words.ts";
import {
  deputiesFor,
  matches,
  parentsFor,
  successorsOf,
  teamsOf,
  treeOf,
  validityOf,
} from "../src/people/roster/roster.ts";
import type { Officer, Unit } from "../src/people/roster/roster.ts";
import { filterOf as casesOf, standingOf, statesOf } from "../src/office/standing.ts";
import { sayIn } from "@simpul/words";

const officer = (id: string, given: Partial<Officer> = {}): Officer => ({
  id,
  name: `Nama ${id}`,
  role: "liaison",
  heldAt: "64.71",
  unit: "dpu",
  begins: "2026-01-01",
  isConfirmed: true,
  email: `${id}@example.go.id`,
  ...given,
});

test.each([
  ["a day before it ends", "2026-11-21", { is: "expiring", days: 1 }],
  ["on its last day", "2026-11-22", { is: "expiring", days: 0 }],
  ["the day after", "2026-11-23", { is: "expired", days: 1 }],
  ["thirty days before", "2026-10-23", { is: "expiring", days: 30 }],
  ["thirty-one days before", "2026-10-22", { is: "inForce" }],
  ["before it begins", "2026-01-30", { is: "future", days: 2 }],
])("a decree %s", (_, today, expected) => {
  expect(validityOf({ begins: "2026-02-01", ends: "2026-11-22" }, today)).toEqual(expected);
});
test("a decree without an end is in force for ever", () => {
  expect(validityOf({ begins: "2026-02-01" }, "2099-01-01")).toEqual({ is: "inForce" });
});

describe("who can take over or stand in", () => {
  const leaving = officer("a");
  const others = [
    officer("same"),
    officer("elsewhere", { unit: "dishub" }),
    officer("head", { role: "unitHead" }),
    // The same person by another role: nobody succeeds themselves.
    officer("self", { email: "a@example.go.id" }),
  ];
  test("the same role at the same unit, and somebody else", () => {
    expect(successorsOf([leaving, ...others], leaving).map(({ id }) => id)).toEqual(["same"]);
  });
  test("a deputy is anybody else, once each", () => {
    const twice = officer("same-2", { email: "same@example.go.id", role: "auditor" });
    expect(deputiesFor([leaving, ...others, twice], leaving).map(({ id }) => id)).toEqual([
      "same",
      "elsewhere",
      "head",
    ]);
  });
});

test("teams stand by name, who works for all of it first", () => {
  const names: Record<string, string> = { dpu: "Pekerjaan Umum", dishub: "Perhubungan", z: "Air" };
  const teams = teamsOf(
    [
      officer("1"),
      officer("2", { unit: "dishub" }),
      officer("3", { unit: "z" }),
      { ...officer("4"), unit: undefined } as never,
    ],
    (unit) => names[unit] ?? unit,
  );
  expect(teams.map(({ unit }) => unit)).toEqual([undefined, "z", "dpu", "dishub"]);
});

test("every word that was typed has to be somewhere", () => {
  expect(matches("sari pu", "Sari Wulandari", "Dinas PU")).toBe(true);
  expect(matches("sari kesehatan", "Sari Wulandari", "Dinas PU")).toBe(false);
  expect(matches("", "Sari")).toBe(true);
});

const unit = (code: string, parent: string | null, name = code): Unit => ({
  code,
  name,
  parent,
  kind: "office",
  operatesNode: false,
});

describe("the tree of units", () => {
  test("draws every unit once, below its parent, whatever lies there", () => {
    const codes = fc.constantFrom("a", "b", "c", "d", "e");
    fc.assert(
      fc.property(fc.array(fc.tuple(codes, fc.option(codes))), (pairs) => {
        const units = [...new Map(pairs).entries()]
          // Above itself stands nobody: the server refuses cycles.
          .filter(([code, parent]) => parent === null || parent < code)
          .map(([code, parent]) => unit(code, parent));
        const drawn = treeOf(units);
        expect(drawn.map(({ code }) => code).toSorted()).toEqual(
          units.map(({ code }) => code).toSorted(),
        );
        for (const { parent, depth } of drawn) {
          const above = drawn.find(({ code }) => code === parent);
          expect(depth).toBe(above === undefined ? 0 : above.depth + 1);
        }
      }),
    );
  });
  test("a unit moves neither below itself nor to where it is", () => {
    const units = [unit("top", null), unit("mid", "top"), unit("leaf", "mid"), unit("other", null)];
    const codes = (code: string) =>
      parentsFor(units, units.find((each) => each.code === code) ?? unit("", null)).map(
        (each) => each.code,
      );
    expect(codes("top")).toEqual(["other"]);
    expect(codes("mid")).toEqual(["other"]);
    expect(codes("leaf")).toEqual(["top", "other"]);
  });
});

describe("the audit's address", () => {
  test("is read from anything without a throw, and is what a filter says", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (given) => {
        const search = readAuditSearch(given);
        filterOf(search, "Asia/Makassar");
        expect(readAuditSearch({ ...search })).toEqual(search);
      }),
    );
  });
  test("days are the desk's own, both included", () => {
    expect(filterOf({ from: "2026-11-01", to: "2026-11-22" }, "Asia/Makassar")).toEqual({
      from: "2026-10-31T16:00:00.000Z",
      to: "2026-11-22T16:00:00.000Z",
    });
    expect(filterOf({ from: "2026-13-45", report: "x" }, "Asia/Jakarta")).toEqual({});
  });
  test("a report is asked for by its number, however it is spelt and even mistyped, or its id", () => {
    const id = "0199a0de-0000-7000-8000-000000000001";
    // A number that was mistyped is the server's to refuse: all rows would look like its rows.
    for (const report of [id, "7K3M-92QX-4TVB-X", "7k3m 92qx 4tvb y"])
      expect(filterOf({ report }, "Asia/Jakarta")).toEqual({ report });
    for (const report of ["7K3M-9Q", "x"]) expect(filterOf({ report }, "Asia/Jakarta")).toEqual({});
  });
  test("a day begins where its clocks change, too", () => {
    // In Berlin summer time ends on 25 October at 03:00: the day begins at +02:00, the next one at +01:00.
    expect(startOf("2026-10-25", "Europe/Berlin")).toBe("2026-10-24T22:00:00.000Z");
    expect(startOf("2026-10-26", "Europe/Berlin")).toBe("2026-10-25T23:00:00.000Z");
  });
  test("a frequent question is an address", () => {
    for (const question of Object.values(questions))
      expect(readAuditSearch(question)).toEqual(question);
  });
});

/** Acts as the sources write them down; of a verb's own name there is a button. */
const packages = join(import.meta.dirname, "../../../packages");
const written = ["casework", "doors", "federation", "db"].flatMap((name) =>
  globSync("src/**/*.ts", { cwd: join(packages, name) }).flatMap((path) => {
    const source = readFileSync(join(packages, name, path), "utf8");
    return [
      ...source.matchAll(/\bverb: "(\w+)"/g),
      ...source.matchAll(/\baudit\(\w+, (?:\w+, )?"(\w+)"/g),
    ].flatMap(([, verb]) => verb ?? []);
  }),
);

test("every act that is written down has words in the audit", () => {
  const t = sayIn("id");
  expect(written.length).toBeGreaterThan(80);
  expect(new Set(written.filter((verb) => verbWords(t, verb) === verb))).toEqual(new Set());
});

describe("a row of the audit in words", () => {
  const t = sayIn("en");
  const sari: AuditedPerson = {
    actor: "staff:1",
    name: "Sari",
    roles: ["liaison"],
    isEnded: false,
  };
  const people = new Map([[sari.actor, sari]]);
  test("names officers of the roster, and says of others what they are", () => {
    expect(actorWords(t, "staff:1", people)).toBe("Sari");
    expect(actorWords(t, "staff:2", people)).toBe("An officer 2");
    expect(actorWords(t, "clock", people)).toBe("Automatic deadline");
    expect(actorWords(t, "peer:urn:simpul:node:hub", people)).toBe("Node hub");
    expect(actorWords(t, "somebody", people)).toBe("somebody");
  });
  test("acts and outcomes of another version keep their codes", () => {
    expect(verbWords(t, "verify")).toBe("Verify");
    expect(verbWords(t, "addOfficer")).toBe("Gave a role");
    expect(verbWords(t, "teleport")).toBe("teleport");
    expect(outcomeWords(t, "secret")).toBe("a secret report");
    expect(outcomeWords(t, "teleported")).toBe("teleported");
  });
});

test.each([
  [
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Mobile Safari/537.36",
    "Chrome",
    "Android",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 Safari/537.36 Edg/131.0",
    "Edge",
    "Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "Safari",
    "iPhone",
  ],
  ["Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Firefox", "Linux"],
  ["curl/8.5", undefined, undefined],
])("a browser is called as people call it: %s", (agent, browser, system) => {
  expect(deviceOf(agent)).toEqual({
    ...(browser === undefined ? {} : { browser }),
    ...(system === undefined ? {} : { system }),
  });
});

test.each(["new", "registered", "concluded", "returned", "all"] as const)(
  "the office's list of %s cases is an address",
  (standing) => {
    const search = statesOf(standing);
    expect(standingOf(search)).toBe(standing);
    expect(casesOf({ ...search, area: "64" })).toEqual({
      office: "64",
      ...(standing === "all" ? {} : { standings: [standing] }),
    });
  },
);
