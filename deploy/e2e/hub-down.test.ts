import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { Api, send } from "./support/client.ts";
import { type Federation, startFederation } from "./support/federation.ts";
import { awaitState, type Reported, submit, verify } from "./support/reports.ts";
import { until } from "./support/until.ts";

let federation: Federation;
let forwarded: Reported;
let own: Reported;
beforeAll(async () => {
  federation = await startFederation({ adminUrl: inject("adminUrl") });
});
afterAll(() => federation?.close());

it("a node goes on with what it holds while the hub is away", async () => {
  const { api, channel, hub, shared } = federation;
  forwarded = await submit(channel);
  await verify(api.national, forwarded.id);
  await api.national.act(forwarded.id, "forward", { tenant: "64.71" });
  await awaitState(api["64.71"], forwarded.id, "forwarded");

  expect(await hub.stop("SIGTERM")).toMatchObject({ code: 0 });
  await expect(send(`${hub.url}/healthz`)).rejects.toThrow("fetch failed");

  for (const [verb, body] of [
    ["accept", {}],
    ["assign", { unit: "dinas-pu" }],
    ["respond", { kind: "initial", text: "Kami tinjau hari ini." }],
    ["respond", { kind: "done", text: "Sudah ditambal." }],
  ] as const)
    await api["64.71"].act(forwarded.id, verb, body);
  expect((await api["64.71"].get(`/reports/${forwarded.id}`)).body).toMatchObject({
    state: "answered",
  });
  expect((await send(`${shared.url}/readyz`)).status).toBe(200);
});

it("a node takes in, verifies and accepts its own, and shows it by its number", async () => {
  const { api, nodeChannel, shared } = federation;
  own = await submit(nodeChannel, { text: "Sampah menumpuk di Jalan Jenderal Sudirman." });
  const shown = await new Api(shared.url).get(`/reports/${own.trackingId}`);
  expect(shown.body).toMatchObject({ trackingId: own.trackingId, state: "received" });
  await verify(api["64.71"], own.id);
  await api["64.71"].act(own.id, "accept");
  await api["64.71"].act(own.id, "assign", { unit: "dinas-pu" });
  expect((await send(`${shared.url}/lacak/${own.trackingId}`)).status).toBe(200);
});

it("what it answered arrives once the hub is back, and what it took in is registered", async () => {
  const { api, hub, shared } = federation;
  await hub.start();
  // The node's next try is up to twice as far away as the hub was gone.
  const answered = await awaitState(api.national, forwarded.id, "answered", 60_000);
  expect(answered.body).toMatchObject({ holder: "national", institution: "64.71" });
  const registered = await awaitState(api.national, own.id, "assigned", 60_000);
  expect(registered.body).toMatchObject({
    origin: "64.71",
    holder: "64.71",
    trackingId: own.trackingId,
  });
  await until("nothing waits at the node", async () => {
    const [row] = await shared.sql<{ n: number }[]>`
      select (select count(*) from simpul.outbox)::int
        + (select count(*) from simpul.feed where delivered_at is null)::int as n`;
    return row?.n === 0 || undefined;
  });
});
