import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testFederation, testTenants } from "../../testkit/src/index.ts";
import type { Federation, NodeMember } from "../../testkit/src/index.ts";
import { withScope, wholeOf } from "@simpul/db";
import { remindReporters, watchDue } from "../src/index.ts";
import { after, channel, load, office, take } from "./reports.ts";
import type { Taken } from "./reports.ts";

/** A node that nobody hears from for two weeks. 6 July 2026 is a Monday, and no holiday is near. */

const [national, city] = ["national", "64.71"] as const;
const began = performance.now();
let start = "2026-07-06T03:00:00.000Z";
const now = () =>
  Temporal.Instant.from(start).add({ milliseconds: Math.round(performance.now() - began) });

let federation: Federation;
let node: NodeMember;

beforeAll(async () => {
  const tenants = testTenants
    .filter(({ code }) => code === city)
    .map(({ node: _, ...tenant }) => ({ ...tenant, parent: national }));
  federation = await testFederation({
    adminUrl: inject("adminUrl"),
    nodes: { kaltim: tenants },
    now,
  });
  const found = federation.nodes.get("kaltim");
  if (found === undefined) throw new Error("the node did not join");
  node = found;
  node.startRelay();
  node.startConversation();
}, 60_000);
afterAll(() => federation?.close());

const hub = () => federation.hub.deployment.ctx;
const there = () => node.deployment.ctx;

/** Both parties see it so. */
async function becomes(taken: Taken, state: string): Promise<void> {
  await expect
    .poll(
      async () =>
        Promise.all(
          (
            [
              [hub(), national],
              [there(), city],
            ] as const
          ).map(async ([ctx, tenant]) =>
            load(ctx, tenant, taken.id).then(
              (loaded) => loaded.case.report.state,
              () => "not there",
            ),
          ),
        ),
      { timeout: 20_000 },
    )
    .toEqual([state, state]);
}

test("whose report was joined to another is told of that one's answer, unless their own is secret", async () => {
  const contact = (name: string) => ({ contact: { email: `${name}@warga.example` } });
  const main = await take(there(), city, contact("satu"));
  const joined = await take(there(), city, contact("dua"));
  const secret = await take(there(), city, { ...contact("tiga"), secret: true });
  await after(there(), office(city), main, [
    ["verify", { class: "complaint", category: "road" }],
    ["accept", {}],
    ["assign", { unit: "dpu" }],
  ]);
  for (const each of [joined, secret])
    await after(there(), office(city), each, [
      ["archive", { reason: "duplicate", duplicateOf: main.id }],
    ]);
  await after(there(), office(city), main, [["respond", { kind: "done", text: "Sudah ditambal" }]]);
  await expect
    .poll(async () => (await load(there(), city, main.id)).case.turn.holder, { timeout: 20_000 })
    .toBe(national);
  await withScope(there().db, wholeOf([city]), async (tx) => {
    await tx`
      insert into simpul.reminder (tenant, report, mark, rung, clock, stage, deadline, made_at)
      values (${city}, ${main.id}, 'reporterWindow 1', 'reporter', 'reporterWindow', '1', '2026-07-20T16:59:59Z', ${now().toString()}::text::timestamptz)`;
  });
  expect(await remindReporters(there())).toBe(1);
  const sealed = await withScope(
    there().db,
    wholeOf([city]),
    (tx) => tx<{ sealed: string }[]>`select sealed from simpul.mail`,
  );
  const opened = await Promise.all(
    sealed.map(async ({ sealed: each }) => there().vault.open(each)),
  );
  const told = opened.map((each) => /(\w+)@warga\.example/.exec(each)?.[1]).toSorted();
  expect(told).toEqual(["dua", "satu"]);
  const follower = opened.find((each) => each.includes("dua@"));
  expect(follower).toContain("followed");
  expect(follower).toContain(joined.trackingId);
  expect(follower).not.toContain(main.trackingId);
});

test("an objection that was stamped in time reopens what the hub closed meanwhile", async () => {
  const taken = await take(there(), city);
  await after(there(), office(city), taken, [
    ["verify", { class: "complaint", category: "road" }],
    ["accept", {}],
    ["assign", { unit: "dpu" }],
    ["respond", { kind: "done", text: "Sudah ditambal" }],
  ]);
  await becomes(taken, "answered");
  await expect
    .poll(async () => (await load(there(), city, taken.id)).case.turn.holder, { timeout: 20_000 })
    .toBe(national);

  await node.stopConversation();
  start = "2026-07-17T03:00:00.000Z";
  await after(there(), channel(city), taken, [["object", { reason: "Masih berlubang" }]]);
  start = "2026-07-22T03:00:00.000Z";
  await watchDue(hub());
  expect((await load(hub(), national, taken.id)).case.report).toMatchObject({
    state: "closed",
    outcome: "unconfirmed",
  });

  node.startConversation();
  await becomes(taken, "assigned");
});
