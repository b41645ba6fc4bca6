import { readPublicly, receive } from "@simpul/casework";
import type { ReceiveInput } from "@simpul/casework";
import type { PublicView } from "@simpul/domain";
import { langs, say } from "@simpul/words";
import type { Hono } from "hono";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createApp } from "../../../src/http/app.ts";
import { reportPage } from "../../../src/http/public/report-page.ts";
import { publicRoutes } from "../../../src/http/public/routes.ts";
import { testDeployment, testTenants } from "../../../../testkit/src/index.ts";
import type { Deployment } from "../../../../testkit/src/index.ts";

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

async function reported(input: ReceiveInput): Promise<string> {
  const { ctx } = deployment;
  const result = await receive(ctx, { kind: "channel", id: "ch_x", tenant: "national" }, input, {
    channel: "generic",
    channelId: "ch_x",
    dedup: [],
    by: "reporter",
  });
  return result.outcome === "done" ? result.value.trackingId : expect.unreachable(result.code);
}

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await app.request(path, { headers });
  return { response, text: await response.text() };
};

test("the start has its track box, the emergency numbers and both languages by name", async () => {
  const { response, text } = await get("/");
  expect(response.status).toBe(200);
  expect(text).toContain('<html lang="id">');
  expect(text).toMatch(/<label for="id">\s*Nomor pelacakan\s*<\/label>/);
  for (const said of ["tel:112", "tel:110", ">English</a", ">Bahasa Indonesia</a"])
    expect(text).toContain(said);
});

test("a language is chosen by its link, else by what the browser likes", async () => {
  expect((await get("/?lang=en")).text).toContain('<html lang="en">');
  expect((await get("/?lang=id", { "accept-language": "en" })).text).toContain('<html lang="id">');
  expect((await get("/", { "accept-language": "en-GB" })).text).toContain('<html lang="en">');
  expect((await get("/?lang=%22%3E%3Cscript%3E")).text).toContain('<html lang="id">');
  // What was chosen is kept by the form, so that no cookie is needed.
  expect((await get("/?lang=en")).text).toContain('name="lang" value="en"');
});

test("the form leads to the report's own address, whatever the spelling", async () => {
  const trackingId = await reported({ text: "Banjir" });
  for (const typed of [trackingId, trackingId.toLowerCase(), trackingId.replaceAll("-", " ")]) {
    const { response } = await get(`/lacak?id=${encodeURIComponent(typed)}&lang=en`);
    expect([response.status, response.headers.get("location")]).toEqual([
      303,
      `/lacak/${trackingId}?lang=en`,
    ]);
  }
  const { response, text } = await get(`/lacak/${trackingId}`);
  expect(response.status).toBe(200);
  expect(text).toContain(say("id", "state.received"));
  expect(text).toContain("Senin, 2 Maret 2026, 08.00 WIB");
  expect(text).toContain('name="robots" content="noindex"');
  expect(text.length).toBeLessThan(30_000);
});

test("a slip of the finger, nothing at all and an unknown number are answered each in its way", async () => {
  const trackingId = await reported({ text: "Banjir" });
  const wrong = `${trackingId.slice(0, -1)}${trackingId.endsWith("A") ? "B" : "A"}`;
  const mistyped = await get(`/lacak?id=${wrong}`);
  const unknown = await get("/lacak/0000-0000-0000-0");
  const empty = await get("/lacak?id=");
  expect([mistyped, unknown, empty].map(({ response }) => response.status)).toEqual([
    404, 404, 404,
  ]);
  expect(mistyped.text).toContain(say("id", "problem.trackingIdMistyped.detail"));
  expect(unknown.text).toContain(say("id", "problem.trackingIdUnknown.detail"));
  expect(empty.text).toContain(say("id", "page.track.empty"));
  for (const { text } of [mistyped, unknown, empty]) {
    expect(text).toContain('role="alert"');
    expect(text).toContain('href="#id"');
  }
  expect((await get(`/lacak/${wrong}`)).text).toContain(
    say("id", "problem.trackingIdMistyped.detail"),
  );
});

test("an internal id opens nothing", async () => {
  const trackingId = await reported({ text: "Banjir" });
  const [row] = await deployment.asSuperuser().db.pg<{ id: string }[]>`
    select id from simpul.report where tracking_id = ${trackingId}`;
  expect((await get(`/lacak/${row?.id}`)).response.status).toBe(404);
});

