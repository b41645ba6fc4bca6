import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { request } from "node:http";
import { text as textFrom } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type Answer, Api, deliver, envelope, listOf, send, textOf } from "./support/client.ts";
import { type Federation, startFederation } from "./support/federation.ts";
import type { Site } from "./support/site.ts";
import { awaitState, type Reported, submit } from "./support/reports.ts";
import { until } from "./support/until.ts";

/** One bad request a line: what it is, what is sent, and what it must be answered with. */
interface Bad {
  readonly what: string;
  readonly send: () => Promise<Answer>;
  readonly status: number;
  /** The field at fault, where one is. */
  readonly pointer?: string;
}

let federation: Federation;
let own: Reported;
let theirs: Reported;
let before: unknown;
beforeAll(async () => {
  federation = await startFederation({ adminUrl: inject("adminUrl") });
  own = await submit(federation.channel);
  theirs = await submit(federation.nodeChannel);
  await deliver(federation.channel, envelope({ text: "Pertama" }), { id: "msg_taken" });
  await awaitState(federation.api.national, theirs.id, "received");
  before = await until("nothing moves any more", async () =>
    (await isQuiet()) ? rows() : undefined,
  );
});
afterAll(() => federation?.close());

const hub = () => federation.api.national;
const megabyte = 1024 * 1024;
const json = { "content-type": "application/json" };
const raw = (body: string | Buffer, headers: Record<string, string> = json) =>
  hub().raw("/reports", body, headers);
const signed = (body: string | Uint8Array, delivery = {}) =>
  deliver(federation.channel, body, delivery);
const deep = `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`;
const long = "a".repeat(megabyte);
const report = (fields: object) => () => hub().post("/reports", { text: "Jalan rusak", ...fields });
const message = (fields: object) => () => signed(envelope({ text: "Jalan rusak", ...fields }));
const verb =
  (name: string, body: unknown, headers = {}) =>
  () =>
    hub().post(`/reports/${own.id}/${name}`, body, headers);
const federated = (path: string, init: RequestInit) => () =>
  send(`${federation.hub.url}/federation/v1/${path}`, init);

/** A body whose length nobody declares; stops when it is answered. */
async function undeclared(url: string, headers: Record<string, string>): Promise<Answer> {
  const call = request(url, { method: "POST", headers });
  call.on("error", () => {});
  for (let sent = 0; sent < 3; sent += 1) call.write(long);
  const [response] = await once(call, "response");
  const text = await textFrom(response);
  call.destroy();
  return {
    status: response.statusCode,
    headers: new Headers(response.headers),
    text,
    body: JSON.parse(text),
  };
}

