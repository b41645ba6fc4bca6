import { randomBytes } from "node:crypto";
import { testDeployment } from "../../../../testkit/src/index.ts";
import type { Deployment } from "../../../../testkit/src/index.ts";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { bodyDigest } from "@simpul/channels";
import { channelRoutes } from "../../../src/http/channels/routes.ts";
import { gateway, submitted } from "./gateway.ts";

let deployment: Deployment;
let app: ReturnType<typeof channelRoutes>;

beforeAll(async () => {
  deployment = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub" });
  app = channelRoutes({ ctx: deployment.ctx });
});
afterAll(() => deployment.close());

const open = (options: { rate?: number } = {}) => gateway(deployment.ctx, app, options);

/** As the owner: what is stored, whatever any wall would hide. */
async function reportsOf(channel: string): Promise<number> {
  const [row] = await deployment.asSuperuser().db.pg<{ n: number }[]>`
    select count(*)::int as n from simpul.report where channel_id = ${channel}`;
  return row?.n ?? 0;
}

test("twenty identical deliveries at once make one report and get one answer", async () => {
  const sender = await open();
  const body = submitted({ text: "Lampu jalan mati", externalId: "a-1" });
  const responses = await Promise.all(
    Array.from({ length: 20 }, () => sender.send(body, { id: "msg_a" })),
  );
  expect(responses.map((r) => r.status).toSorted()).toEqual([...Array<number>(19).fill(200), 201]);
  const answers = await Promise.all(responses.map((r) => r.text()));
  expect(new Set(answers).size).toBe(1);
  expect(JSON.parse(answers[0] ?? "")).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    trackingId: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/),
  });
  expect(await reportsOf(sender.id)).toBe(1);
});

test("twenty deliveries of one externalId under ids of their own make one report", async () => {
  const sender = await open();
  const body = submitted({ text: "Lampu jalan mati", externalId: "b-1" });
  const responses = await Promise.all(Array.from({ length: 20 }, () => sender.send(body)));
  expect(responses.map((r) => r.status).toSorted()).toEqual([...Array<number>(19).fill(200), 201]);
  expect(await reportsOf(sender.id)).toBe(1);
});

test("either id with other data contradicts, in other order it repeats", async () => {
  const sender = await open();
  expect(
    (await sender.send(submitted({ text: "satu", externalId: "c-1" }), { id: "msg_c" })).status,
  ).toBe(201);
  expect(
    (await sender.send(submitted({ text: "dua", externalId: "c-1" }), { id: "msg_c" })).status,
  ).toBe(409);
  expect((await sender.send(submitted({ text: "dua" }), { id: "msg_c" })).status).toBe(409);
  const other = await sender.send(submitted({ text: "dua", externalId: "c-1" }));
  expect(other.status).toBe(409);
  expect(await other.json()).toMatchObject({ type: "/problems/delivery-mismatch", status: 409 });
  const again =
    '{ "data": {"externalId":"c-1",\n "text":"satu"}, "timestamp":"2026-03-02T01:02:00Z","type":"report.submitted"}';
  expect((await sender.send(again, { id: "msg_c" })).status).toBe(200);
  expect(await reportsOf(sender.id)).toBe(1);
});

test("a refused delivery uses up no id", async () => {
  const sender = await open();
  const id = "msg_d";
  expect((await sender.send(submitted({ text: "" }), { id })).status).toBe(400);
  expect((await sender.send(submitted({ text: "a", category: "no-such" }), { id })).status).toBe(
    400,
  );
  expect(
    (
      await sender.send(submitted({ text: "a" }), {
        id,
        secret: `whsec_${randomBytes(32).toString("base64")}`,
      })
    ).status,
  ).toBe(401);
  expect((await sender.send(submitted({ text: "b", externalId: "d-1" }), { id })).status).toBe(201);
});

