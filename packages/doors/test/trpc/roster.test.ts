import type { Staff } from "@simpul/access";
import { staffAt } from "@simpul/casework";
import { withScope, wholeOf } from "@simpul/db";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appRouter } from "../../src/trpc/router.ts";
import { ask, openDoors, read } from "../support.ts";
import type { Doors } from "../support.ts";

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors("node", ["64.71", "64.02"]);
});
afterAll(() => doors.deployment.close());

const admin: Staff = {
  kind: "staff",
  id: "admin",
  tenant: "64.71",
  roles: [{ role: "tenantAdmin", tenant: "64.71", reach: "self" }],
  isFresh: true,
};
const desk = (actor: Staff = admin) => appRouter.createCaller({ ctx: doors.deployment.ctx, actor });

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => "done",
    (error: unknown) => (error instanceof TRPCError ? error.code : "no refusal of the door"),
  );

const sari = {
  name: "Sari Wulandari",
  email: "Sari@balikpapan.example",
  role: "liaison",
  unit: "dpu",
} as const;

test("somebody who is added is invited by mail, and has the role", async () => {
  const { ctx } = doors.deployment;
  const { id } = await desk().roster.add(sari);
  const [mail] = await withScope(
    ctx.db,
    wholeOf(["64.71"]),
    (tx) => tx<{ sealed: string }[]>`
      select sealed from simpul.mail where template = 'invitation'`,
  );
  expect(JSON.parse(await ctx.vault.open(mail?.sealed ?? ""))).toMatchObject({
    to: "sari@balikpapan.example",
    parameters: { name: "Sari Wulandari" },
  });
  const [user] = await ctx.db.pg<{ id: string }[]>`
    select id from auth."user" where email = 'sari@balikpapan.example'`;
  expect(await staffAt(ctx, "64.71", user?.id ?? "", true)).toMatchObject({
    roles: [{ role: "liaison", unit: "dpu" }],
  });
  expect((await desk().roster.get()).officers).toMatchObject([{ id, isConfirmed: false }]);
  expect((await desk().units.tree()).map(({ code }) => code)).toContain("dpu");
});

const id = "01936f2a-0000-7000-8000-00000000dead";
const inputs = {
  "roster.get": {},
  "roster.recordDecree": { number: "1", issuedOn: "2026-01-02", validFrom: "2026-01-02" },
  "roster.add": sari,
  "roster.inviteAgain": { officer: id },
  "roster.changeRole": { officer: id, role: "auditor", reason: "x" },
  "roster.end": { officer: id, reason: "x" },
  "roster.succeed": { officer: id, successor: id, reason: "x" },
  "roster.coverLeave": {
    officer: id,
    deputy: id,
    begins: "2026-03-02",
    ends: "2026-03-03",
    reason: "x",
  },
  "roster.endCover": { cover: id },
  "roster.entrust": { report: id },
  "units.add": { code: "x", name: "x", kind: "office" },
  "units.rename": { unit: "dpu", name: "x" },
  "units.move": { unit: "dpu", parent: null },
  "units.retire": { unit: "dpu" },
  "units.operateNode": { unit: "dpu", operatesNode: false },
} as const;

describe.each(Object.entries(inputs))("%s", (path, input) => {
  const call = (given: object): Promise<unknown> => {
    const [group = "", name = ""] = path.split(".");
    // Proof: a caller is a tree of functions by the names of its procedures.
    const tree = desk() as unknown as Record<
      string,
      Record<string, (given: object) => Promise<unknown>>
    >;
    return tree[group]?.[name]?.(given) ?? Promise.reject(new Error(`no procedure ${path}`));
  };

  test("refuses a field that it does not know", async () => {
    expect(await refusal(call({ ...input, surprise: 1 }))).toBe("BAD_REQUEST");
  });

  test("refuses NUL, halves of characters, and what is far too long", async () => {
    // A report's number is looked up as people type it.
    const texts = Object.entries(input).filter(
      ([field, value]) => typeof value === "string" && field !== "report",
    );
    const answers = texts.flatMap(([field]) =>
      ["a\0b", "\uD800", "x".repeat(20_001)].map((bad) =>
        refusal(call({ ...input, [field]: bad })),
      ),
    );
    expect(new Set(await Promise.all(answers)).difference(new Set(["BAD_REQUEST"]))).toEqual(
      new Set(),
    );
  });
});

test("a key looks after no roster", async () => {
  const key = await doors.key("64.71");
  for (const path of ["roster.end", "units.retire"] as const) {
    const answer = await ask(doors.app, "POST", `/trpc/${path}`, { key, json: inputs[path] });
    expect(answer.status).toBe(403);
    expect(JSON.stringify(await read(answer))).toContain("forbidden");
  }
});
