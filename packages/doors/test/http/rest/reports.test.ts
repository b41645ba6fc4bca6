import { verbs } from "@simpul/casework";
import { bodyDigest } from "@simpul/channels";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask, openDoors, read } from "../../support.ts";
import type { Doors, Sent } from "../../support.ts";

let doors: Doors;
let key: string;
let other: string;

beforeAll(async () => {
  doors = await openDoors("hub", ["national", "64", "64.02"]);
  key = await doors.key("national");
  other = await doors.key("64.02");
});
afterAll(() => doors.deployment.close());

const post = (path: string, sent: Sent) =>
  ask(doors.app, "POST", `/api/v1${path}`, { key, ...sent });
const get = (path: string, sent: Sent = {}) =>
  ask(doors.app, "GET", `/api/v1${path}`, { key, ...sent });
const submitted = async (json: object = { text: "Jalan berlubang" }) =>
  read(await post("/reports", { json }));

describe("submitting", () => {
  test("a report is received and has an address", async () => {
    const answer = await post("/reports", {
      json: { text: "Lampu jalan padam", category: "street-light" },
    });
    const body = await read(answer);
    expect(answer.status).toBe(201);
    expect(answer.headers.get("location")).toBe(`/api/v1/reports/${body.id}`);
    expect(body).toMatchObject({
      state: "received",
      clocks: [{ name: "verification", date: "2026-03-05", deadline: "2026-03-05T16:59:59.000Z" }],
    });
    expect(body.trackingId).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]$/);
    const whole = await read(await get(`/reports/${body.id}`));
    expect(whole).toMatchObject({
      id: body.id,
      text: "Lampu jalan padam",
      category: "street-light",
      version: 1,
    });
  });

  test("its text is kept exactly", async () => {
    const text = "  e\u0301 \r\n\t<b>&amp; 😀 \u200d ";
    const { id } = await submitted({ text });
    expect((await read(await get(`/reports/${id}`))).text).toBe(text);
  });

  test("the same externalId is one report, however concurrently it comes", async () => {
    const json = { text: "Sampah menumpuk", externalId: "sp4n-17" };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post("/reports", { json })));
    const bodies = await Promise.all(answers.map(read));
    expect(answers.map((a) => a.status).toSorted()).toEqual([
      ...Array.from({ length: 19 }, () => 200),
      201,
    ]);
    expect(new Set(bodies.map((b) => JSON.stringify(b))).size).toBe(1);
    const listed = await read(await get("/reports?externalId=sp4n-17"));
    expect(listed.items).toHaveLength(1);
    const differs = await post("/reports", { json: { ...json, text: "Lain" } });
    expect(differs.status).toBe(409);
    expect((await read(differs)).type).toBe("/problems/delivery-mismatch");
    const reordered = await post("/reports", {
      body: '{"externalId":"sp4n-17",  "text":"Sampah menumpuk"}',
      headers: { "content-type": "application/json" },
    });
    expect(reordered.status).toBe(200);
  });

  test("a key may not see or count what another tenant took in under the same externalId", async () => {
    const json = { text: "Sama", externalId: "bersama" };
    const mine = await read(await post("/reports", { json }));
    const theirs = await post("/reports", { key: other, json: { ...json, text: "Beda" } });
    expect(theirs.status).toBe(201);
    expect((await read(theirs)).id).not.toBe(mine.id);
  });
});

