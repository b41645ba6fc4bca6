import { upsertTenant } from "@simpul/db";
import { publishDirectory } from "@simpul/federation";
import type { Federation } from "@simpul/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  answer,
  craft,
  expectHealed,
  forwarded,
  intake,
  item,
  newReport,
  nodeOf,
  openFederation,
  posted,
  rows,
  signerOf,
  stateAt,
  tenantsOf,
  twoNodes,
} from "./support.ts";

let federation: Federation;
beforeAll(async () => {
  federation = await openFederation({ nodes: { kaltim: twoNodes.kaltim } });
  nodeOf(federation, "kaltim").startConversation();
}, 60_000);
afterAll(() => federation?.close());

describe("the relay", () => {
  it("moves what can move past any number of rows whose tenant has no host yet", async () => {
    const first = await forwarded(federation, "64.71");
    await stateAt(nodeOf(federation, "kaltim").deployment.ctx, "64.71", first, "forwarded");
    await rows(
      federation.hub,
      `insert into simpul.outbox (tenant, kind, report, to_tenant, writer, seq, created_at)
       select 'national', 'deliver', '${first}', 'bali', 'national', 1, now() from generate_series(1, 1200)`,
    );
    const id = await forwarded(federation, "64.71");
    await stateAt(nodeOf(federation, "kaltim").deployment.ctx, "64.71", id, "forwarded");
    expect(await rows(federation.hub, "select 1 from simpul.outbox")).toHaveLength(1200);
    await rows(federation.hub, "delete from simpul.outbox");
    await expectHealed(federation, [first, id]);
  });

  it("delivers to a tenant that lives at the hub itself as to any other", async () => {
    const { db, keyring, book, ctx } = federation.hub.deployment;
    for (const tenant of tenantsOf("34.04")) await upsertTenant(db, { ...tenant, node: "hub" });
    await publishDirectory(db, keyring, "hub", Temporal.Now.instant());
    await book.refresh();
    await rows(
      federation.hub,
      "insert into simpul.unit (tenant, code, name, kind) values ('34.04', 'dpu', 'Dinas PU', 'office')",
    );
    const id = await forwarded(federation, "34.04");
    await stateAt(ctx, "34.04", id, "forwarded");
    await answer(ctx, "34.04", id);
    await stateAt(ctx, "national", id, "answered");
    await expectHealed(federation, [id]);
  });

  it("is the only way into the copies of a tenant that lives at the hub", async () => {
    const kaltim = nodeOf(federation, "kaltim");
    const report = newReport();
    const crafted = await craft(signerOf(kaltim.deployment), {
      tenant: "64.71",
      report,
      type: "received",
      data: intake(),
    });
    const [past] = await posted(federation, kaltim, [item(1, crafted, "34.04")]);
    expect(past).toMatchObject({ verdict: "rejected", code: "notForUs", permanent: true });
    const [taken] = await posted(federation, kaltim, [item(1, crafted)]);
    expect(taken).toMatchObject({ verdict: "accepted" });
  });
});
