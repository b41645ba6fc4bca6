import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { channelRoutes } from "../../../src/http/channels/routes.ts";
import { testDeployment } from "../../../../testkit/src/index.ts";
import type { Deployment } from "../../../../testkit/src/index.ts";
import { gateway, submitted } from "./gateway.ts";

let deployment: Deployment;
let app: ReturnType<typeof channelRoutes>;

beforeAll(async () => {
  deployment = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub" });
  app = channelRoutes({ ctx: deployment.ctx });
});
afterAll(() => deployment.close());

const open = () => gateway(deployment.ctx, app);
const timestamp = "2026-03-02T01:00:00.000Z";

async function reported(
  sender: Awaited<ReturnType<typeof open>>,
): Promise<{ id: string; trackingId: string }> {
  const response = await sender.send(submitted({ text: "Jalan rusak" }));
  expect(response.status).toBe(201);
  // Proof: a 201 of this door has this body.
  return (await response.json()) as { id: string; trackingId: string };
}

async function eventsOf(report: string): Promise<string[]> {
  const rows = await deployment.asSuperuser().db.pg<{ type: string }[]>`
    select type from simpul.event where report = ${report} order by ord`;
  return rows.map((row) => row.type);
}

test("a word delivered twenty times at once is spoken once", async () => {
  const sender = await open();
  const { id, trackingId } = await reported(sender);
  const reply = {
    type: "reply.submitted",
    timestamp,
    data: { reportId: trackingId, text: "Ada tambahan" },
  };
  const responses = await Promise.all(
    Array.from({ length: 20 }, () => sender.send(reply, { id: "w" })),
  );
  for (const { status } of responses) expect([200, 409]).toContain(status);
  expect(responses.some((r) => r.status === 200)).toBe(true);
  const after = await sender.send(reply, { id: "w" });
  expect([after.status, await after.json()]).toEqual([200, { id, trackingId }]);
  expect(await eventsOf(id)).toEqual(["received", "replied"]);
});

test("a word of its own under a used id contradicts", async () => {
  const sender = await open();
  const { id } = await reported(sender);
  const reply = (text: string) => ({
    type: "message.received",
    timestamp,
    data: { from: "+628115550199", reportId: id, text },
  });
  expect((await sender.send(reply("satu"), { id: "v" })).status).toBe(200);
  const other = await sender.send(reply("dua"), { id: "v" });
  expect(other.status).toBe(409);
  expect(await other.json()).toMatchObject({ type: "/problems/delivery-mismatch" });
  expect(await eventsOf(id)).toEqual(["received", "replied"]);
});

test("a word that the report's state refuses gives its id back", async () => {
  const sender = await open();
  const { id } = await reported(sender);
  const rating = { type: "rating.submitted", timestamp, data: { reportId: id, score: 5 } };
  const refused = await sender.send(rating, { id: "u" });
  expect(refused.status).toBe(409);
  const reply = { type: "reply.submitted", timestamp, data: { reportId: id, text: "a" } };
  expect((await sender.send(reply, { id: "u" })).status).toBe(200);
});

test("another channel's report, a mistyped id and an unknown one are not found", async () => {
  const [sender, stranger] = [await open(), await open()];
  const { id, trackingId } = await reported(sender);
  for (const reportId of [
    id,
    trackingId,
    "0195d5a0-0000-7000-8000-000000000000",
    "7K3M-92QX-4TVB-X",
    "nothing",
  ]) {
    const response = await stranger.send({
      type: "reply.submitted",
      timestamp,
      data: { reportId, text: "a" },
    });
    expect(response.status).toBe(404);
  }
  expect(await eventsOf(id)).toEqual(["received"]);
});
