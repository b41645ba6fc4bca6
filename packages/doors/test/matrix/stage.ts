import type { Actor, KeyScope, RoleHeld, StaffRole } from "@simpul/access";
import { issueKey, receive } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import { append, connect, findReport, withScope, wholeOf } from "@simpul/db";
import type { Database } from "@simpul/db";
import type { Deployment } from "@simpul/federation";
import type { Case } from "@simpul/domain";
import { testFederation, testTenants } from "../../../testkit/src/index.ts";
import { inject } from "vitest";
import { createApp } from "../../src/http/app.ts";
import { restRoutes } from "../../src/http/rest/routes.ts";

/** Where somebody asks, and a tenant beside it whose reports are none of theirs. */
export const desks = { national: "64.71", "64.71": "64.02", ombudsman: "64.71" } as const;
export type Desk = keyof typeof desks;

/** What stands on a report, from the view of who asks at the desk for unit `dpu`. */
export const situations = [
  "own unit",
  "helped by own unit",
  "other unit",
  "whistleblowing",
  "accuses own unit",
  "accuses the tenant",
  "other tenant",
] as const;
export type Situation = (typeof situations)[number];

interface Standing {
  readonly ctx: Context;
  /** Around the casework, for what needs keys. */
  readonly deployment: Deployment;
  /** The same as superuser, whom row-level security does not hold: to test the other lock. */
  readonly unwalled: Context;
  readonly reports: Readonly<Record<Situation, string>>;
}

export interface Stage {
  readonly desks: Readonly<Record<Desk, Standing>>;
  ask(desk: Desk, method: string, path: string, init: RequestInit): Promise<Response>;
  key(desk: Desk, scopes: readonly KeyScope[]): Promise<string>;
  close(): Promise<void>;
}

const own = "dpu";

/** Hub, node and office, each with a report of every kind at its desks. */
export async function openStage(): Promise<Stage> {
  const listed = (...codes: string[]) =>
    testTenants.filter((t) => codes.includes(t.code)).map(({ node: _, ...t }) => t);
  const federation = await testFederation({
    adminUrl: inject("adminUrl"),
    nodes: { kaltim: listed("64", "64.02", "64.71"), ombudsman: listed("ombudsman") },
  });
  const opened: Database[] = [];
  const memberOf = (desk: Desk) => {
    const id = desk === "64.71" ? "kaltim" : desk;
    const member = desk === "national" ? federation.hub : federation.nodes.get(id);
    if (member === undefined) throw new Error(`nobody hosts ${desk}`);
    return member;
  };
  const standing = async (desk: Desk): Promise<Standing> => {
    const { deployment } = memberOf(desk);
    const { ctx } = deployment;
    const make = (facts: object, tenant: string = desk) => reportWith(ctx, tenant, facts);
    const ordinary = { class: "complaint", institution: "64.71" };
    const grave = { class: "whistleblowing", institution: "64.71" };
    const unwalled = connect(memberOf(desk).urls.owner, { max: 2 });
    opened.push(unwalled);
    return {
      ctx,
      deployment,
      unwalled: { ...ctx, db: unwalled },
      reports: {
        "own unit": await make({ ...ordinary, unit: own }),
        "helped by own unit": await make({ ...ordinary, unit: "dishub", supporting: [own] }),
        "other unit": await make({ ...ordinary, unit: "dishub" }),
        whistleblowing: await make({ ...grave, unit: "dishub" }),
        "accuses own unit": await make({ ...grave, accused: { tenant: desk, unit: own } }),
        "accuses the tenant": await make({ ...grave, accused: { tenant: desk } }),
        // The hub and the office host nobody else: there it is a report that lies nowhere.
        "other tenant":
          desk === "64.71"
            ? await make({ ...ordinary, unit: own }, desks[desk])
            : "01936f2a-0000-7000-8000-00000000dead",
      },
    };
  };
  const stands = {
    national: await standing("national"),
    "64.71": await standing("64.71"),
    ombudsman: await standing("ombudsman"),
  };
  const log = { error() {} };
  const apps = Object.fromEntries(
    (Object.keys(desks) as Desk[]).map((desk) => {
      const deployment = memberOf(desk).deployment;
      const rest = restRoutes({ ctx: deployment.ctx, version: "0.0.0", deployment });
      return [desk, createApp({ parts: [rest], log, observe: () => {} })];
    }),
  );
  return {
    desks: stands,
    ask: async (desk, method, path, init) => {
      const answer = await apps[desk]?.request(path, { method, ...init });
      if (answer === undefined) throw new Error(`no door at ${desk}`);
      return answer;
    },
    key: async (desk, scopes) =>
      (await issueKey(stands[desk].ctx, desk, "test", scopes, 100_000)).key,
    close: async () => {
      await Promise.all(opened.map((db) => db.close()));
      await federation.close();
    },
  };
}

/** A report as it would be in the middle of its life, whether or not a life leads there: locks look at facts. */
async function reportWith(ctx: Context, tenant: string, facts: object): Promise<string> {
  const source = { channel: "generic", channelId: "ch_1", dedup: [], by: "reporter" } as const;
  const channel = { kind: "channel", id: "ch_1", tenant } as const;
  const taken = await receive(ctx, channel, { text: "Jalan rusak" }, source);
  if (taken.outcome === "failed") throw new Error(`not taken in: ${taken.code}`);
  const { id } = taken.value;
  const loaded = await withScope(ctx.db, wholeOf([tenant]), (tx) => findReport(tx, id, tenant));
  if (loaded === undefined) throw new Error("no such report");
  const { report } = loaded.case;
  // Proof: the locks and the row read these facts; which state has which is the rules' matter, and none is asked.
  const changed = { ...loaded.case, report: { ...report, ...facts } as Case["report"] };
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  const [saved] = await append(ctx.db, wholeOf([tenant]), [
    {
      tenant,
      report: id,
      expectedVersion: loaded.version,
      case: changed,
      due: { provisional: false, marks: [], calendar: "test", policy: "test" },
      at,
      events: [],
      contents: [],
      audit: [],
      outbox: [],
      dedup: [],
    },
  ]);
  if (saved?.outcome !== "saved") throw new Error(`not kept: ${saved?.outcome}`);
  return id;
}

/** Thousands of questions that wait for the database more than they compute: some at once, the answers in order. */
export async function askEach<Q, A>(
  questions: readonly Q[],
  ask: (question: Q) => Promise<A>,
): Promise<A[]> {
  const answers: A[] = [];
  const left = questions.entries();
  const askSome = async () => {
    for (const [at, question] of left) answers[at] = await ask(question);
  };
  await Promise.all(Array.from({ length: 8 }, askSome));
  return answers;
}

/** On a machine that does much else at the same time. */
export const matrixMs = 150_000;

/** Somebody with one role at the desk where it counts, for unit `dpu`. */
export function officer(role: StaffRole, heldAt?: string): Actor & { kind: "staff" } {
  const desk = deskOf(role);
  const isOverseer = role === "provincialOverseer";
  const held: RoleHeld = {
    role,
    tenant: heldAt ?? (isOverseer ? "64" : desk),
    reach: isOverseer ? "subtree" : "self",
    unit: own,
  };
  const oversees = isOverseer ? { oversees: ["64", "64.02", "64.71"] } : {};
  return { kind: "staff", id: "1", tenant: desk, roles: [held], isFresh: true, ...oversees };
}

export function deskOf(role: StaffRole): Desk {
  if (role.startsWith("national") || role === "provincialOverseer") return "national";
  return role === "ombudsmanOfficer" ? "ombudsman" : "64.71";
}
