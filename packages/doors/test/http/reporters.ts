import { issueKey } from "@simpul/casework";
import type { ReceiveInput } from "@simpul/casework";
import { append, findReport, wholeOf, withScope } from "@simpul/db";
import type { Case } from "@simpul/domain";
import type { Hono } from "hono";
import { expect } from "vitest";
import type { Deployment } from "../../../testkit/src/index.ts";
import { createApp } from "../../src/http/app.ts";
import { publicRoutes } from "../../src/http/public/routes.ts";
import { restRoutes } from "../../src/http/rest/routes.ts";

/** The doors that reporters come to, behind one proxy: who asks says from where. */
export function reportersDoors({ ctx }: Deployment): Hono {
  return createApp({
    parts: [
      restRoutes({ ctx, version: "0.0.0" }),
      publicRoutes({ ctx, securityContact: "mailto:security@contoh.go.id" }),
    ],
    log: { error: (event, fields) => expect.unreachable(`${event} ${JSON.stringify(fields)}`) },
    trustProxy: 1,
    observe: () => {},
  });
}

export interface Reported {
  readonly id: string;
  readonly trackingId: string;
  /** Of the application that took it in. */
  readonly key: string;
}

export async function reportTo(
  app: Hono,
  { ctx }: Deployment,
  input: Partial<ReceiveInput> = {},
  tenant = ctx.here.tenants()[0] ?? "",
): Promise<Reported> {
  const { key } = await issueKey(ctx, tenant, "test", ["reports:submit"], 10_000);
  const answer = await app.request("/api/v1/reports", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ text: "Jalan berlubang di depan pasar", ...input }),
  });
  expect(answer.status).toBe(201);
  return { ...((await answer.json()) as { id: string; trackingId: string }), key };
}

/** The codes that were sent about a report, the newest last. */
export async function codesSent({ ctx, asSuperuser }: Deployment, report: string) {
  const rows = await asSuperuser().db.pg<{ sealed: string; lang: string }[]>`
    select sealed, lang from simpul.mail where report = ${report} and template = 'reporterCode' order by created_at, id`;
  return Promise.all(
    rows.map(async ({ sealed, lang }) => {
      // Proof: `queueMail` sealed it.
      const { to, parameters } = JSON.parse(await ctx.vault.open(sealed)) as {
        to: string;
        parameters: { code: string; trackingId: string };
      };
      return { to, lang, ...parameters };
    }),
  );
}

/** Puts a report where an answer stands, as an institution far away would have led it. */
export async function answered({ ctx }: Deployment, tenant: string, report: string): Promise<void> {
  const loaded = await withScope(ctx.db, wholeOf([tenant]), (tx) => findReport(tx, report, tenant));
  if (loaded === undefined) throw new Error("no such report");
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  const stands = {
    state: "answered",
    institution: "64.71",
    unit: "dpu",
    supporting: [],
    extended: false,
    answer: { hash: "a".repeat(43), kind: "done", at },
  };
  // Proof: what an answered report has beside its facts.
  const report_ = { ...loaded.case.report, ...stands } as Case["report"];
  const [saved] = await append(ctx.db, wholeOf([tenant]), [
    {
      tenant,
      report: loaded.id,
      expectedVersion: loaded.version,
      case: { ...loaded.case, report: report_ },
      due: { provisional: false, marks: [], calendar: "test", policy: "test" },
      at,
      events: [],
      contents: [],
      audit: [],
      outbox: [],
      dedup: [],
    },
  ]);
  expect(saved?.outcome).toBe("saved");
}
