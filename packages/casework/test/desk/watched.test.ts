import type { RoleHeld } from "@simpul/access";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { indexWords, listInput, listRows, suggestDuplicates } from "../../src/index.ts";
import { learn } from "../suggest/taught.ts";
import { after, office, take } from "../reports.ts";
import type { Acting } from "../reports.ts";

/**
 * Whoever watches other institutions' cases reads their words where that is written down: no list and no suggestion tells them
 * what stands in one.
 */

const tenant = "national";
let hub: Deployment;
beforeAll(async () => {
  hub = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub", hosted: [tenant] });
});
afterAll(() => hub.close());

const staff = (...roles: RoleHeld["role"][]): Acting => ({
  kind: "staff",
  id: "1",
  tenant,
  roles: roles.map((role) => ({ role, tenant, reach: "self" })),
  isFresh: true,
});

test("words of a case that went on to an institution are no way to find it for who watches", async () => {
  const text = "Drainase tersumbat kelapa sawit di Gunung Bahagia dekat masjid raya lama";
  const here = await take(hub.ctx, tenant, { text });
  const there = await take(hub.ctx, tenant, { text, externalId: "WATCH-1" });
  await after(hub.ctx, office(tenant), there, [
    ["verify", { class: "complaint", category: "road" }],
    ["forward", { tenant: "64.71" }],
  ]);
  expect(await indexWords(hub.ctx)).toMatchObject({ outcome: "done" });
  await learn(hub.ctx);

  const found = async (q: string, actor: Acting) => {
    const page = await listRows(hub.ctx, actor, listInput.parse({ filter: { q } }));
    return page.outcome === "done" ? page.value.items.map(({ id }) => id).toSorted() : page.code;
  };
  const both = [here.id, there.id].toSorted();
  expect(await found("sawit masjid", staff("nationalVerifier"))).toEqual(both);
  for (const actor of [staff("nationalMonitor"), staff("nationalVerifier", "nationalMonitor")]) {
    expect(await found("sawit masjid", actor)).toEqual([here.id]);
    expect(await found("WATCH-1", actor)).toEqual([]);
    expect(await found(there.trackingId, actor)).toEqual([there.id]);
  }

  const alike = async (actor: Acting) => {
    const suggested = await suggestDuplicates(hub.ctx, actor, here.id);
    return suggested.outcome === "done"
      ? suggested.value.candidates.map(({ report }) => report)
      : suggested.code;
  };
  expect(await alike(staff("nationalVerifier"))).toEqual([there.id]);
  expect(await alike(staff("nationalVerifier", "nationalMonitor"))).toEqual([]);
});
