import { staffRoles } from "@simpul/access";
import type { Action, Actor } from "@simpul/access";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { appRouter } from "../../src/trpc/router.ts";
import { failureCodeOf } from "../../src/trpc/procedure.ts";
import { lists, procedures } from "./procedures.ts";
import { askEach, deskOf, desks, matrixMs, officer, openStage, situations } from "./stage.ts";
import type { Situation, Stage } from "./stage.ts";

/**
 * Every procedure of the desk × every role × whose report it is. `may` is past both locks, whatever the rules of a report
 * then say; `no` is refused with a reason; a dash is answered as if there were no such report.
 */
type Cell = "may" | "no" | "–";

const lock = vi.hoisted(() => ({ casl: "on", rls: "on" }));

vi.mock("@simpul/access", async (original) => {
  const access = await original<typeof import("@simpul/access")>();
  const everything = access.abilityFor({ kind: "system" }, "national");
  const all: Action[] = ["manage"];
  const subjects = ["Report" as const, ...access.tenantThings];
  everything.update(subjects.map((subject) => ({ action: all, subject })));
  return {
    ...access,
    abilityFor: (actor: Actor, hub: string) =>
      lock.casl === "on" ? access.abilityFor(actor, hub) : everything,
    partsOf: (...about: Parameters<typeof access.partsOf>) =>
      lock.casl === "on" ? access.partsOf(...about) : new Set(access.reportParts),
  };
});
beforeEach(() => {
  lock.casl = "on";
  lock.rls = "on";
});

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const names = Object.keys(appRouter._def.procedures).toSorted();
const aboutReports = (name: string): boolean => {
  const ask = procedures[name];
  return (
    ask !== undefined && (lists.has(name) || JSON.stringify(ask("?"))?.includes('"?"') === true)
  );
};

async function ask(
  name: string,
  role: (typeof staffRoles)[number],
  situation: Situation,
  heldAt?: string,
): Promise<Cell> {
  const desk = deskOf(role);
  const { ctx: walled, unwalled, deployment, reports } = stage.desks[desk];
  const ctx = lock.rls === "on" ? walled : unwalled;
  const call = name.split(".").reduce<unknown>(
    // Proof: a caller is a tree of functions by the names of its procedures.
    (at, part) => (at as Record<string, unknown>)[part],
    appRouter.createCaller({
      ctx,
      actor: officer(role, heldAt),
      deployment: { ...deployment, ctx, db: ctx.db },
    }),
  ) as (input: unknown) => Promise<unknown>;
  const report = reports[situation];
  try {
    const value = await call(procedures[name]?.(report));
    if (!lists.has(name)) return "may";
    return JSON.stringify(value).includes(report) ? "may" : "–";
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    switch (failureCodeOf(error)) {
      case "notFound":
        return "–";
      case "forbidden":
        return "no";
      case undefined:
        throw error;
      default:
        return "may";
    }
  }
}

test("every procedure has a row", () => {
  expect(names.filter((name) => !(name in procedures))).toEqual([]);
  expect(Object.keys(procedures).filter((name) => !names.includes(name))).toEqual([]);
});

interface Row {
  readonly name: string;
  readonly cells: readonly Cell[];
}

/** All rows of a role that are not dashes alone. */
async function rowsOf(role: (typeof staffRoles)[number]): Promise<Row[]> {
  const rows = await askEach(names, async (name) => {
    const cells: Cell[] = [];
    for (const situation of aboutReports(name) ? situations : (["own unit"] as const))
      cells.push(await ask(name, role, situation));
    return { name, cells };
  });
  return rows.filter(({ cells }) => cells.some((cell) => cell !== "–"));
}

const examiners: ReadonlySet<string> = new Set([
  "nationalAdmin",
  "inspectorate",
  "ombudsmanOfficer",
]);

/** What an auditor may ask of any report but one that accuses the tenant: who did what to it, and none of its words. */
const ofAuditors: ReadonlySet<string> = new Set(["identity.accesses", "report.viewers"]);

/** Situations in which nobody of this role is told that there is such a report. */
function hidden(role: (typeof staffRoles)[number], name: string): Situation[] {
  if (role === "nationalAdmin") return ["other tenant"];
  if (role === "auditor" && ofAuditors.has(name)) return ["other tenant", "accuses the tenant"];
  return [
    "other tenant",
    "accuses the tenant",
    ...(examiners.has(role) ? [] : (["whistleblowing"] as const)),
    ...(examiners.has(role) && role !== "inspectorate" ? [] : (["accuses own unit"] as const)),
  ];
}

test(
  "what each role may is what the matrix says, and never more than the law allows",
  async () => {
    const sections: string[] = [];
    for (const role of staffRoles) {
      const rows = await rowsOf(role);
      for (const { name, cells } of rows.filter((row) => aboutReports(row.name)))
        for (const situation of hidden(role, name)) {
          const where = `${role} ${name}: ${situation}`;
          expect([where, cells[situations.indexOf(situation)]]).toEqual([where, "–"]);
        }
      const head = ["", ...situations];
      const lines = [
        head,
        head.map(() => "---"),
        ...rows.map(({ name, cells }) =>
          head.map((_, i) => (i === 0 ? `\`${name}\`` : (cells[i - 1] ?? ""))),
        ),
      ];
      sections.push(
        `## ${role}, at the desk of ${deskOf(role)}\n\n${lines.map((line) => `| ${line.join(" | ")} |`).join("\n")}`,
      );
    }
    await expect(`# Procedures, roles, reports

Generated by \`npm test -- packages/doors/test/matrix -u\`: every procedure of the desk is asked by every role, bound to the
unit \`dpu\`, about a report in each situation. *may*: past both locks, whatever the rules of a report then say. *no*: refused
with a reason. *–*: answered as if there were no such report. What is a dash in every column has no row.

${sections.join("\n\n")}
`).toMatchFileSnapshot("../../../../docs/procedures-by-role.md");
  },
  matrixMs,
);

test("a role that is held at another tenant opens nothing here", async () => {
  for (const role of staffRoles) {
    if (role === "provincialOverseer") continue;
    for (const name of names.filter(aboutReports)) {
      const cell = await ask(name, role, "own unit", desks[deskOf(role)]);
      expect([role, name, cell]).toEqual([role, name, "–"]);
    }
  }
});

test(
  "without row-level security the rules alone let nobody see more",
  async () => {
    lock.rls = "off";
    for (const role of staffRoles)
      for (const { name, cells } of await rowsOf(role))
        for (const situation of aboutReports(name) ? hidden(role, name) : [])
          expect([role, name, situation, cells[situations.indexOf(situation)]]).toEqual([
            role,
            name,
            situation,
            "–",
          ]);
  },
  matrixMs,
);

test(
  "without the rules row-level security alone keeps other tenants' reports and whistleblowing from who may not examine",
  async () => {
    lock.casl = "off";
    for (const role of staffRoles) {
      const rows = await rowsOf(role);
      expect(rows.some(({ cells }) => cells.includes("may"))).toBe(true);
      for (const { name, cells } of rows.filter((row) => aboutReports(row.name)))
        for (const [i, situation] of situations.entries()) {
          const isForExaminers = [
            "whistleblowing",
            "accuses own unit",
            "accuses the tenant",
          ].includes(situation);
          const isAudited = role === "auditor" && ofAuditors.has(name);
          if (
            situation === "other tenant" ||
            (isForExaminers && !examiners.has(role) && !isAudited)
          )
            expect([role, name, situation, cells[i]]).toEqual([role, name, situation, "–"]);
        }
    }
  },
  matrixMs,
);
