import { issueKey, receive, verbs } from "@simpul/casework";
import type { Actor } from "@simpul/access";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { connect } from "../../../../db/src/index.ts";
import { testFederation, testTenants } from "../../../../testkit/src/index.ts";
import type { Federation } from "../../../../testkit/src/index.ts";
import { restRoutes } from "../../../src/http/rest/routes.ts";
import { ask, everyScope, read } from "../../support.ts";

let federation: Federation;
let app: Hono;
let key: string;
/** Working days from here: 40 on 2026-05-25, 57 on 2026-06-22, 60 on 2026-06-26 (PRODUCT). */
let now = "2026-03-17T03:00:00.000Z";
const ids: string[] = [];

const officer: Actor & { tenant: string } = {
  kind: "machine",
  id: "test",
  tenant: "national",
  scopes: everyScope,
};

async function taken(to: string, assessed: Parameters<typeof verbs.verify.run>[3]): Promise<void> {
  const { ctx } = federation.hub.deployment;
  const source = { channel: "api", channelId: "key:test", dedup: [], by: "reporter" } as const;
  const intake = { text: "=Rahasia kantor", class: assessed.class };
  const came = await receive(ctx, officer, intake, source);
  if (came.outcome === "failed") throw new Error(came.code);
  const { id, trackingId } = came.value;
  ids.push(id, trackingId);
  const verified = await verbs.verify.run(ctx, officer, { report: id }, assessed);
  const sent = await verbs.forward.run(ctx, officer, { report: id }, { tenant: to });
  if (verified.outcome === "failed" || sent.outcome === "failed")
    throw new Error(JSON.stringify([verified, sent]));
}

const complaint = { class: "complaint", category: "road" } as const;
const whistle = (tenant: string) =>
  ({ class: "whistleblowing", category: "road", accused: { tenant } }) as const;

beforeAll(async () => {
  const hosted = testTenants.map(({ node: _, ...tenant }) => ({ ...tenant, parent: "national" }));
  federation = await testFederation({
    adminUrl: inject("adminUrl"),
    nodes: {
      other: hosted.filter(({ code }) => ["64", "64.71", "34.04", "ombudsman"].includes(code)),
    },
    now: () => Temporal.Instant.from(now),
  });
  for (let n = 0; n < 7; n += 1) await taken("64.71", complaint);
  for (let n = 0; n < 3; n += 1) await taken("34.04", complaint);
  for (let n = 0; n < 6; n += 1) await taken("64", whistle("64.71"));
  await taken("64", whistle("ombudsman"));
  await taken("64.71", { class: "aspiration", category: "road" });
  now = "2026-04-15T03:00:00.000Z";
  await taken("64.71", complaint);
  const { deployment } = federation.hub;
  app = restRoutes({ ctx: deployment.ctx, version: "0.0.0", deployment });
  key = (await issueKey(deployment.ctx, "national", "Ombudsman", ["referrals:outlook"], 10_000))
    .key;
}, 60_000);
afterAll(() => federation?.close());

const at = (moment: string, path = "outlook", as = key) => {
  now = moment;
  return ask(app, "GET", `/api/v1/referrals/${path}`, { key: as });
};
const past = (...counts: (number | null)[]) =>
  [40, 50, 57].map((day, i) => ({ day, reports: counts[i] ?? null }));

describe("what comes towards the Ombudsman", () => {
  test("is nothing before day 40, which is the beginning of a day", async () => {
    // 23.59.59 of the day before, and the day itself, in the hub's zone.
    expect(await read(await at("2026-05-24T16:59:59.999Z"))).toMatchObject({
      institutions: [],
      whistleblowing: past(0, 0, 0),
    });
    expect(await read(await at("2026-05-24T17:00:00.000Z"))).toMatchObject({
      whistleblowing: past(6, 0, 0),
    });
  });

  test("is counted by institution, so that nobody can be counted out", async () => {
    const answer = await at("2026-06-26T03:00:00.000Z");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const text = await answer.text();
    expect(JSON.parse(text)).toEqual({
      asOf: "2026-06-26T03:00:00.000Z",
      institutions: [
        { institution: "34.04", name: expect.any(String), past: past(null, null, null) },
        // The eighth came later, and would be the one between two counts.
        { institution: "64.71", name: expect.any(String), past: past(null, 7, 7) },
      ],
      // Of the nation: not of 64, which examines it, and none that accuses the office.
      whistleblowing: past(6, 6, 6),
    });
    for (const id of ids) expect(text).not.toContain(id);
    expect(text).not.toContain("Rahasia");
  });

  test("comes as CSV, in which no name is a formula", async () => {
    const { ctx } = federation.hub.deployment;
    const tenants = ctx.reference.tenants().map((one) => ({
      ...one,
      name: one.code === "64.71" ? "=1+1" : one.name,
    }));
    const renamed = { ...ctx, reference: { ...ctx.reference, tenants: () => tenants } };
    const { deployment } = federation.hub;
    const other = restRoutes({ ctx: renamed, version: "0.0.0", deployment });
    const answer = await ask(other, "GET", "/api/v1/referrals/outlook.csv", { key });
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const [head, few, many, nation, end, ...rest] = (await answer.text()).split("\r\n");
    expect(head).toBe("institution,name,past40,past50,past57");
    expect(few).toMatch(/^34\.04,.+,\*,\*,\*$/);
    expect([many, nation, end]).toEqual(["64.71,'=1+1,*,7,7", ",whistleblowing,6,6,6", ""]);
    expect(rest).toEqual([]);
  });

  test("is for the office's own key, which opens nothing else, and is audited", async () => {
    const { ctx } = federation.hub.deployment;
    expect((await ask(app, "GET", "/api/v1/referrals/outlook")).status).toBe(401);
    const wide = (await issueKey(ctx, "national", "hub", everyScope, 10_000)).key;
    const city = (await issueKey(ctx, "national", "x", ["reports:read"], 10_000)).key;
    for (const as of [wide, city]) {
      const refused = await at(now, "outlook", as);
      expect(refused.status).toBe(403);
      expect((await read(refused)).detail).toContain("referrals:outlook");
    }
    for (const path of ["/reports", `/reports/${ids[0]}`, "/changes"])
      expect((await ask(app, "GET", `/api/v1${path}`, { key })).status).toBeGreaterThan(400);
    const db = connect(federation.hub.urls.owner, { max: 1 });
    const rows =
      await db.pg`select from simpul.audit where verb = 'outlook' and tenant = 'national'`;
    await db.close();
    expect(rows.length).toBe(4);
  });

  test("is at the hub, where every report is, and nowhere else", async () => {
    const paths = async (on: Hono) => (await ask(on, "GET", "/api/v1/openapi.json")).text();
    expect(await paths(app)).toContain('"/api/v1/referrals/outlook"');
    const { deployment } = federation.nodes.get("other") ?? federation.hub;
    const there = restRoutes({ ctx: deployment.ctx, version: "0.0.0", deployment });
    expect(await paths(there)).not.toContain("outlook");
  });
});
