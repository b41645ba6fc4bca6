import { wholeOf } from "@simpul/db";
import { randomBytes } from "node:crypto";
import { readReport, receive, upload, verbs } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import { sha256 } from "@simpul/protocol";
import { keptAs } from "@simpul/testkit";
import type { Federation, NodeMember } from "@simpul/testkit";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { callsTo } from "../src/calls.ts";
import { keepPiece } from "../src/content.ts";
import { readPage } from "../src/feed.ts";
import { pieceBytes } from "../src/transfer.ts";
import {
  craft,
  expectHealed,
  intake,
  item,
  key,
  newReport,
  nodeOf,
  openFederation,
  posted,
  rows,
  signerOf,
  stateAt,
  until,
  value,
} from "./support.ts";

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
  const file = value(await upload(ctx, key(tenant), bytes, "jalan.jpg", keptAs("image/jpeg")));
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

  it("is kept although the hub died between its last piece and its keeping, and holds up no other", async () => {
    let kept = 0;
    federation.hub.onPoint = (point) => {
      if (point !== "content.pieceKept" || (kept += 1) !== 2) return;
      throw new Error("killed after the last piece");
    };
    const [bytes, others] = [randomBytes(threeMegabytes), randomBytes(1000)];
    const id = await withFile(kaltim().deployment.ctx, "64.71", bytes);
    await until(() => (kept >= 2 ? true : undefined), "the last piece");
    federation.hub.onPoint = () => {};
    const other = await withFile(kaltim().deployment.ctx, "64.71", others);
    await arrived(hub(), "national", id, bytes);
    expect(await arrived(hub(), "national", other, others)).not.toBe("");
  });

  it("is fetched to its end although the node died after the last piece", async () => {
    let kept = 0;
    kaltim().onPoint = (point) => {
      if (point !== "content.pieceKept" || (kept += 1) !== 2) return;
      throw new Error("killed after the last piece");
    };
    const bytes = randomBytes(threeMegabytes);
    const before = pieces("GET");
    const id = await sentDown(bytes);
    await arrived(kaltim().deployment.ctx, "64.71", id, bytes);
    kaltim().onPoint = () => {};
    expect(pieces("GET") - before).toBe(2);
  });
});

describe("content that another names too", () => {
  const named = async (node: NodeMember, ref: { hash: string; size: number; type: string }) => {
    const report = newReport();
    const event = await craft(signerOf(node.deployment), {
      tenant: "34.04",
      report,
      type: "received",
      data: { ...intake(), attachments: [ref] },
    });
    return { event, report };
  };
  const saltOf = () => randomBytes(16).toString("base64url");

  it("with a wrong salt or size is still kept for whom it is right, and its arrival is a change", async () => {
    await kaltim().stopConversation();
    const bytes = randomBytes(5000);
    const id = await withFile(kaltim().deployment.ctx, "64.71", bytes);
    const [file] = value(await readReport(kaltim().deployment.ctx, key("64.71"), id)).attachments;
    const ref = { hash: file?.hash ?? "", size: bytes.length, type: "image/jpeg" };
    const hostile = await named(diy(), ref);
    const lying = await named(diy(), ref);
    const [first, second] = await posted(federation, diy(), [
      { ...item(1, hostile.event), content: [{ ...ref, salt: saltOf() }] },
      { ...item(2, lying.event), content: [{ ...ref, size: 7, salt: saltOf() }] },
    ]);
    expect([first?.verdict, second?.verdict]).toEqual(["accepted", "accepted"]);
    federation.path.rule((m) => (m.method === "PUT" ? "refuse" : undefined));
    kaltim().startConversation();
    const { version } = await stateAt(hub(), "national", id, "received");
    federation.path.rule();
    await arrived(hub(), "national", id, bytes);
    expect(value(await readReport(hub(), key("national"), id)).version).toBeGreaterThan(version);
    const blobs = (report: string) =>
      rows(federation.hub, `select blob from simpul.content where report = '${report}'`);
    expect(await blobs(hostile.report)).toEqual([{ blob: null }]);
    // What is not what the event says of it never becomes a row.
    expect(await blobs(lying.report)).toEqual([]);
  });

  it("is not given to the tenant that the report accuses", async () => {
    const bytes = randomBytes(1000);
    const id = await withFile(hub(), "national", bytes);
    value(
      await verbs.verify.run(
        hub(),
        key("national"),
        { report: id },
        { class: "complaint", category: "road" },
      ),
    );
    value(await verbs.forward.run(hub(), key("national"), { report: id }, { tenant: "34.04" }));
    const [file] = value(await readReport(hub(), key("national"), id)).attachments;
    const calls = callsTo(diy().deployment, federation.hubUrl);
    const get = () =>
      calls.getContent(file?.hash ?? "", { from: 0, to: 10 }, AbortSignal.timeout(20_000)).then(
        () => "given",
        (error: { code: string }) => error.code,
      );
    const page = async () => {
      const scope = wholeOf(hub().here.tenants());
      const { items } = await readPage(federation.hub.deployment, scope, "diy", { position: 0 });
      return items.filter((each) => eventIn(each.jws).subject === id);
    };
    await until(async () => ((await page()).length >= 3 ? true : undefined), "the feed");
    const accuse = ({ tenant, unit }: { tenant: string; unit?: string }) =>
      rows(
        federation.hub,
        `update simpul.report set class = 'whistleblowing', accused_tenant = '${tenant}', accused_unit = ${unit === undefined ? "null" : `'${unit}'`}
         where id = '${id}'`,
      );
    await accuse({ tenant: "34.04", unit: "Dinas PU" });
    expect(await get()).toBe("given");
    expect((await page()).flatMap((each) => each.content).length).toBeGreaterThan(1);
    await accuse({ tenant: "34.04" });
    expect(await get()).toBe("contentMissing");
    expect((await page()).flatMap((each) => each.content)).toEqual([]);
    expect((await page()).length).toBeGreaterThan(2);
  });
});

function eventIn(jws: string): { subject: string } {
  // Proof: our own feed's, read only to be compared.
  return JSON.parse(Buffer.from(jws.split(".")[1] ?? "", "base64url").toString("utf8")) as {
    subject: string;
  };
}
