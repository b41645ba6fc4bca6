import type { Actor } from "@simpul/access";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { readReport, receive } from "../src/index.ts";
import { after, office, run } from "./reports.ts";
import type { Acting, Taken } from "./reports.ts";

/** What the application that took a report in may show its reporter, and what stays inside. */

let hub: Deployment;
let taken: Taken;
const tenant = "national";
const app: Actor & Acting = { kind: "machine", id: "app", tenant, scopes: ["reports:submit"] };

beforeAll(async () => {
  hub = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub", hosted: [tenant] });
  const received = await receive(
    hub.ctx,
    app,
    { text: "Loket meminta uang" },
    { channel: "api", channelId: "key:app", dedup: [], by: "reporter" },
  );
  if (received.outcome === "failed") throw new Error(received.code);
  taken = received.value;
  await after(hub.ctx, office(tenant), taken, [
    ["hold", { question: "Loket nomor berapa?" }],
    ["supply", { text: "Kata petugas: pelapor menelepon" }],
    ["verify", { class: "complaint", category: "illegal-levy" }],
    ["note", { text: "Rahasia dapur" }],
    ["forward", { tenant: "64.71", note: "Rahasia disposisi" }],
    ["recall", { reason: "Rahasia alasan" }],
  ]);
  await after(hub.ctx, app, taken, [["reply", { text: "Loket tujuh" }]]);
});
afterAll(() => hub.close());

test("an application that only submits is given the public history, questions and its reporter's words", async () => {
  const seen = await readReport(hub.ctx, app, taken.id);
  if (seen.outcome === "failed") throw new Error(seen.code);
  const { notes, history } = seen.value;
  expect(notes).toEqual([]);
  expect(seen.value).not.toHaveProperty("routing");
  expect(history.flatMap(({ text }) => text ?? [])).toEqual([
    "Loket meminta uang",
    "Loket nomor berapa?",
    "Loket tujuh",
  ]);
  expect(history.map(({ type }) => type)).toContain("forwarded");
  expect(JSON.stringify(seen)).not.toContain("Rahasia");
});

test("an office reads all of it", async () => {
  const seen = JSON.stringify(await readReport(hub.ctx, office(tenant), taken.id));
  for (const said of ["Rahasia dapur", "Rahasia alasan", "Kata petugas", "routing"])
    expect(seen).toContain(said);
});

test("nobody at a desk confirms, objects or withdraws in the reporter's name", async () => {
  for (const verb of ["confirm", "object", "withdraw"] as const) {
    const input = verb === "object" ? { reason: "x" } : {};
    expect(await run(hub.ctx, office(tenant), verb, taken.id, input)).toMatchObject({
      code: "forbidden",
    });
  }
});