test("nothing that somebody typed becomes markup", async () => {
  const { response, text } = await get(
    `/lacak?id=${encodeURIComponent('"><script>alert(1)</script>')}`,
  );
  expect(response.status).toBe(404);
  expect(text).not.toContain("<script");
});

test("the reporter's own words and contact are on no page, and of a secret report nothing but state and dates", async () => {
  const said = {
    text: "kanari-teks",
    title: "kanari-judul",
    contact: { name: "kanari-nama", phone: "0811-kanari" },
  };
  const open = await reported({
    ...said,
    category: "road",
    place: { area: "64.71", address: "kanari-alamat" },
  });
  const hidden = await reported({
    ...said,
    category: "road",
    secret: true,
    place: { area: "64.71" },
  });
  expect((await get(`/lacak/${open}`)).text).not.toContain("kanari");
  expect((await get(`/lacak/${open}`)).text).toContain("Jalan rusak");
  const { text } = await get(`/lacak/${hidden}`);
  for (const none of [
    "kanari",
    "Jalan rusak",
    "Balikpapan",
    say("id", "role.reporter"),
    say("id", "publicStep.received"),
  ])
    expect(text).not.toContain(none);
  expect(text).toContain(say("id", "page.report.secret"));
});

const step = (type: string, text?: string) => ({
  at: "2026-03-02T15:30:00.000Z",
  type,
  state: "inProgress",
  actor: { role: "unit", tenant: "64.71" },
  ...(text === undefined ? {} : { text }),
});

test("an answer is shown as it was written and never as markup, in the zone of who acts", async () => {
  // Proof: a hand-made view with the members that the page reads.
  const view = {
    trackingId: "7K3M-92QX-4TVB-X",
    state: "inProgress",
    receivedAt: "2026-03-01T01:00:00.000Z",
    updatedAt: "2026-03-02T15:30:00.000Z",
    secret: false,
    institution: "64.71",
    clocks: [],
    history: [step("responded", 'Satu\nDua <img src=x onerror="alert(1)"> & tiga')],
  } as unknown as PublicView;
  const reader = { lang: "id", chosen: false, path: "/lacak/x" } as const;
  const names = { tenants: testTenants, categories: [], area: undefined, zone: "Asia/Makassar" };
  const text = String(await reportPage(reader, { view }, names));
  expect(text).toContain("Satu\nDua &lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; tiga");
  expect(text).toContain("Senin, 2 Maret 2026, 23.30 WITA");
  expect(text).toContain("Kota Balikpapan");
});

test("every state of every language makes a page", async () => {
  const trackingId = await reported({ text: "Banjir" });
  const found = await readPublicly(deployment.ctx, trackingId);
  const view = found.outcome === "done" ? found.value : expect.unreachable(found.code);
  const names = { tenants: testTenants, categories: [], area: undefined, zone: "Asia/Jakarta" };
  for (const lang of langs)
    for (const state of [
      "held",
      "archived",
      "forwarded",
      "returned",
      "answered",
      "closed",
    ] as const) {
      const text = String(
        await reportPage({ lang, chosen: true, path: "/" }, { view: { ...view, state } }, names),
      );
      expect(text).toContain(say(lang, `tracking.${state}.now`));
    }
});

test("pages load their own style sheet and nothing else, under a policy that allows no inline code", async () => {
  for (const path of ["/", "/lacak", "/lacak/0000-0000-0000-0"]) {
    const { response, text } = await get(path);
    expect(response.headers.get("content-security-policy")).not.toContain("unsafe");
    expect(text).not.toMatch(/<script|\sstyle=|\son\w+=|https?:\/\//);
    const sheet = /<link rel="stylesheet" href="([^"]+)"/.exec(text)?.[1] ?? "";
    const { response: css } = await get(sheet);
    expect([css.status, css.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
  }
});

test("a finder of weaknesses learns whom to tell", async () => {
  const { response, text } = await get("/.well-known/security.txt");
  expect(response.headers.get("content-type")).toContain("text/plain");
  expect(text).toContain("Contact: mailto:security@contoh.go.id\n");
  expect(text).toContain("Expires: 2026-08-29T01:00:00Z\n");
});