describe("Idempotency-Key", () => {
  test("keeps no hash of the body that could be found by trying", async () => {
    const json = { text: "Lampu padam", contact: { phone: "+62 811-555-0100" } };
    await post("/reports", { json, headers: { "idempotency-key": "k-0" } });
    const sql = doors.deployment.asSuperuser().db.pg;
    const kept = await sql<{ digest: string }[]>`
      select digest from simpul.idempotency where key = 'k-0' union all select digest from simpul.dedup where key = 'k-0'`;
    expect(kept).toHaveLength(2);
    for (const { digest } of kept)
      expect([bodyDigest(json), bodyDigest(["reports", json])]).not.toContain(digest);
  });

  test("the same request is answered the same, once for twenty at once", async () => {
    const sent = {
      json: { text: "Air keruh", externalId: "satu-kunci" },
      headers: { "idempotency-key": "k-1" },
    };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post("/reports", sent)));
    expect(answers.filter((a) => a.status === 201).length).toBeGreaterThan(0);
    expect(answers.every((a) => a.status === 201 || a.status === 409)).toBe(true);
    const again = await post("/reports", sent);
    expect(again.status).toBe(201);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    const body = await read(again);
    expect(again.headers.get("location")).toBe(`/api/v1/reports/${body.id}`);
    expect((await read(await get("/reports?externalId=satu-kunci"))).items).toHaveLength(1);
  });

  test("another body under the same key is refused", async () => {
    const headers = { "idempotency-key": "k-2" };
    expect((await post("/reports", { json: { text: "Satu" }, headers })).status).toBe(201);
    const other = await post("/reports", { json: { text: "Dua" }, headers });
    expect(other.status).toBe(422);
    expect((await read(other)).type).toBe("/problems/idempotency-mismatch");
  });

  test("a refused request uses up no key", async () => {
    const headers = { "idempotency-key": "k-3" };
    expect(
      (await post("/reports", { json: { text: "Satu", category: "nothing" }, headers })).status,
    ).toBe(422);
    expect((await post("/reports", { json: { text: "Satu" }, headers })).status).toBe(201);
  });

  test("a crash between the commit and the kept answer makes no second report", async () => {
    const sent = { json: { text: "Mati lampu" }, headers: { "idempotency-key": "k-4" } };
    const first = await read(await post("/reports", sent));
    await doors.deployment.asSuperuser().db.pg`delete from simpul.idempotency where key = 'k-4'`;
    const second = await post("/reports", sent);
    expect((await read(second)).id).toBe(first.id);
    await doors.deployment.asSuperuser().db.pg`delete from simpul.idempotency where key = 'k-4'`;
    expect((await post("/reports", { ...sent, json: { text: "Lain" } })).status).toBe(422);
  });

  test("a claim of a process that died is taken over after its lock", async () => {
    const sent = { json: { text: "Terhenti" }, headers: { "idempotency-key": "k-5" } };
    expect((await post("/reports", sent)).status).toBe(201);
    await doors.deployment.asSuperuser().db
      .pg`update simpul.idempotency set status = null, body = null where key = 'k-5'`;
    expect((await post("/reports", sent)).status).toBe(409);
    doors.deployment.clock.advance({ seconds: 61 });
    expect((await post("/reports", sent)).status).toBe(200);
  });

  test("a verb repeated under its key acts once", async () => {
    const { id } = await submitted();
    const sent = { json: { text: "Catatan" }, headers: { "idempotency-key": "k-6" } };
    for (let i = 0; i < 3; i += 1)
      expect((await post(`/reports/${id}/note`, sent)).status).toBe(200);
    expect((await read(await get(`/reports/${id}`))).notes).toHaveLength(1);
    expect((await post(`/reports/${id}/hold`, { ...sent, json: { question: "?" } })).status).toBe(
      422,
    );
  });
});

