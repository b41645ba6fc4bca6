import type { Actor } from "@simpul/access";
import { receive, verbs, watchDue } from "@simpul/casework";
import { connect } from "@simpul/db";
import type { Database } from "@simpul/db";
import type { Hono } from "hono";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testFederation } from "../../../../testkit/src/index.ts";
import type { Federation } from "../../../../testkit/src/index.ts";
import { verifyArchive } from "../../../../verify/src/index.ts";
import { createApp } from "../../../src/http/app.ts";
import { createAccount } from "../../../src/http/auth/accounts.ts";
import { authRoutes } from "../../../src/http/auth/routes.ts";
import { openSignIn } from "../../../src/http/auth/sign-in.ts";
import { fileRoutes } from "../../../src/http/files/routes.ts";
import { appRouter } from "../../../src/trpc/router.ts";
import { Browser, cheap, goodPassword, publicUrl } from "../auth/people.ts";

/** What somebody takes away from the national desk: of a complaint that was referred, and of one that was not. */
let federation: Federation;
let app: Hono;
let owner: Database;
let old: string;
let secret: string;
let young: string;
let now = "2026-07-06T03:00:00.000Z";

const machine: Actor & { tenant: string } = {
  kind: "machine",
  id: "test",
  tenant: "national",
  scopes: ["reports:submit", "reports:read", "reports:act"],
};
const hub = () => federation.hub.deployment;

async function complaint(more: object = {}): Promise<string> {
  const source = { channel: "api", channelId: "key:test", dedup: [], by: "reporter" } as const;
  const taken = await receive(hub().ctx, machine, { text: "Jalan berlubang", ...more }, source);
  if (taken.outcome === "failed") throw new Error(taken.code);
  const assessed = { class: "complaint", category: "road" } as const;
  await verbs.verify.run(hub().ctx, machine, { report: taken.value.id }, assessed);
  return taken.value.id;
}

async function officer(name: string, role: string): Promise<Browser> {
  const { ctx } = hub();
  const email = `${name}@hub.example`;
  const { account } = await createAccount(ctx, { email, name, password: goodPassword }, cheap);
  await owner.pg`insert into simpul.officer
    (tenant, id, account, name, email, role, held_at, reach, begins, created_at)
    values ('national', ${ctx.newId()}, ${account}, ${name}, ${email}, ${role}, 'national', 'self', '2026-01-01', ${ctx.now().toString()})`;
  const browser = new Browser(app, {});
  expect((await browser.signIn(email)).status).toBe(200);
  return browser;
}

let admin: Browser;
let monitor: Browser;
beforeAll(async () => {
  federation = await testFederation({
    adminUrl: inject("adminUrl"),
    nodes: {},
    now: () => Temporal.Instant.from(now),
  });
  owner = connect(federation.hub.urls.owner, { max: 2 });
  old = await complaint();
  secret = await complaint({ secret: true });
  now = "2026-10-05T03:00:00.000Z";
  young = await complaint();
  await watchDue(hub().ctx);
  const log = { error() {} };
  const signIn = openSignIn({ ctx: hub().ctx, log, publicUrl, demo: true, argonCost: cheap });
  app = createApp({
    parts: [authRoutes(signIn), fileRoutes(signIn, hub())],
    log,
    trustProxy: 1,
    observe() {},
  });
  admin = await officer("admin", "nationalAdmin");
  monitor = await officer("pemantau", "nationalMonitor");
}, 60_000);
afterAll(async () => {
  await owner?.close();
  await federation?.close();
});

const take = (browser: Browser, report: string, what: string) =>
  browser.raw("GET", `/files/t/national/reports/${report}/${what}`);
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());
const audited = (report: string) => owner.pg<{ verb: string; outcome: string }[]>`
  select verb, outcome from simpul.audit where report = ${report} and actor like 'staff:%' order by id`;

test("a dossier is an archive that a stranger can check, and its pages come alone too", async () => {
  const answer = await take(admin, old, "dossier.tar");
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="berkas-/);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  expect(verifyArchive(await bytesOf(answer))).toMatchObject({ outcome: "genuine" });
  const pages = await take(admin, old, "dossier.pdf");
  expect(pages.headers.get("content-type")).toBe("application/pdf");
  expect(new TextDecoder().decode((await bytesOf(pages)).slice(0, 5))).toBe("%PDF-");
  expect(await audited(old)).toEqual([
    { verb: "export", outcome: "done" },
    { verb: "export", outcome: "done" },
  ]);
});

test("of a report that was never referred there is an export and no dossier", async () => {
  expect((await take(admin, young, "dossier.tar")).status).toBe(409);
  const answer = await take(admin, young, "export.tar");
  expect(verifyArchive(await bytesOf(answer))).toMatchObject({ manifest: { kind: "export" } });
});

test("who may look and not export takes nothing away", async () => {
  for (const what of ["export.tar", "dossier.tar", "dossier.pdf"])
    expect((await take(monitor, old, what)).status).toBe(403);
  expect((await take(new Browser(app, {}), old, "export.tar")).status).toBe(401);
});

test("a secret one asks for a fresh sign-in", async () => {
  expect((await take(admin, secret, "export.tar")).status).toBe(200);
  await owner.pg`update auth.session set fresh_at = null`;
  const answer = await take(admin, secret, "export.tar");
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain("fresh");
  expect(await audited(secret)).toEqual([{ verb: "export", outcome: "secret" }]);
});

test("what lies here is read as a stranger would, and what was changed is named", async () => {
  const actor = {
    kind: "staff",
    id: "kasus",
    tenant: "national",
    roles: [{ role: "nationalAdmin", tenant: "national", reach: "self" }],
    isFresh: true,
  } as const;
  const desk = appRouter.createCaller({ ctx: hub().ctx, actor, deployment: hub() });
  expect(await desk.office.verify({ report: old })).toMatchObject({
    outcome: "genuine",
    root: hub().keyring.root?.kid,
  });
  expect((await audited(old)).at(-1)).toEqual({ verb: "verifyDossier", outcome: "done" });
  await owner.pg`
    update simpul.content set bytes = decode('7b7d', 'hex') where report = ${old} and bytes is not null`;
  expect(await desk.office.verify({ report: old })).toMatchObject({ outcome: "refuted" });
});
