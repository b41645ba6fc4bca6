import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Api, listOf, textOf } from "./support/client.ts";
import { type Federation, startFederation } from "./support/federation.ts";
import { awaitState, type Reported, submit, verify } from "./support/reports.ts";

/** Two tenants of one node: 64.02 owns the report, 64.71 must not learn that it exists. */
let federation: Federation;
let theirs: Reported;
let forwardedToThem: Reported;
const secretText = "Kepala dinas meminta uang di ruang kerjanya";
const owner = () => federation.api["64.02"];
const neighbour = () => federation.api["64.71"];
/** Well-formed, and nobody's. */
const unknownId = randomUUID();

beforeAll(async () => {
  federation = await startFederation({ adminUrl: inject("adminUrl") });
  const taken = await owner().post("/reports", {
    text: secretText,
    externalId: "kutai-1",
    title: "Pungutan",
  });
  theirs = { id: textOf(taken, "id"), trackingId: textOf(taken, "trackingId") };
  forwardedToThem = await submit(federation.channel, { text: secretText });
  await verify(federation.api.national, forwardedToThem.id);
  await federation.api.national.act(forwardedToThem.id, "forward", { tenant: "64.02" });
  await awaitState(owner(), forwardedToThem.id, "forwarded");
});
afterAll(() => federation?.close());

/** A body that the verb takes: what refuses it is the wall, not the shape. */
const verbs: Readonly<Record<string, object>> = {
  verify: { class: "complaint", category: "road" },
  hold: { question: "Di ruas mana?" },
  archive: { reason: "spam" },
  split: {
    parts: [
      { class: "complaint", category: "road" },
      { class: "complaint", category: "waste" },
    ],
  },
  merge: { into: unknownId },
  correct: { category: "road" },
  forward: { tenant: "64.02" },
  recall: { reason: "Keliru" },
  return: { reason: "Bukan wewenang", basis: "UU 23/2014" },
  accept: {},
  assign: { unit: "dinas-pu" },
  decline: { reason: "Bukan tugas unit ini" },
  ask: { question: "Kapan terjadi?" },
  extend: { reason: "Menunggu bahan" },
  respond: { kind: "initial", text: "Kami tinjau" },
  close: { recordedWord: "Terima kasih" },
  reopen: { reason: "Belum selesai" },
  note: { text: "Catatan" },
};

describe.each([
  { which: "a report it took in itself", report: () => theirs },
  { which: "a report that was forwarded to it", report: () => forwardedToThem },
])("of $which a tenant's neighbour", ({ report }) => {
  it("reads nothing, by id or by tracking id, and cannot tell it from an unknown one", async () => {
    const unknown = await neighbour().get(`/reports/${unknownId}`);
    expect(unknown.status).toBe(404);
    for (const name of [report().id, report().id.toUpperCase(), report().trackingId]) {
      const answer = await neighbour().get(`/reports/${name}`);
      expect(answer.status).toBe(404);
      expect(answer.text).toBe(unknown.text);
      expect(answer.headers.get("etag")).toBeNull();
    }
    expect((await owner().get(`/reports/${report().id}`)).body).toMatchObject({ text: secretText });
  });

  it.each(Object.entries(verbs))("does nothing by %s", async (verb, body) => {
    const before = await owner().get(`/reports/${report().id}`);
    const unknown = await neighbour().post(`/reports/${unknownId}/${verb}`, body);
    const answer = await neighbour().post(`/reports/${report().id}/${verb}`, body);
    const byNumber = await neighbour().post(`/reports/${report().trackingId}/${verb}`, body, {
      "if-match": '"1"',
    });
    expect(answer.status).toBe(404);
    expect(answer.text).toBe(unknown.text);
    expect(byNumber.text).toBe(unknown.text);
    expect((await owner().get(`/reports/${report().id}`)).body["version"]).toBe(
      before.body["version"],
    );
  });

  it("finds it in no list and in no changes", async () => {
    const pages = await Promise.all(
      [
        "/reports?limit=100",
        "/reports?state=forwarded",
        "/reports?externalId=kutai-1",
        "/changes?limit=100",
      ].map((path) => neighbour().get(path)),
    );
    for (const page of pages) {
      expect(page.status).toBe(200);
      expect(listOf(page, "items")).toEqual([]);
    }
    const seen = await owner().get("/changes?limit=100");
    expect(listOf(seen, "items").some((item) => item["reportId"] === report().id)).toBe(true);
  });
});

it("a tenant's files cannot be enclosed by its neighbour", async () => {
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const file = textOf(
    await owner().raw("/attachments", png, { "content-type": "image/png" }),
    "id",
  );
  const stolen = await neighbour().post("/reports", { text: "Lihat foto", attachments: [file] });
  const invented = await neighbour().post("/reports", {
    text: "Lihat foto",
    attachments: [randomUUID()],
  });
  expect(stolen.status).toBe(422);
  expect(stolen.text).toBe(invented.text);
  const own = await owner().post("/reports", { text: "Lihat foto", attachments: [file] });
  expect(own.status).toBe(201);
});

it("the same idempotency key and external id of two tenants are two", async () => {
  const body = { text: "Lampu jalan padam", externalId: "sama-1" };
  const headers = { "idempotency-key": "sama" };
  const [one, two] = await Promise.all([
    owner().post("/reports", body, headers),
    neighbour().post("/reports", body, headers),
  ]);
  expect([one.status, two.status]).toEqual([201, 201]);
  expect(textOf(one, "id")).not.toBe(textOf(two, "id"));
});

it("a key opens no other deployment", async () => {
  const { hub, sovereign, shared, api } = federation;
  for (const [url, key] of [
    [hub.url, api["64.02"]],
    [sovereign.url, api["64.02"]],
    [shared.url, api.national],
  ] as const) {
    const answer = await key.at(url).get("/reports");
    expect(answer.status).toBe(401);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
  }
  expect((await new Api(shared.url).get("/reports")).status).toBe(401);
});