describe("reading", () => {
  test("a foreign report is not there", async () => {
    const { id, trackingId } = await submitted();
    for (const name of [id, trackingId]) {
      const answer = await get(`/reports/${name}`, { key: other });
      expect(answer.status).toBe(404);
      expect((await read(answer)).type).toBe("/problems/not-found");
      expect(
        (
          await post(`/reports/${name}/verify`, {
            key: other,
            json: { class: "complaint", category: "road" },
          })
        ).status,
      ).toBe(404);
    }
    expect(
      (await read(await get("/reports?limit=100", { key: other }))).items.map((r) => r["id"]),
    ).not.toContain(id);
  });

  test("without a key it is the public view, by tracking id alone", async () => {
    const { id, trackingId } = await submitted({
      text: "Rahasia kecil",
      contact: { name: "Budi Kenari", phone: "0812000111" },
    });
    const seen = await ask(doors.app, "GET", `/api/v1/reports/${trackingId.toLowerCase()}`);
    expect(seen.status).toBe(200);
    const text = await seen.text();
    expect(JSON.parse(text)).toMatchObject({ trackingId, state: "received" });
    for (const canary of ["Rahasia kecil", "Budi", "0812000111", id])
      expect(text).not.toContain(canary);
    expect((await ask(doors.app, "GET", `/api/v1/reports/${id}`)).status).toBe(404);
  });

  test("a mistyped tracking id is told from an unknown one", async () => {
    const { trackingId } = await submitted();
    const wrong = trackingId.slice(0, -1) + (trackingId.endsWith("0") ? "1" : "0");
    const mistyped = await ask(doors.app, "GET", `/api/v1/reports/${wrong}`);
    const unknown = await ask(doors.app, "GET", "/api/v1/reports/0000-0000-0000-0");
    expect([mistyped.status, unknown.status]).toEqual([404, 404]);
    expect((await read(mistyped)).type).toBe("/problems/tracking-id-mistyped");
    expect((await read(unknown)).type).toBe("/problems/tracking-id-unknown");
  });

  test("an ETag is the version, and spares what did not change", async () => {
    const { id } = await submitted();
    const first = await get(`/reports/${id}`);
    expect(first.headers.get("etag")).toBe('"1"');
    expect(
      (await get(`/reports/${id}`, { headers: { "if-none-match": '"0", W/"1"' } })).status,
    ).toBe(304);
    const held = await post(`/reports/${id}/hold`, {
      json: { question: "Di mana?" },
      headers: { "if-match": '"1"' },
    });
    expect(held.status).toBe(200);
    expect(held.headers.get("etag")).toBe('"2"');
    expect((await get(`/reports/${id}`, { headers: { "if-none-match": '"1"' } })).status).toBe(200);
  });

  test.each(['"1"', '"x"', "2", '"99999999999999999999"'])(
    "If-Match %s on a report that moved on changes nothing",
    async (tag) => {
      const { id } = await submitted();
      await post(`/reports/${id}/hold`, { json: { question: "Di mana?" } });
      const late = await post(`/reports/${id}/archive`, {
        json: { reason: "spam" },
        headers: { "if-match": tag },
      });
      expect(late.status).toBe(412);
      expect((await read(late)).type).toBe("/problems/version-conflict");
      expect((await read(await get(`/reports/${id}`))).state).toBe("held");
    },
  );

  test("pages follow each other without a gap or a repeat", async () => {
    const mine = await doors.key("64");
    const ids: string[] = [];
    for (let i = 0; i < 7; i += 1) {
      if (i % 3 === 0) doors.deployment.clock.advance({ milliseconds: 1 });
      ids.push(
        (await read(await post("/reports", { key: mine, json: { text: `Laporan ${i}` } }))).id,
      );
    }
    const seen: string[] = [];
    let path: string | undefined = "/api/v1/reports?limit=3&state=received";
    while (path !== undefined) {
      const answer: Response = await ask(doors.app, "GET", path, { key: mine });
      const page = await read(answer);
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map((r) => String(r["id"])));
      path = /<(.*)>; rel="next"/.exec(answer.headers.get("link") ?? "")?.[1];
      expect(path === undefined).toBe(page.nextCursor === null);
    }
    expect(seen).toHaveLength(7);
    expect(seen.toSorted()).toEqual(ids.toSorted());
  });

  test.each([
    "cursor=x",
    "cursor=e30",
    "cursor=",
    `cursor=${"A".repeat(300)}`,
    "cursor=eyJyZWNlaXZlZEF0IjoiOTk5OTk5LTAxLTAxIiwiaWQiOiIxIn0",
  ])("%s is no cursor", async (query) => {
    const answer = await get(`/reports?${query}`);
    expect(answer.status).toBe(400);
    expect((await read(answer)).type).toBe("/problems/invalid-cursor");
  });

  test.each([
    "limit=0",
    "limit=101",
    "limit=-1",
    "limit=1e1",
    "limit=x",
    "state=lost",
    "stat=held",
    "externalId=%00",
    "externalId=",
  ])("%s is refused, and the parameter is named", async (query) => {
    const answer = await get(`/reports?${query}`);
    expect(answer.status).toBe(400);
    expect((await read(answer)).errors[0]?.parameter).toBe(query.split("=")[0]);
  });
});