const rest: readonly Bad[] = [
  { what: "no JSON", send: () => raw("{"), status: 400 },
  {
    what: "bytes that are no UTF-8",
    send: () => raw(Buffer.from('{"text":"\xff"}', "latin1")),
    status: 400,
  },
  { what: "a name twice", send: () => raw('{"text":"a","text":"b"}'), status: 400 },
  { what: "half a surrogate pair", send: () => raw(String.raw`{"text":"\ud800"}`), status: 400 },
  { what: "five thousand levels", send: () => raw(deep), status: 400 },
  { what: "more than 1 MB", send: () => raw(JSON.stringify({ text: long })), status: 413 },
  {
    what: "more than 1 MB that nobody declared",
    send: () => undeclared(`${federation.hub.url}/api/v1/reports`, { ...json, ...hub().headers() }),
    status: 413,
  },
  {
    what: "plain text",
    send: () => raw("Jalan rusak", { "content-type": "text/plain" }),
    status: 415,
  },
  {
    what: "a compressed body",
    send: () => raw("{}", { ...json, "content-encoding": "gzip" }),
    status: 415,
  },
  { what: "a list", send: () => raw("[]"), status: 422 },
  { what: "nothing", send: () => raw("null"), status: 422 },
  { what: "no text", send: () => raw("{}"), status: 422, pointer: "/text" },
  { what: "an empty text", send: report({ text: "" }), status: 422, pointer: "/text" },
  { what: "a text that is a number", send: report({ text: 5 }), status: 422, pointer: "/text" },
  {
    what: "a text too long",
    send: report({ text: "a".repeat(20_001) }),
    status: 422,
    pointer: "/text",
  },
  { what: "a NUL", send: report({ text: "a\0b" }), status: 400, pointer: "" },
  {
    what: "an unknown field",
    send: report({ kategori: "road" }),
    status: 422,
    pointer: "/kategori",
  },
  {
    what: "a field of the prototype",
    send: () => raw('{"text":"a","__proto__":{"admin":true}}'),
    status: 400,
    pointer: "",
  },
  {
    what: "a field within a field",
    send: report({ contact: { nik: "1" } }),
    status: 422,
    pointer: "/contact/nik",
  },
  {
    what: "a category that is none",
    send: report({ category: "moon" }),
    status: 422,
    pointer: "/category",
  },
  {
    what: "an area that is none",
    send: report({ place: { area: "99.99" } }),
    status: 422,
    pointer: "/place/area",
  },
  {
    what: "a latitude beyond the pole",
    send: report({ place: { latitude: 91 } }),
    status: 422,
    pointer: "/place/latitude",
  },
  {
    what: "a day that is none",
    send: report({ occurredOn: "2026-02-30" }),
    status: 422,
    pointer: "/occurredOn",
  },
  {
    what: "a file that is none",
    send: report({ attachments: [randomUUID()] }),
    status: 422,
    pointer: "/attachments/0",
  },
  {
    what: "no key",
    send: () => new Api(federation.hub.url).post("/reports", { text: "a" }),
    status: 401,
  },
  {
    what: "an invented key",
    send: () => new Api(federation.hub.url, "simpul_national_x_y").get("/reports"),
    status: 401,
  },
  {
    what: "half a key",
    send: () => new Api(federation.hub.url, "simpul").get("/reports"),
    status: 401,
  },
  { what: "a cursor that is none", send: () => hub().get("/reports?cursor=zzz"), status: 400 },
  { what: "a page too long", send: () => hub().get("/reports?limit=101"), status: 400 },
  { what: "an unknown filter", send: () => hub().get("/reports?stat=received"), status: 400 },
  {
    what: "a cursor of changes that is none",
    send: () => hub().get("/changes?after=-1"),
    status: 400,
  },
  { what: "an id with a NUL", send: () => hub().get("/reports/%00"), status: 404 },
  { what: "a broken escape", send: () => hub().get("/reports/%E0%A4%A"), status: 404 },
  {
    what: "an id that is nobody's",
    send: () => hub().get(`/reports/${randomUUID()}`),
    status: 404,
  },
  { what: "a path that is none", send: () => hub().get("/laporan"), status: 404 },
  {
    what: "a method that is none",
    send: () => send(`${hub().base}/reports`, { method: "DELETE" }),
    status: 405,
  },
  {
    what: "a file of no allowed type",
    send: () => hub().raw("/attachments", Buffer.from("MZ\x90\0\x03"), {}),
    status: 415,
  },
  {
    what: "a file over 25 MB",
    send: () => hub().raw("/attachments", Buffer.alloc(25 * megabyte + 1), {}),
    status: 413,
  },
];

const verbs: readonly Bad[] = [
  {
    what: "an unknown category",
    send: verb("verify", { class: "complaint", category: "moon" }),
    status: 422,
    pointer: "/category",
  },
  {
    what: "a class that is none",
    send: verb("verify", { class: "gossip", category: "road" }),
    status: 422,
    pointer: "/class",
  },
  {
    what: "a forward before its verification",
    send: verb("forward", { tenant: "64.71" }),
    status: 409,
  },
  {
    what: "a forward to nobody",
    send: verb("forward", { tenant: "99.99" }),
    status: 422,
    pointer: "/tenant",
  },
  { what: "another tenant's turn", send: verb("accept", {}), status: 403 },
  {
    what: "a version of yesterday",
    send: verb("archive", { reason: "spam" }, { "if-match": '"77"' }),
    status: 412,
  },
  {
    what: "an idempotency key that cannot be printed",
    send: verb("archive", { reason: "spam" }, { "idempotency-key": "a\tb" }),
    status: 400,
  },
  {
    what: "a report of another site",
    send: () => hub().post(`/reports/${randomUUID()}/archive`, { reason: "spam" }),
    status: 404,
  },
];

