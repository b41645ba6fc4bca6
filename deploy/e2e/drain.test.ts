import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { deliver, envelope, send, textOf } from "./support/client.ts";
import { type Federation, startFederation } from "./support/federation.ts";
import type { Ending, Service } from "./support/service.ts";
import { awaitState, submit, verify } from "./support/reports.ts";
import { until } from "./support/until.ts";

let federation: Federation;
beforeAll(async () => {
  federation = await startFederation({ adminUrl: inject("adminUrl") });
});
afterAll(() => federation?.close());

let hubParts: { http: Service; worker: Service };
const senders = 16;

/** Sends as fast as it is answered, until nobody answers. Collects what was acknowledged. */
async function load(acknowledged: string[], refused: number[]): Promise<void> {
  for (;;) {
    const answer = await deliver(
      federation.channel,
      envelope({ text: "Air tidak mengalir sejak pagi." }),
    ).catch(() => undefined);
    if (answer === undefined) return;
    if (answer.status === 201) acknowledged.push(textOf(answer, "id"));
    else refused.push(answer.status);
  }
}

/** Stops the hub in the middle of a load, and holds what it acknowledged against what it kept. */
async function endUnderLoad(signal: "SIGTERM" | "SIGKILL"): Promise<Ending> {
  const { hub } = federation;
  const [stood] = await hub.sql<{ n: number }[]>`select count(*)::int as n from simpul.report`;
  const acknowledged: string[] = [];
  const refused: number[] = [];
  const loads = Array.from({ length: senders }, () => load(acknowledged, refused));
  await until("the load runs", () => acknowledged.length > 200 || undefined);
  const ended = await hub.stop(signal);
  await Promise.all(loads);
  expect(refused).toEqual([]);
  const [kept] = await hub.sql<{ n: number }[]>`
    select count(distinct report)::int as n from simpul.event where type = 'received' and report = any (${acknowledged})`;
  expect(kept?.n).toBe(acknowledged.length);
  const [rows] = await hub.sql<{ n: number }[]>`
    select count(*)::int as n from simpul.report where id = any (${acknowledged})`;
  expect(rows?.n).toBe(acknowledged.length);
  // What was committed and not acknowledged is at most what each sender had in flight.
  const [all] = await hub.sql<{ n: number }[]>`select count(*)::int as n from simpul.report`;
  expect((all?.n ?? 0) - (stood?.n ?? 0) - acknowledged.length).toBeLessThanOrEqual(senders);
  expect(hub.output()).not.toContain("drain.late");
  return ended;
}

it("a hub that is stopped under load keeps all that it acknowledged, and ends in time", async () => {
  const ended = await endUnderLoad("SIGTERM");
  expect(ended).toMatchObject({ code: 0, signal: null });
  expect(ended.tookMs).toBeLessThan(25_000);
});

describe("http and worker as processes of their own", () => {
  it("serve together as one does", async () => {
    const { hub, shared, api, channel } = federation;
    expect(await shared.stop("SIGTERM")).toMatchObject({ code: 0 });
    hubParts = await hub.startApart();
    await shared.startApart();
    const { id } = await submit(channel);
    await verify(api.national, id);
    await api.national.act(id, "forward", { tenant: "64.71" });
    await awaitState(api["64.71"], id, "forwarded");
    await api["64.71"].act(id, "accept");
    await awaitState(api.national, id, "accepted");
  });

  it("without the worker intake goes on, and readiness says what is missing", async () => {
    const { hub, channel } = federation;
    expect(await hubParts.worker.end("SIGTERM")).toMatchObject({ code: 0 });
    const answer = await until("readiness notices", async () => {
      const ready = await send(`${hub.url}/readyz`);
      return ready.status === 503 ? ready : undefined;
    });
    expect(answer.body["failing"]).toEqual(["worker"]);
    await submit(channel);
    expect((await send(`${hub.url}/healthz`)).status).toBe(200);
  });
});

it("a hub that is killed under load keeps all that it acknowledged too", async () => {
  await hubParts.http.end("SIGTERM");
  await federation.hub.start();
  expect(await endUnderLoad("SIGKILL")).toMatchObject({ signal: "SIGKILL" });
});
