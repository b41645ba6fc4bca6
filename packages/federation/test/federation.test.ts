import { readReport, receive, verbs } from "@simpul/casework";
import type { Context, Result } from "@simpul/casework";
import type { Actor } from "@simpul/access";
import { testFederation, testTenants } from "@simpul/testkit";
import type { Federation, NodeMember } from "@simpul/testkit";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";

let federation: Federation;
const tenantsOf = (...codes: string[]) =>
  testTenants
    .filter((t) => codes.includes(t.code))
    .map(({ node: _, ...t }) => ({ ...t, parent: "national" }));

beforeAll(async () => {
  federation = await testFederation({
    adminUrl: inject("adminUrl"),
    nodes: { kaltim: tenantsOf("64", "64.71"), diy: tenantsOf("34.04") },
  });
  for (const node of federation.nodes.values()) node.startRelay();
  node("kaltim").startConversation();
  node("diy").startConversation();
}, 60_000);
afterAll(() => federation?.close());

const node = (id: string): NodeMember => {
  const found = federation.nodes.get(id);
  if (found === undefined) throw new Error(`no node ${id}`);
  return found;
};
const key = (tenant: string): Actor & { tenant: string } => ({
  kind: "machine",
  id: "test",
  tenant,
  scopes: ["reports:submit", "reports:read", "reports:act"],
});
const hub = (): Context => federation.hub.deployment.ctx;

function value<T>(result: Result<T>): T {
  if (result.outcome === "failed") throw new Error(`failed: ${result.code}`);
  return result.value;
}

async function until<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function stateAt(ctx: Context, tenant: string, id: string, state: string) {
  return until(async () => {
    const read = await readReport(ctx, key(tenant), id);
    return read.outcome === "done" && read.value.state === state ? read.value : undefined;
  }, `${id} ${state} at ${tenant}`);
}

async function forwarded(tenant: string): Promise<string> {
  const actor = key("national");
  const received = value(
    await receive(
      hub(),
      actor,
      { text: "Jalan berlubang di depan pasar" },
      { channel: "api", channelId: "key:test", dedup: [], by: "reporter" },
    ),
  );
  const target = { report: received.id };
  value(
    await verbs.verify.run(hub(), actor, target, {
      class: "complaint",
      category: "road",
      title: "Jalan berlubang",
    }),
  );
  value(await verbs.forward.run(hub(), actor, target, { tenant }));
  return received.id;
}

describe("a report between hub and node", () => {
  it("reaches the institution, is answered there, and the answer stands at the hub", async () => {
    const id = await forwarded("64.71");
    const there = node("kaltim").deployment.ctx;
    const arrived = await stateAt(there, "64.71", id, "forwarded");
    expect(arrived.text).toBe("Jalan berlubang di depan pasar");
    expect(arrived.title).toBe("Jalan berlubang");
    const officer = key("64.71");
    value(await verbs.accept.run(there, officer, { report: id }, {}));
    value(await verbs.assign.run(there, officer, { report: id }, { unit: "dpu" }));
    value(
      await verbs.respond.run(
        there,
        officer,
        { report: id },
        { kind: "initial", text: "Kami tinjau hari ini" },
      ),
    );
    value(
      await verbs.respond.run(
        there,
        officer,
        { report: id },
        { kind: "done", text: "Sudah ditambal" },
      ),
    );
    const answered = await stateAt(hub(), "national", id, "answered");
    expect(answered.holder).toBe("national");
    expect(answered.history.map((h) => h.type)).toContain("epochOpened");
    expect(answered.history.find((h) => h.type === "answered")?.text).toBe("Sudah ditambal");
    // The node learns that the hub holds it now.
    await until(async () => {
      const back = value(await readReport(there, officer, id));
      return back.epoch === answered.epoch ? back : undefined;
    }, "the opening at the node");
  });

  it("goes on to another institution when the first returns it, with the whole history", async () => {
    const id = await forwarded("64.71");
    const first = node("kaltim").deployment.ctx;
    await stateAt(first, "64.71", id, "forwarded");
    value(
      await verbs.return.run(
        first,
        key("64.71"),
        { report: id },
        { reason: "Jalan kabupaten", basis: "UU 38/2004", proposedTenant: "34.04" },
      ),
    );
    const returned = await stateAt(hub(), "national", id, "returned");
    expect(returned).toMatchObject({ hops: 1, holder: "national", proposedTenant: "34.04" });
    value(await verbs.forward.run(hub(), key("national"), { report: id }, { tenant: "34.04" }));
    const second = node("diy").deployment.ctx;
    const arrived = await stateAt(second, "34.04", id, "forwarded");
    expect(arrived.history.map((h) => h.type)).toEqual(
      expect.arrayContaining(["received", "verified", "forwarded", "returned", "epochOpened"]),
    );
    expect(arrived.text).toBe("Jalan berlubang di depan pasar");
  });

  it("is registered at the hub when a node took it in itself", async () => {
    const ctx = node("diy").deployment.ctx;
    const actor = key("34.04");
    const received = value(
      await receive(
        ctx,
        actor,
        { text: "KTP belum jadi", category: "id-card" },
        { channel: "api", channelId: "key:test", dedup: [], by: "reporter" },
      ),
    );
    value(
      await verbs.verify.run(
        ctx,
        actor,
        { report: received.id },
        { class: "complaint", category: "id-card" },
      ),
    );
    value(await verbs.accept.run(ctx, actor, { report: received.id }, {}));
    const known = await stateAt(hub(), "national", received.id, "accepted");
    expect(known).toMatchObject({ origin: "34.04", holder: "34.04" });
  });
});