const channel: readonly Bad[] = [
  {
    what: "a forged signature",
    send: () => signed("{}", { signature: `v1,${randomBytes(32).toString("base64")}` }),
    status: 401,
  },
  {
    what: "no signature",
    send: () => send(federation.channel.url, { method: "POST", body: "{}", headers: json }),
    status: 401,
  },
  {
    what: "a delivery of an hour ago",
    send: () =>
      signed(envelope({ text: "a" }), { timestamp: Math.floor(Date.now() / 1000) - 3600 }),
    status: 401,
  },
  {
    what: "a delivery from tomorrow",
    send: () =>
      signed(envelope({ text: "a" }), { timestamp: Math.floor(Date.now() / 1000) + 86_400 }),
    status: 401,
  },
  {
    what: "another channel's signature",
    send: () =>
      deliver(
        { ...federation.channel, secret: federation.nodeChannel.secret },
        envelope({ text: "a" }),
      ),
    status: 401,
  },
  {
    what: "no channel",
    send: () =>
      deliver({ ...federation.channel, url: `${federation.hub.url}/channels/none/webhook` }, "{}"),
    status: 404,
  },
  {
    what: "the channel of another site",
    send: () =>
      deliver(
        {
          ...federation.channel,
          url: federation.nodeChannel.url.replace(federation.shared.url, federation.hub.url),
        },
        "{}",
      ),
    status: 404,
  },
  {
    what: "a message id with other words",
    send: () => signed(envelope({ text: "Kedua" }), { id: "msg_taken" }),
    status: 409,
  },
  { what: "no JSON", send: () => signed("{"), status: 400 },
  {
    what: "bytes that are no UTF-8",
    send: () => signed(Buffer.from('{"type":"\xff"}', "latin1")),
    status: 400,
  },
  { what: "five thousand levels", send: () => signed(deep), status: 400 },
  { what: "half a surrogate pair", send: () => signed(envelope({ text: "\ud800" })), status: 400 },
  { what: "more than 1 MB", send: () => signed(envelope({ text: long })), status: 413 },
  {
    what: "more than 1 MB that nobody declared",
    send: () => undeclared(federation.channel.url, json),
    status: 413,
  },
  {
    what: "a form",
    send: () =>
      signed("text=a", { headers: { "content-type": "application/x-www-form-urlencoded" } }),
    status: 415,
  },
  {
    what: "a type that is none",
    send: () => signed(envelope({ text: "a" }, "report.eaten")),
    status: 400,
    pointer: "/type",
  },
  { what: "a NUL", send: message({ text: "a\0b" }), status: 400, pointer: "" },
  {
    what: "an unknown field",
    send: message({ kategori: "road" }),
    status: 400,
    pointer: "/data/kategori",
  },
  {
    what: "a category that is none",
    send: message({ category: "moon" }),
    status: 400,
    pointer: "/data/category",
  },
  {
    what: "a word about a report of another tenant",
    send: () => signed(envelope({ reportId: theirs.id, text: "Halo" }, "reply.submitted")),
    status: 404,
  },
];

const federationDoor: readonly Bad[] = [
  {
    what: "a pull that nobody signed",
    send: federated("pull", { method: "POST", body: "{}", headers: json }),
    status: 401,
  },
  {
    what: "a forged hop",
    send: federated("pull", {
      method: "POST",
      body: "{}",
      headers: { ...json, "simpul-hop": "e30.e30.e30" },
    }),
    status: 401,
  },
  {
    what: "events that nobody signed",
    send: federated("events", { method: "POST", body: '{"items":[]}', headers: json }),
    status: 401,
  },
  {
    what: "events over 1 MB of a stranger, unread",
    send: federated("events", { method: "POST", body: long + long, headers: json }),
    status: 401,
  },
  { what: "a directory for a stranger", send: federated("directory", {}), status: 401 },
  { what: "content for a stranger", send: federated(`content/${"A".repeat(43)}`, {}), status: 401 },
  {
    what: "content from a stranger",
    send: federated(`content/${"A".repeat(43)}`, { method: "PUT", body: "x" }),
    status: 401,
  },
  {
    what: "an enrolment that is no JSON",
    send: federated("enrol", { method: "POST", body: "{", headers: json }),
    status: 400,
  },
  {
    what: "an enrolment without a code",
    send: federated("enrol", { method: "POST", body: "{}", headers: json }),
    status: 400,
  },
  {
    what: "an enrolment over 16 kB",
    send: federated("enrol", { method: "POST", body: long, headers: json }),
    status: 413,
  },
];