test("without a valid signature and time there is no answer but 401, and nothing is stored", async () => {
  const sender = await open();
  const body = submitted({ text: "a" });
  const now = Math.floor(deployment.ctx.now().epochMilliseconds / 1000);
  for (const [sending, type] of [
    [{ headers: { "webhook-signature": "" } }, "bad-webhook-signature"],
    [{ headers: { "webhook-signature": "v1,AAAA" } }, "bad-webhook-signature"],
    [{ headers: { "webhook-id": "other" } }, "bad-webhook-signature"],
    [{ headers: { "webhook-timestamp": String(now + 1) } }, "bad-webhook-signature"],
    [{ headers: { "webhook-timestamp": "soon" } }, "bad-webhook-signature"],
    [{ id: "x".repeat(257) }, "bad-webhook-signature"],
    [{ at: now - 301 }, "stale-timestamp"],
    [{ at: now + 301 }, "stale-timestamp"],
  ] as const) {
    const response = await sender.send(body, sending);
    expect(response.status).toBe(401);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(await response.json()).toMatchObject({ type: `/problems/${type}` });
  }
  expect(await reportsOf(sender.id)).toBe(0);
  expect((await sender.send(body, { at: now - 299 })).status).toBe(201);
});

test("a body that is not what it should be is answered 400 and pointed at", async () => {
  const sender = await open();
  const deep = `{"type":"report.submitted","timestamp":"2026-03-02T01:00:00Z","data":{"text":${"[".repeat(100)}${"]".repeat(100)}}}`;
  for (const [body, pointer] of [
    ["{", ""],
    ["[]", ""],
    ["null", ""],
    ["", ""],
    [deep, ""],
    ['{"type":"report.submitted","type":"report.submitted"}', ""],
    [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), ""],
    [JSON.stringify(submitted({ text: "a\u0000b" })), ""],
    [JSON.stringify(submitted({ text: "a\uD800b" })), ""],
    [submitted({}), "/data/text"],
    [submitted({ text: "" }), "/data/text"],
    [submitted({ text: 7 }), "/data/text"],
    [submitted({ text: "x".repeat(20_001) }), "/data/text"],
    [submitted({ text: "a", "a/b~c": 1 }), "/data/a~1b~0c"],
    [submitted({ text: "a", place: { area: "64.71.1" } }), "/data/place/area"],
    [submitted({ text: "a", place: { area: "99.99" } }), "/data/place/area"],
    [submitted({ text: "a", accused: { tenant: "nobody" } }), "/data/accused/tenant"],
    [
      submitted({ text: "a", attachments: ["0195d5a0-0000-7000-8000-000000000000"] }),
      "/data/attachments/0",
    ],
    [{ ...submitted({ text: "a" }), more: 1 }, "/more"],
    [{ ...submitted({ text: "a" }), type: "report.deleted" }, "/type"],
    [{ type: "report.submitted", timestamp: "2026-03-02T01:00:00Z" }, "/data"],
    [{ type: "report.submitted", timestamp: "today", data: { text: "a" } }, "/timestamp"],
  ] as const) {
    const response = await sender.send(body);
    const said = await response.text();
    expect([response.status, said], JSON.stringify(body).slice(0, 80)).toEqual([
      400,
      expect.anything(),
    ]);
    expect(JSON.parse(said).errors.map((e: { pointer: string }) => e.pointer)).toContain(pointer);
  }
  expect(await reportsOf(sender.id)).toBe(0);
});

test("text is kept to the byte", async () => {
  const sender = await open();
  const text = "  e\u0301 \u200d👩‍🔧\r\n\t<script>alert(1)</script>\u2028 ";
  const { id } = JSON.parse(await (await sender.send(submitted({ text }))).text());
  const [row] = await deployment.asSuperuser().db.pg<{ bytes: Uint8Array }[]>`
    select bytes from simpul.content where report = ${id}`;
  expect(JSON.parse(Buffer.from(row?.bytes ?? []).toString("utf8"))).toEqual({ text });
});

test("an address without a channel, another medium and too much are refused as such", async () => {
  const sender = await open();
  const body = submitted({ text: "a" });
  const stranger = await app.request("/channels/ch_nobody/webhook", { method: "POST", body: "{}" });
  expect(stranger.status).toBe(404);
  expect((await sender.send(body, { headers: { "content-type": "text/plain" } })).status).toBe(415);
  expect(
    (await sender.send(body, { headers: { "content-type": "application/json; charset=utf-8" } }))
      .status,
  ).toBe(201);
  expect((await sender.send(submitted({ text: "x".repeat(1024 * 1024) }))).status).toBe(413);
  expect((await sender.send(body, { headers: { "content-length": "1048577" } })).status).toBe(413);
  const [row] = await deployment.asSuperuser().db.pg`
    update simpul.channel set disabled_at = now() where id = ${sender.id} returning id`;
  expect(row).toBeDefined();
  const afresh = channelRoutes({ ctx: deployment.ctx });
  const disabled = await afresh.request(`/channels/${sender.id}/webhook`, {
    method: "POST",
    body: "{}",
  });
  expect(disabled.status).toBe(404);
});