describe("verbs", () => {
  test("a case goes from intake to closing", async () => {
    const { id } = await submitted({ text: "Jalan rusak", externalId: "alur-1" });
    const verified = await read(
      await post(`/reports/${id}/verify`, {
        json: { class: "complaint", category: "road", title: "Jalan rusak" },
      }),
    );
    expect(verified).toMatchObject({ id, state: "verified" });
    const forwarded = await read(
      await post(`/reports/${id}/forward`, { json: { tenant: "64.02" } }),
    );
    expect(forwarded.state).toBe("forwarded");
    const refused = await post(`/reports/${id}/close`, { json: {} });
    expect(refused.status).toBe(409);
    expect((await read(refused)).type).toMatch(/^\/problems\/[a-z-]+$/);
  });

  test("no body at all will do where no field is required", async () => {
    const { id } = await submitted();
    const answer = await post(`/reports/${id}/accept`, {});
    expect(answer.status).toBe(403);
    expect((await post(`/reports/${id}/hold`, {})).status).toBe(422);
  });

  test.each(Object.keys(verbs))(
    "%s refuses an unknown field, a foreign tenant and a key without the scope",
    async (verb) => {
      const { id } = await submitted();
      const unknown = await post(`/reports/${id}/${verb}`, { json: { surprise: 1 } });
      expect(unknown.status).toBe(422);
      expect((await read(unknown)).errors.map((e) => e.pointer)).toContain("/surprise");
      const weak = await doors.key("national", ["changes:read"]);
      const sample = samples[verb as keyof typeof verbs];
      expect((await post(`/reports/${id}/${verb}`, { key: other, json: sample })).status).toBe(404);
      expect((await post(`/reports/${id}/${verb}`, { key: weak, json: sample })).status).toBe(404);
      expect((await read(await get(`/reports/${id}`))).version).toBe(1);
    },
  );

  test("what a body names and does not exist is pointed at", async () => {
    const { id } = await submitted();
    const answer = await post(`/reports/${id}/verify`, {
      json: { class: "complaint", category: "road", place: { area: "99.99" } },
    });
    expect(answer.status).toBe(422);
    expect(await read(answer)).toMatchObject({
      type: "/problems/unknown-area",
      errors: [{ pointer: "/place/area" }],
    });
  });

  test("an unknown verb is not there, another method is not allowed", async () => {
    const { id } = await submitted();
    expect((await post(`/reports/${id}/explode`, { json: {} })).status).toBe(404);
    const answer = await get(`/reports/${id}/verify`);
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("POST");
    expect((await read(answer)).type).toBe("/problems/method-not-allowed");
  });
});

const samples: Record<keyof typeof verbs, object> = {
  verify: { class: "complaint", category: "road" },
  hold: { question: "Di mana?" },
  archive: { reason: "spam" },
  split: { parts: [{ class: "complaint", category: "road" }] },
  merge: { into: "0000-0000-0000-0" },
  correct: { class: "complaint" },
  forward: { tenant: "64.02" },
  recall: { reason: "Keliru" },
  return: { reason: "Bukan kami", basis: "UU 23/2014" },
  accept: {},
  assign: { unit: "dpu" },
  decline: { reason: "Bukan kami" },
  ask: { question: "Kapan?" },
  extend: { reason: "Menunggu" },
  respond: { kind: "done", text: "Selesai" },
  close: {},
  reopen: { reason: "Belum" },
  note: { text: "Catatan" },
  supply: { text: "Tambahan" },
  reply: { text: "Balasan" },
  confirm: {},
  object: { reason: "Belum selesai" },
  rate: { score: 5 },
  withdraw: {},
  consent: { granted: true, wording: "Bolehkah Ombudsman tahu nama Anda?" },
  register: { number: "0123/LM/2026" },
  ineligible: { reason: "Sudah di pengadilan" },
  conclude: { text: "Sudah diperbaiki" },
  tighten: { secret: true },
  mask: { masks: [{ content: "x".repeat(43), field: "text", start: 0, end: 1 }] },
  erase: { reason: "Permintaan subjek data" },
};