describe.each([
  { door: "REST", cases: rest },
  { door: "a verb", cases: verbs },
  { door: "the channel", cases: channel },
  { door: "the federation", cases: federationDoor },
])("$door refuses", ({ cases }) => {
  it.each(cases)("$what", async ({ send: sent, status, pointer }) => {
    const answer = await sent();
    expect(answer.status, answer.text.slice(0, 300)).toBe(status);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({
      type: expect.stringMatching(/^\/problems\/[a-z-]+$/),
      title: expect.stringMatching(/\S/),
      status,
      detail: expect.stringMatching(/\S/),
    });
    if (pointer !== undefined)
      expect(listOf(answer, "errors").map((error) => error["pointer"])).toContain(pointer);
    expect(answer.text).not.toMatch(/node_modules|\.ts:|at async|select |insert /);
  });
});

it("a page refuses a number that is none, and repeats nothing of it unescaped", async () => {
  for (const typed of [
    "%00",
    "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "7K3M-92QX-4TVB-0",
    "%F0%9F%92%A9",
    "a".repeat(3000),
  ]) {
    const page = await send(`${federation.hub.url}/lacak/${typed}`);
    expect(page.status).toBe(404);
    expect(page.text).not.toContain("<script>alert");
  }
});

it("the staff's door answers a stranger with no fault of ours", async () => {
  for (const init of [
    {},
    { method: "POST", body: "{", headers: json },
    { method: "POST", body: deep, headers: json },
  ])
    for (const path of ["nothing", "reports.list", "a,b,c"]) {
      const answer = await send(`${federation.hub.url}/trpc/${path}?batch=1`, init);
      expect(answer.status, answer.text.slice(0, 300)).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toMatch(/node_modules|\.ts:/);
    }
});

it("a node has no door for other nodes", async () => {
  const answer = await send(`${federation.shared.url}/federation/v1/pull`, {
    method: "POST",
    body: "{}",
    headers: json,
  });
  expect(answer.status).toBe(404);
  expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
});

it("a body that was refused can be mended and sent under the same ids", async () => {
  const id = `msg_${randomUUID()}`;
  expect((await signed(envelope({ text: "" }), { id })).status).toBe(400);
  const headers = { "idempotency-key": id };
  expect((await hub().post("/reports", { text: "" }, headers)).status).toBe(422);
  expect(await rows()).toEqual(before);
  expect((await signed(envelope({ text: "Diperbaiki" }), { id })).status).toBe(201);
  expect(
    textOf(await hub().post("/reports", { text: "Diperbaiki" }, headers), "trackingId"),
  ).toMatch(/\S/);
});

/** Everything was delivered and receipted, and every site knows the latest directory. */
async function isQuiet(): Promise<boolean> {
  const heads = await Promise.all(
    [federation.hub, federation.shared, federation.sovereign].map(async ({ sql }) => {
      const [row] = await sql<{ waiting: number; version: string }[]>`
        select (select max(version) from federation.directory) as version,
          (select count(*) from simpul.outbox)::int
            + (select count(*) from simpul.feed where delivered_at is null)::int as waiting`;
      return row;
    }),
  );
  return (
    new Set(heads.map((head) => head?.version)).size === 1 &&
    heads.every((head) => head?.waiting === 0)
  );
}

/** What is not of anybody's making: beats, leases, allowances, and the audit's links, which come seconds after its rows. */
const unmade = [
  "heartbeat",
  "lease",
  "conversation",
  "feed_head",
  "token_bucket",
  "audit_link",
  "audit_checkpoint",
];

/** How many rows stand in every table of every site. */
async function rows(): Promise<Record<string, Record<string, number>>> {
  const counted: Record<string, Record<string, number>> = {};
  for (const { id, sql } of [
    federation.hub,
    federation.shared,
    federation.sovereign,
  ] satisfies Site[]) {
    const tables = await sql<{ name: string }[]>`
      select schemaname || '.' || tablename as name from pg_tables
      where schemaname in ('simpul', 'vault', 'federation')
        and tablename <> all (${unmade})
      order by 1`;
    const figures: Record<string, number> = {};
    for (const { name } of tables) {
      const [row] = await sql<{ n: number }[]>`select count(*)::int as n from ${sql(name)}`;
      figures[name] = row?.n ?? -1;
    }
    counted[id] = figures;
  }
  return counted;
}
