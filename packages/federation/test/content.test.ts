import { randomBytes } from "node:crypto";
import { readReport, receive, upload, verbs } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import { sha256 } from "@simpul/protocol";
import type { Federation } from "@simpul/testkit";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { callsTo } from "../src/calls.ts";
import { keepPiece } from "../src/content.ts";
import { pieceBytes } from "../src/transfer.ts";
import { expectHealed, key, nodeOf, openFederation, stateAt, until, value } from "./support.ts";

let federation: Federation;
beforeAll(async () => {
  federation = await openFederation();
  nodeOf(federation, "kaltim").startConversation();
}, 60_000);
afterEach(() => federation.path.rule());
afterAll(() => federation?.close());

const kaltim = () => nodeOf(federation, "kaltim");
const diy = () => nodeOf(federation, "diy");
const hub = () => federation.hub.deployment.ctx;
const threeMegabytes = 3 * 1024 * 1024;

async function withFile(ctx: Context, tenant: string, bytes: Uint8Array): Promise<string> {
  const file = value(
    await upload(ctx, key(tenant), bytes, "jalan.jpg", () => Promise.resolve("image/jpeg")),
  );
  const source = { channel: "api", channelId: "key:test", dedup: [], by: "reporter" } as const;
  return value(
    await receive(ctx, key(tenant), { text: "Lihat foto", attachments: [file.id] }, source),
  ).id;
}

async function arrived(
  ctx: Context,
  tenant: string,
  report: string,
  bytes: Uint8Array,
): Promise<string> {
  const hash = await until(async () => {
    const read = await readReport(ctx, key(tenant), report);
    return read.outcome === "done"
      ? read.value.attachments.find((a) => a.available)?.hash
      : undefined;
  }, `the file of ${report} at ${tenant}`);
  expect((await ctx.blobs.get(sha256(bytes))).length).toBe(bytes.length);
  return hash;
}

async function sentDown(bytes: Uint8Array): Promise<string> {
  const id = await withFile(hub(), "national", bytes);
  value(
    await verbs.verify.run(
      hub(),
      key("national"),
      { report: id },
      { class: "complaint", category: "road" },
    ),
  );
  value(await verbs.forward.run(hub(), key("national"), { report: id }, { tenant: "64.71" }));
  return id;
}

const pieces = (method: string) =>
  federation.path.passed((m) => m.method === method && m.path.includes("/content/"));

describe("a file of three megabytes", () => {
  it("reaches the node by its hash, in pieces", async () => {
    const bytes = randomBytes(threeMegabytes);
    const id = await sentDown(bytes);
    const before = pieces("GET");
    await arrived(kaltim().deployment.ctx, "64.71", id, bytes);
    expect(pieces("GET") - before).toBe(2);
    await expectHealed(federation, [id]);
  });

  it("reaches the hub from the node that took it in", async () => {
    const bytes = randomBytes(threeMegabytes);
    const id = await withFile(kaltim().deployment.ctx, "64.71", bytes);
    await arrived(hub(), "national", id, bytes);
    await expectHealed(federation, [id]);
  });

  it("goes on at the byte it had reached when the node is restarted in the middle", async () => {
    let asks = 0;
    federation.path.rule((m) =>
      m.method === "GET" && m.path.includes("/content/") && (asks += 1) > 1 ? "refuse" : undefined,
    );
    const bytes = randomBytes(threeMegabytes);
    const id = await sentDown(bytes);
    await until(() => (asks > 1 ? true : undefined), "the second piece");
    await kaltim().restart();
    const asked: string[] = [];
    federation.path.rule((m) => {
      if (m.method === "GET" && m.path.includes("/content/")) asked.push(m.path);
      return undefined;
    });
    await arrived(kaltim().deployment.ctx, "64.71", id, bytes);
    expect(asked).toHaveLength(1);
  });

  it("is asked for again by the hub when its sender was restarted in the middle", async () => {
    let sent = 0;
    federation.path.rule((m) => (m.method === "PUT" && (sent += 1) > 1 ? "refuse" : undefined));
    const bytes = randomBytes(threeMegabytes);
    const id = await withFile(kaltim().deployment.ctx, "64.71", bytes);
    await until(() => (sent > 1 ? true : undefined), "the second piece");
    await kaltim().restart();
    await federation.hub.restart();
    federation.path.rule();
    await arrived(hub(), "national", id, bytes);
    await expectHealed(federation, [id]);
  });

  it("is refused with other bytes, begun anew, and given to nobody who is no party", async () => {
    const until20 = AbortSignal.timeout(20_000);
    federation.path.rule((m) => (m.method === "PUT" ? "refuse" : undefined));
    const bytes = randomBytes(threeMegabytes);
    const id = await withFile(kaltim().deployment.ctx, "64.71", bytes);
    await stateAt(hub(), "national", id, "received");
    const { attachments } = value(await readReport(hub(), key("national"), id));
    const hash = attachments[0]?.hash ?? "";
    // Another node's pieces, wrong ones, do not spoil the sender's.
    federation.path.rule((m) => (m.method === "PUT" && m.from === "kaltim" ? "refuse" : undefined));
    const wrong = randomBytes(threeMegabytes);
    const calls = callsTo(diy().deployment, federation.hubUrl);
    const piece = (from: number) => ({
      from,
      total: wrong.length,
      bytes: wrong.subarray(from, from + pieceBytes),
    });
    expect(await calls.putContent(hash, piece(0), until20)).toEqual({
      outcome: "partial",
      at: pieceBytes,
    });
    expect(await calls.putContent(hash, piece(0), until20)).toEqual({
      outcome: "elsewhere",
      at: pieceBytes,
    });
    expect(await calls.putContent(hash, piece(pieceBytes), until20)).toEqual({
      outcome: "mismatch",
    });
    const longer = { from: 0, total: wrong.length + 1, bytes: wrong };
    expect(await keepPiece(federation.hub.deployment, "diy", hash, longer)).toEqual({
      outcome: "mismatch",
    });
    federation.path.rule();
    await arrived(hub(), "national", id, bytes);
    await expect(calls.getContent(hash, { from: 0, to: 10 }, until20)).rejects.toMatchObject({
      code: "contentMissing",
    });
    const own = callsTo(kaltim().deployment, federation.hubUrl);
    expect(Buffer.from(await own.getContent(hash, { from: 0, to: 10 }, until20))).toEqual(
      bytes.subarray(0, 10),
    );
  });
});
