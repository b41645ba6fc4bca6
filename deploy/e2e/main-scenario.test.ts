import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Api, deliver, envelope, listOf, send, textOf } from "./support/client.ts";
import { type Federation, startFederation } from "./support/federation.ts";
import { awaitState, type Reported, sentence, stepsOf, submit, verify } from "./support/reports.ts";
import { until } from "./support/until.ts";

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({ adminUrl: inject("adminUrl") });
});
afterAll(() => federation?.close());

/** What the reporter reads at the hub by number alone, on the page and from the API, once both say so. */
async function publicly({ trackingId }: Reported, state: string, words: string) {
  const anybody = new Api(federation.hub.url);
  const view = await until(`${trackingId} publicly ${state}`, async () => {
    const answer = await anybody.get(`/reports/${trackingId}`);
    return answer.body["state"] === state ? answer : undefined;
  });
  const page = await send(`${federation.hub.url}/lacak/${trackingId}`, {
    headers: { "accept-language": "id" },
  });
  expect(page.status).toBe(200);
  expect(page.headers.get("content-type")).toMatch(/^text\/html/);
  expect(page.text).toContain(trackingId);
  expect(page.text).toContain(words);
  for (const told of [view.text, page.text]) {
    expect(told).not.toContain(sentence);
    expect(told).not.toContain("Rahmawati");
  }
  return { view, page };
}

describe.each([
  { where: "a tenant of the shared node", code: "64.71", other: "64.02" },
  { where: "the tenant of a sovereign node", code: "34.04", other: "64.71" },
] as const)("a report for $where", ({ code, other }) => {
  let report: Reported;
  const hub = () => federation.api.national;
  const institution = () => federation.api[code];

  it("is taken in by a gateway's webhook and shown to its reporter", async () => {
    report = await submit(federation.channel, {
      contact: { name: "Siti Rahmawati", phone: "+6281234567890" },
    });
    const { view } = await publicly(report, "received", "Diterima");
    expect(view.body).toMatchObject({ trackingId: report.trackingId, secret: false });
  });

  it("is verified and forwarded to one that says it is not its own", async () => {
    await verify(hub(), report.id);
    const { view } = await publicly(report, "verified", "Jalan berlubang");
    expect(view.body["title"]).toBe("Jalan berlubang");
    await hub().act(report.id, "forward", { tenant: other });
    await awaitState(federation.api[other], report.id, "forwarded");
    await federation.api[other].act(report.id, "return", {
      reason: "Ruas ini jalan kota",
      basis: "UU 38/2004 pasal 16",
      proposedTenant: code,
    });
    const returned = await awaitState(hub(), report.id, "returned");
    expect(returned.body).toMatchObject({ holder: "national", hops: 1, proposedTenant: code });
    await publicly(report, "returned", report.trackingId);
  });

  it("is forwarded again with its whole history, accepted and assigned", async () => {
    await hub().act(report.id, "forward", { tenant: code });
    await publicly(report, "forwarded", report.trackingId);
    const arrived = await awaitState(institution(), report.id, "forwarded");
    expect(arrived.body).toMatchObject({
      text: sentence,
      title: "Jalan berlubang",
      trackingId: report.trackingId,
    });
    expect(stepsOf(arrived)).toEqual(expect.arrayContaining(["received", "verified", "returned"]));
    await institution().act(report.id, "accept");
    await publicly(report, "accepted", report.trackingId);
    await institution().act(report.id, "assign", { unit: "dinas-pu" });
    await publicly(report, "assigned", report.trackingId);
  });

  it("is answered, and the answer stands where its reporter looks", async () => {
    await institution().act(report.id, "respond", {
      kind: "initial",
      text: "Petugas meninjau lokasi hari ini.",
    });
    await publicly(report, "inProgress", "Petugas meninjau lokasi hari ini.");
    await institution().act(report.id, "respond", {
      kind: "done",
      text: "Lubang sudah ditambal <b>tuntas</b>.",
    });
    const { view, page } = await publicly(report, "answered", "Lubang sudah ditambal");
    expect(page.text).toContain("&lt;b&gt;tuntas&lt;/b&gt;");
    expect(listOf(view, "history").at(-1)).toMatchObject({
      text: "Lubang sudah ditambal <b>tuntas</b>.",
    });
    const answered = await awaitState(hub(), report.id, "answered");
    expect(answered.body).toMatchObject({ holder: "national", institution: code });
  });

  it("tells both tenants of its changes, once each", async () => {
    const items = listOf(await federation.api[code].get("/changes?limit=100"), "items");
    const mine = items.filter((item) => item["reportId"] === report.id).map((item) => item["type"]);
    expect(mine.filter((type) => type === "accepted")).toHaveLength(1);
    expect(mine.filter((type) => type === "answered")).toHaveLength(1);
  });
});

it("makes one report of a webhook that is delivered twenty times at once", async () => {
  const body = envelope({ text: "Lampu jalan padam", externalId: "gateway-77" });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => deliver(federation.channel, body, { id: "msg_storm" })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([
    ...Array<number>(19).fill(200),
    201,
  ]);
  expect(new Set(answers.map((answer) => textOf(answer, "id"))).size).toBe(1);
  expect(new Set(answers.map((answer) => textOf(answer, "trackingId"))).size).toBe(1);
  const listed = await federation.api.national.get("/reports?externalId=gateway-77");
  expect(listOf(listed, "items")).toHaveLength(1);
});
