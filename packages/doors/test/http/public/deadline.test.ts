import { receive, termsOf, track, verbs } from "@simpul/casework";
import type { PublicDeadline } from "@simpul/casework";
import { clockNames } from "@simpul/domain";
import { langs, say } from "@simpul/words";
import type { Hono } from "hono";
import { html } from "hono/html";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { createApp } from "../../../src/http/app.ts";
import { deadlineFacts } from "../../../src/http/public/deadline.ts";
import { publicRoutes } from "../../../src/http/public/routes.ts";
import { testDeployment } from "../../../../testkit/src/index.ts";
import type { Deployment } from "../../../../testkit/src/index.ts";

/** What a citizen reads of deadlines. 6 July 2026 is a Monday; 17 and 25 August are the next holidays. */

let deployment: Deployment;
let app: Hono;

beforeAll(async () => {
  deployment = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub" });
  app = createApp({
    parts: [publicRoutes({ ctx: deployment.ctx, securityContact: "mailto:security@contoh.go.id" })],
    log: { error: (event, fields) => expect.unreachable(`${event} ${JSON.stringify(fields)}`) },
    observe: () => {},
  });
});
afterAll(() => deployment.close());
beforeEach(() => deployment.clock.set("2026-07-06T03:00:00Z"));

const office = { kind: "machine", id: "k", tenant: "national", scopes: ["reports:act"] } as const;

async function reported(secret = false): Promise<{ id: string; trackingId: string }> {
  const channel = { kind: "channel", id: "ch_x", tenant: "national" } as const;
  const source = { channel: "generic", channelId: "ch_x", dedup: [], by: "reporter" } as const;
  const result = await receive(deployment.ctx, channel, { text: "Banjir", secret }, source);
  return result.outcome === "done" ? result.value : expect.unreachable(result.code);
}

async function forwarded(): Promise<string> {
  const { id, trackingId } = await reported();
  const { ctx } = deployment;
  const to = { class: "complaint", category: "road" } as const;
  await verbs.verify.run(ctx, office, { report: id }, to);
  const sent = await verbs.forward.run(ctx, office, { report: id }, { tenant: "64.71" });
  if (sent.outcome === "failed") expect.unreachable(sent.code);
  return trackingId;
}

/** The page's words, without its markup. */
async function pageAt(moment: string, trackingId: string, lang = "id"): Promise<string> {
  deployment.clock.set(moment);
  const response = await app.request(`/lacak/${trackingId}?lang=${lang}`);
  expect(response.status).toBe(200);
  return (await response.text()).replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

describe("the tracking page", () => {
  test("says the earliest deadline in plain words, in the zone of whoever owes the act", async () => {
    const { trackingId } = await reported();
    const id = await pageAt("2026-07-06T03:00:00Z", trackingId);
    expect(id).toContain("tenggat Kamis, 9 Juli 2026 (WIB)");
    expect(id).toContain("Sampai hari itu kami memeriksa kelengkapan laporan Anda.");
    const en = await pageAt("2026-07-06T03:00:00Z", trackingId, "en");
    expect(en).toMatch(/due Thursday,? 9 July 2026 \(WIB\)/);
    expect(en).toContain("By then we check whether your report is complete.");
    const away = await pageAt("2026-07-06T03:00:00Z", await forwarded());
    expect(away).toContain("tenggat Kamis, 9 Juli 2026 (WITA)");
    expect(away.match(/tenggat \w+, \d/g)).toHaveLength(1);
  });

  test("says by how many working days it has passed", async () => {
    const trackingId = await forwarded();
    expect(await pageAt("2026-07-09T15:59:59Z", trackingId)).not.toContain("lewat");
    expect(await pageAt("2026-07-09T16:00:00Z", trackingId)).toContain("lewat 1 hari kerja");
    expect(await pageAt("2026-07-14T03:00:00Z", trackingId)).toContain("lewat 3 hari kerja");
    expect(await pageAt("2026-07-14T03:00:00Z", trackingId, "en")).toContain("3 working days late");
  });

  test("says nothing of the deadlines of a secret report", async () => {
    const { trackingId } = await reported(true);
    const page = await pageAt("2026-07-14T03:00:00Z", trackingId);
    expect(page).toContain(say("id", "page.report.secret"));
    expect(page).not.toMatch(/tenggat|Juli 2026 \(W/i);
    expect(await track(deployment.ctx, trackingId)).not.toHaveProperty("value.deadline");
  });

  test("explains the right to the Ombudsman from day 40 on", async () => {
    const trackingId = await forwarded();
    expect(await pageAt("2026-09-01T16:59:59Z", trackingId)).not.toContain("Ombudsman");
    const id = await pageAt("2026-09-01T17:00:00Z", trackingId);
    expect(id).toContain("sampai Rabu, 30 September 2026 (WIB), yaitu 60 hari kerja");
    expect(id).toContain("identitas Anda hanya diserahkan dengan persetujuan Anda");
    const en = await pageAt("2026-09-01T17:00:00Z", trackingId, "en");
    expect(en).toMatch(/by Wednesday,? 30 September 2026 \(WIB\), 60 working days/);
  });

  test("says that a deadline is provisional in a year without a decree", async () => {
    deployment.clock.set("2026-12-29T03:00:00Z");
    const { trackingId } = await reported();
    expect(termsOf(deployment.ctx).calendarOf("national").isDecreed(2027)).toBe(false);
    const page = await pageAt("2026-12-29T03:00:00Z", trackingId);
    expect(page).toContain("Januari 2027 (WIB)");
    expect(page).toContain("sementara: keputusan hari libur tahun itu belum terbit");
  });
});

describe("a deadline's words", () => {
  const deadline: PublicDeadline = {
    name: "followUp",
    date: "2026-11-25",
    zone: "Asia/Makassar",
    provisional: false,
    paused: false,
  };
  const words = async (lang: "id" | "en", given: Partial<PublicDeadline>) =>
    String(await html`${deadlineFacts(lang, { ...deadline, ...given })}`);

  test("are those of its date, its zone and what holds it up", async () => {
    expect(await words("id", {})).toContain("tenggat Rabu, 25 November 2026 (WITA)");
    expect(await words("id", {})).not.toContain("remark");
    expect(await words("id", { paused: true })).toContain("berhenti sementara");
    expect(await words("en", { paused: true })).toContain("deadline paused");
    expect(await words("id", { zone: "Asia/Jayapura" })).toContain("(WIT)");
  });

  test("on the days off behind it are that it has passed, by no number of days", async () => {
    expect(await words("id", { late: 0 })).toContain("tenggat sudah lewat");
    expect(await words("en", { late: 0 })).toContain("overdue");
    expect(await words("en", { late: 1 })).toContain("1 working day late");
  });

  test.each(clockNames)("say of %s what it means", async (name) => {
    for (const lang of langs)
      expect(await words(lang, { name })).toContain(
        say(lang, `clockDuty.${name}`).replaceAll("'", "&#39;"),
      );
  });
});
