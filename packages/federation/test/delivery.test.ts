import { verbs } from "@simpul/casework";
import type { Fault, Federation, Passing } from "@simpul/testkit";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  answer,
  expectHealed,
  forwarded,
  key,
  nodeOf,
  openFederation,
  received,
  rows,
  stateAt,
  until,
  value,
} from "./support.ts";

let federation: Federation;
beforeAll(async () => {
  federation = await openFederation();
  nodeOf(federation, "kaltim").startConversation();
  nodeOf(federation, "diy").startConversation();
}, 60_000);
afterEach(() => federation.path.rule());
afterAll(() => federation?.close());

const there = () => nodeOf(federation, "kaltim").deployment.ctx;
const hub = () => federation.hub.deployment.ctx;

/** The first messages of a kind suffer the fault; `suffered` says that some did. */
function first(times: number, path: string, fault: Fault) {
  let left = times;
  federation.path.rule((message: Passing) => {
    if (
      left === 0 ||
      !message.path.endsWith(path) ||
      (!message.body.includes('"jws"') && path === "/events")
    )
      return undefined;
    left -= 1;
    return fault;
  });
  return { suffered: () => times - left };
}

describe("a message on a faulty path", () => {
  it.each<[string, string, Fault]>([
    ["a post that comes twice at once", "/events", "twice"],
    ["a post whose answer is lost", "/events", "loseAnswer"],
    ["a post whose answer is altered", "/events", "corruptAnswer"],
    ["a post whose answer breaks off", "/events", "truncateAnswer"],
    ["a post that is altered", "/events", "corruptRequest"],
    ["a post that breaks off", "/events", "truncateRequest"],
    ["a post that never arrives", "/events", "refuse"],
    ["a pull that comes twice at once", "/pull", "twice"],
    ["a pull whose answer, and so the receipt's, is lost", "/pull", "loseAnswer"],
    ["a pull whose answer is altered", "/pull", "corruptAnswer"],
    ["a pull that is altered", "/pull", "corruptRequest"],
  ])("%s: everything arrives once", async (_, path, fault) => {
    const suffering = first(3, path, fault);
    const id = await forwarded(federation, "64.71");
    await stateAt(there(), "64.71", id, "forwarded");
    await answer(there(), "64.71", id);
    await stateAt(hub(), "national", id, "answered");
    await expectHealed(federation, [id]);
    await until(() => (suffering.suffered() > 0 ? true : undefined), "the fault");
  });

  it("refuses an altered body by its digest, before anything else", async () => {
    const node = nodeOf(federation, "diy");
    await node.stopConversation();
    first(1, "/pull", "corruptRequest");
    node.startConversation();
    const [seen] = await until(async () => {
      const found = await rows<{ last_error: string | null }>(
        node,
        "select last_error from federation.conversation where last_error is not null",
      );
      return found.length > 0 ? found : undefined;
    }, "the refusal");
    expect(seen?.last_error).toBe("bodyMismatch");
    await expectHealed(federation);
  });

  it("goes on posting while a pull stands still", async () => {
    const id = await forwarded(federation, "64.71");
    await stateAt(there(), "64.71", id, "forwarded");
    federation.path.rule((message) => (message.path.endsWith("/pull") ? "stall" : undefined));
    await answer(there(), "64.71", id);
    await stateAt(hub(), "national", id, "answered");
    federation.path.rule();
    await expectHealed(federation, [id]);
  });

  it("survives a line that fails at random in both directions", async () => {
    const faults: (Fault | undefined)[] = [
      "refuse",
      "loseAnswer",
      "twice",
      "corruptAnswer",
      undefined,
      undefined,
    ];
    let n = 0;
    federation.path.rule(() => faults[(n += 1) % faults.length]);
    const ids: string[] = [];
    for (let i = 0; i < 4; i += 1)
      ids.push(await forwarded(federation, i % 2 === 0 ? "64.71" : "34.04"));
    for (const [i, id] of ids.entries()) {
      const [tenant, node] = i % 2 === 0 ? ["64.71", "kaltim"] : ["34.04", "diy"];
      const { ctx } = nodeOf(federation, node ?? "").deployment;
      await stateAt(ctx, tenant ?? "", id, "forwarded");
      await answer(ctx, tenant ?? "", id);
    }
    for (const id of ids) await stateAt(hub(), "national", id, "answered");
    federation.path.rule();
    await expectHealed(federation, ids);
    expect(n).toBeGreaterThan(faults.length);
  });

  it("tells two tenants of one node of the same event, each with a receipt", async () => {
    const id = await forwarded(federation, "64.71");
    await stateAt(there(), "64.71", id, "forwarded");
    value(
      await verbs.return.run(
        there(),
        key("64.71"),
        { report: id },
        { reason: "Jalan provinsi", basis: "UU 38/2004", proposedTenant: "64" },
      ),
    );
    await stateAt(hub(), "national", id, "returned");
    value(await verbs.forward.run(hub(), key("national"), { report: id }, { tenant: "64" }));
    await stateAt(there(), "64", id, "forwarded");
    await expectHealed(federation, [id]);
  });

  it("says how much is left to send with every pull", async () => {
    const node = nodeOf(federation, "kaltim");
    federation.path.rule((message) =>
      message.path.endsWith("/events") && message.from === "kaltim" ? "refuse" : undefined,
    );
    const id = await received(there(), "64.71");
    // A new conversation pulls at once; this one waits for its long poll.
    await node.stopConversation();
    node.startConversation();
    await until(async () => {
      const [row] = await rows<{ backlog: number }>(
        federation.hub,
        "select backlog from federation.node where id = 'kaltim'",
      );
      return row !== undefined && row.backlog > 0 ? true : undefined;
    }, "the backlog");
    federation.path.rule();
    await expectHealed(federation, [id]);
    const feed = await rows<{ generation: string }>(
      node,
      "select generation from federation.feed_head",
    );
    expect(feed.every((head) => /^[0-9a-f-]{36}$/.test(head.generation))).toBe(true);
  });
});