test("a storm is told when to come back, and what was acknowledged is there", async () => {
  const sender = await open({ rate: 5 });
  const responses = await Promise.all(
    Array.from({ length: 12 }, (_, i) => sender.send(submitted({ text: `laporan ${i}` }))),
  );
  const taken = responses.filter((r) => r.status === 201);
  const shed = responses.filter((r) => r.status === 429);
  expect(taken.length + shed.length).toBe(12);
  expect(shed.length).toBeGreaterThan(0);
  for (const each of shed)
    expect(Number(each.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  expect(await reportsOf(sender.id)).toBe(taken.length);
});

test("a reporter's contact lies in the vault and in no readable column", async () => {
  const sender = await open();
  const canaries = [
    "Siti Rahmawatiku",
    "+62 811-555-0199",
    "siti.canary@contoh.id",
    "0811 777 0123",
  ];
  const [name, phone, email, from] = canaries;
  expect(
    (await sender.send(submitted({ text: "Banjir", contact: { name, phone, email } }))).status,
  ).toBe(201);
  expect(
    (await sender.send({ ...submitted({ from, text: "Banjir lagi" }), type: "message.received" }))
      .status,
  ).toBe(201);
  const sql = deployment.asSuperuser().db.pg;
  // Nor can the phone be found by hashing all phones: what tells a repetition is a digest under a key.
  const guessed = bodyDigest([
    "report.submitted",
    submitted({ text: "Banjir", contact: { name, phone, email } }).data,
  ]);
  const digests = await sql<{ digest: string }[]>`select digest from simpul.dedup`;
  expect(digests.map((d) => d.digest)).toContain(deployment.ctx.vault.digest(guessed));
  expect(digests.map((d) => d.digest)).not.toContain(guessed);
  const tables = await sql<{ schema: string; name: string }[]>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_schema in ('simpul', 'vault', 'federation') and table_type = 'BASE TABLE'`;
  expect(tables.length).toBeGreaterThan(10);
  for (const table of tables)
    for (const canary of canaries) {
      // Stored texts lie as bytes, whose hexadecimal form is what a row prints.
      const hex = Buffer.from(canary ?? "").toString("hex");
      const base64 = Buffer.from(canary ?? "")
        .toString("base64")
        .slice(0, -4);
      const found = await sql`select from ${sql(table.schema)}.${sql(table.name)} t
        where t::text like ${`%${canary}%`} or t::text like ${`%${hex}%`} or t::text like ${`%${base64}%`}`;
      expect(found.length, `${canary} in ${table.name}`).toBe(0);
    }
  expect(
    (
      await sql`select from vault.contact c join simpul.report r on r.id = c.report where r.channel_id = ${sender.id}`
    ).length,
  ).toBe(2);
});

test("a sender who goes away in the middle is no failure of ours", async () => {
  const sender = await open();
  for (const headers of [{}, { "content-length": "100" }]) {
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Buffer.from('{"type":'));
        controller.error(new Error("gone"));
      },
    });
    const init: RequestInit & { duplex: "half" } = {
      method: "POST",
      body: broken,
      headers: { "content-type": "application/json", ...headers },
      duplex: "half",
    };
    const answer = await app.request(`/channels/${sender.id}/webhook`, init);
    expect(answer.status).toBe(400);
  }
});

test("guessed ids cost no more than so many queries, and keep out no channel that was served", async () => {
  const sender = await open();
  expect((await sender.send(submitted({ text: "sebelum" }))).status).toBe(201);
  const guesses = await Promise.all(
    Array.from({ length: 400 }, async (_, i) =>
      app.request(`/channels/guess${i}/webhook`, { method: "POST", body: "{}" }),
    ),
  );
  const statuses = guesses.map((g) => g.status);
  expect(statuses.filter((s) => s === 404).length).toBeLessThan(300);
  expect(statuses.filter((s) => s === 429).length).toBeGreaterThan(100);
  expect((await sender.send(submitted({ text: "sesudah" }))).status).toBe(201);
});
