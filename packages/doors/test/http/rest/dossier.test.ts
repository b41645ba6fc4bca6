import { issueKey, receive, verbs, watchDue } from "@simpul/casework";
import type { Actor } from "@simpul/access";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { testFederation } from "../../../../testkit/src/index.ts";
import type { Federation } from "../../../../testkit/src/index.ts";
import { verifyArchive } from "../../../../verify/src/index.ts";
import { restRoutes } from "../../../src/http/rest/routes.ts";
import { ask, everyScope, read } from "../../support.ts";

/** Two complaints that nobody answered; one of them is sixty working days old, and referred. */
let federation: Federation;
let app: Hono;
let key: string;
let old: string;
let young: string;
let now = "2026-07-06T03:00:00.000Z";

const officer: Actor & { tenant: string } = {
  kind: "machine",
  id: "test",
  tenant: "national",
  scopes: ["reports:submit", "reports:read", "reports:act"],
};

async function complaint(): Promise<string> {
  const { ctx } = federation.hub.deployment;
  const source = { channel: "api", channelId: "key:test", dedup: [], by: "reporter" } as const;
  const taken = await receive(ctx, officer, { text: "Jalan berlubang" }, source);
  if (taken.outcome === "failed") throw new Error(taken.code);
  const assessed = { class: "complaint", category: "road" } as const;
  await verbs.verify.run(ctx, officer, { report: taken.value.id }, assessed);
  return taken.value.id;
}

beforeAll(async () => {
  federation = await testFederation({
    adminUrl: inject("adminUrl"),
    nodes: {},
    now: () => Temporal.Instant.from(now),
  });
  old = await complaint();
  now = "2026-10-05T03:00:00.000Z";
  young = await complaint();
  await watchDue(federation.hub.deployment.ctx);
  const { deployment } = federation.hub;
  const { ctx } = deployment;
  app = restRoutes({ ctx, version: "0.0.0", deployment });
  key = (await issueKey(ctx, "national", "test", everyScope, 10_000)).key;
}, 60_000);
afterAll(() => federation?.close());

const get = (path: string, as: string | undefined = key) =>
  ask(app, "GET", `/api/v1${path}`, as === undefined ? {} : { key: as });

describe("the dossier of a referred report", () => {
  test("is an archive that a stranger can check", async () => {
    const answer = await get(`/reports/${old}/dossier`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/x-tar");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(answer.headers.get("content-length")).toBe(String(bytes.length));
    const root = federation.hub.deployment.keyring.root?.kid ?? "";
    expect(verifyArchive(bytes, { root })).toMatchObject({
      outcome: "genuine",
      manifest: { kind: "dossier", report: old },
    });
  });

  test("is a row for the office's own system, as JSON and as CSV", async () => {
    const row = await read(await get(`/reports/${old}/referral.json`));
    expect(row).toMatchObject({
      id: old,
      due: "2026-09-30T16:59:59.000Z",
      office: "pusat",
      consent: "open",
    });
    const answer = await get(`/reports/${old}/referral.csv`);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect((await answer.text()).split("\r\n")[1]).toContain(old);
  });

  test.each(["dossier", "referral.json", "referral.csv"])(
    "as %s needs a key, a report and a referral",
    async (name) => {
      expect((await ask(app, "GET", `/api/v1/reports/${old}/${name}`)).status).toBe(401);
      expect((await get(`/reports/${young}/${name}`)).status).toBe(409);
      expect((await get(`/reports/${crypto.randomUUID()}/${name}`)).status).toBe(404);
      const { ctx } = federation.hub.deployment;
      const submitting = (await issueKey(ctx, "national", "app", ["reports:submit"], 10_000)).key;
      expect((await get(`/reports/${old}/${name}`, submitting)).status).toBe(404);
    },
  );

  test("stands in the document of the API where it is handed out", async () => {
    const document = await ask(app, "GET", "/api/v1/openapi.json");
    expect(await document.text()).toContain('"/api/v1/reports/{id}/dossier"');
  });
});
