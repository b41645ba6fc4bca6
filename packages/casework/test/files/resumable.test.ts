import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { keptAs, testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { beginUpload, CutLine, progressOf, sweepFiles, takePiece } from "../../src/index.ts";
import type { Context, Prepare } from "../../src/index.ts";
import { channel, office, take } from "../reports.ts";
import type { Acting } from "../reports.ts";
import { audited, here, must } from "./files.ts";

/** A file that comes in pieces: what is said to be durable is, whoever dies. */

let node: Deployment;

beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node", hosted: [here] });
});
afterAll(() => node.close());

const me = channel(here);
const pdf = keptAs("application/pdf");
const megabyte = 1024 * 1024;

async function* chunksOf(bytes: Uint8Array, end: "whole" | "cut" = "whole") {
  for (let from = 0; from < bytes.length; from += 100_000)
    yield bytes.subarray(from, from + 100_000);
  if (end === "cut") throw new CutLine();
}

const begin = async (size: number, actor: Acting = me) =>
  must(await beginUpload(node.ctx, actor, size, "bukti.pdf")).id;
const send = (
  id: string,
  at: number,
  bytes: Uint8Array,
  more: { end?: "cut"; ctx?: Context; prepare?: Prepare } = {},
) =>
  takePiece(
    more.ctx ?? node.ctx,
    me,
    id,
    { at, chunks: chunksOf(bytes, more.end) },
    more.prepare ?? pdf,
  );
const received = async (id: string) => must(await progressOf(node.ctx, me, id, pdf)).received;

test("pieces over lines that are cut make the file that was sent, which a report then encloses", async () => {
  const bytes = randomBytes(3 * megabyte);
  const id = await begin(bytes.length);
  let at = 0;
  for (const length of [700_000, 1, 1_400_000, 900_000]) {
    await send(id, at, bytes.subarray(at, at + length), { end: "cut" });
    expect(await received(id)).toBe(at + length);
    at += length;
  }
  must(await send(id, at, bytes.subarray(at)));
  const { id: report } = await take(node.ctx, here, { attachments: [id] });
  const [stored] = await node.ctx.db.pg.begin(async (tx) => {
    await tx`select set_config('app.tenants', ${here}, true), set_config('app.examines', '*', true), set_config('app.institutions', '*', true)`;
    return tx<
      { blob: string; name: string }[]
    >`select blob, name from simpul.content where report = ${report} and blob is not null`;
  });
  expect(stored?.name).toBe("bukti.pdf");
  expect(
    bytes.equals(Buffer.from((await node.ctx.blobs.get(stored?.blob ?? "")) as Uint8Array)),
  ).toBe(true);
  expect(await node.ctx.uploadPieces.list()).not.toContain(id);
});

test("a process that dies in the middle of a piece: the offset says what is durable, and all of that is there", async () => {
  const bytes = randomBytes(3 * megabyte);
  const id = await begin(bytes.length);
  // Dies after its second write to the disk, before the database hears of it.
  let writes = 0;
  const { uploadPieces } = node.ctx;
  const dying: Context = {
    ...node.ctx,
    uploadPieces: {
      ...uploadPieces,
      async write(upload, piece) {
        const name = await uploadPieces.write(upload, piece);
        writes += 1;
        if (writes === 2) throw new Error("killed");
        return name;
      },
    },
  };
  await expect(send(id, 0, bytes, { ctx: dying })).rejects.toThrow("killed");
  const durable = await received(id);
  expect(durable).toBeGreaterThanOrEqual(512 * 1024);
  expect(durable).toBeLessThan(2 * 512 * 1024 + 100_000);
  must(await send(id, durable, bytes.subarray(durable)));
  expect(await received(id)).toBe(bytes.length);
});

test("a process that dies when all of it came: whoever asks next finishes it", async () => {
  const bytes = randomBytes(1000);
  const id = await begin(bytes.length);
  const dying: Prepare = () => Promise.reject(new Error("killed"));
  await expect(send(id, 0, bytes, { prepare: dying })).rejects.toThrow("killed");
  await expect(take(node.ctx, here, { attachments: [id] })).rejects.toThrow("unknownAttachment");
  expect(await received(id)).toBe(bytes.length);
  await take(node.ctx, here, { attachments: [id] });
});

test("several who finish it at once make one attachment", async () => {
  const bytes = randomBytes(1000);
  const id = await begin(bytes.length);
  const dying: Prepare = () => Promise.reject(new Error("killed"));
  await expect(send(id, 0, bytes, { prepare: dying })).rejects.toThrow("killed");
  const before = (await audited(node.ctx, "upload")).length;
  const asked = await Promise.all(
    Array.from({ length: 3 }, () => progressOf(node.ctx, me, id, pdf)),
  );
  expect(asked.map(({ outcome }) => outcome)).toEqual(["done", "done", "done"]);
  expect((await audited(node.ctx, "upload")).length).toBe(before + 1);
});

test("of two that write the same place one counts, and the other is told where to go on", async () => {
  const bytes = randomBytes(400_000);
  const id = await begin(2 * bytes.length);
  const other = randomBytes(400_000);
  const both = await Promise.all([send(id, 0, bytes), send(id, 0, other)]);
  expect(both.map((one) => (one.outcome === "failed" ? one.code : one.outcome)).toSorted()).toEqual(
    ["done", "uploadOffset"],
  );
  const first = both[0]?.outcome === "done" ? bytes : other;
  must(await send(id, first.length, bytes));
  await take(node.ctx, here, { attachments: [id] });
  const digest = createHash("sha256")
    .update(Buffer.concat([first, bytes]))
    .digest("base64url");
  expect(await node.ctx.blobs.get(digest)).not.toBe("missing");
});

describe("refused", () => {
  test("a piece from elsewhere, and one beyond the size that was promised", async () => {
    const id = await begin(1000);
    expect(await send(id, 5, randomBytes(10))).toMatchObject({ code: "uploadOffset" });
    expect(await send(id, 0, randomBytes(1001))).toMatchObject({ code: "fileTooLarge" });
    expect(await received(id)).toBe(0);
  });

  test("a piece that is not what its checksum says: nothing of it counts, also where the line was cut", async () => {
    const bytes = randomBytes(megabyte);
    const id = await begin(bytes.length);
    const checksum = {
      algorithm: "sha256",
      digest: createHash("sha256").update(bytes).digest("base64"),
    } as const;
    const wrong = Buffer.from(bytes);
    wrong[77] = (wrong[77] ?? 0) ^ 1;
    for (const chunks of [chunksOf(wrong), chunksOf(bytes.subarray(0, 900_000), "cut")])
      expect(await takePiece(node.ctx, me, id, { at: 0, chunks, checksum }, pdf)).toMatchObject({
        code: "checksumMismatch",
      });
    expect(await received(id)).toBe(0);
    must(await takePiece(node.ctx, me, id, { at: 0, chunks: chunksOf(bytes), checksum }, pdf));
    expect(await received(id)).toBe(bytes.length);
  });

  test("another's upload, as one that is not there", async () => {
    const id = await begin(1000);
    const stranger = office(here);
    for (const typed of [id, "019cc071-a800-739b-9803-9b011935acdd", "../../x", ""])
      expect(await progressOf(node.ctx, stranger, typed, pdf)).toMatchObject({ code: "notFound" });
    expect(
      await takePiece(node.ctx, stranger, id, { at: 0, chunks: chunksOf(randomBytes(9)) }, pdf),
    ).toMatchObject({ code: "notFound" });
  });

  test("what no upload would take, and nothing of it is kept", async () => {
    const id = await begin(9);
    const refusing: Prepare = () => Promise.resolve({ outcome: "failed", code: "brokenPicture" });
    expect(await send(id, 0, randomBytes(9), { prepare: refusing })).toMatchObject({
      code: "brokenPicture",
    });
    expect(await progressOf(node.ctx, me, id, pdf)).toMatchObject({ code: "notFound" });
    expect(await node.ctx.uploadPieces.list()).not.toContain(id);
  });

  test("more than an owner may have open at once, also where they begin at once; what is finished is not open", async () => {
    const reporter: Acting = {
      kind: "reporter",
      tenant: here,
      report: (await take(node.ctx, here)).id,
    };
    const begun = await Promise.all(
      Array.from({ length: 14 }, () => beginUpload(node.ctx, reporter, 9, undefined)),
    );
    const codes = begun.map((one) => (one.outcome === "failed" ? one.code : one.outcome));
    expect(codes.filter((code) => code === "done")).toHaveLength(10);
    expect(codes.filter((code) => code === "uploadQuota")).toHaveLength(4);
    const one = begun.find((each) => each.outcome === "done");
    if (one?.outcome !== "done") throw new Error("none was begun");
    must(
      await takePiece(
        node.ctx,
        reporter,
        one.value.id,
        { at: 0, chunks: chunksOf(randomBytes(9)) },
        pdf,
      ),
    );
    expect(await beginUpload(node.ctx, reporter, 9, undefined)).toMatchObject({ outcome: "done" });
    expect(await beginUpload(node.ctx, me, 26 * megabyte, undefined)).toMatchObject({
      code: "fileTooLarge",
    });
  });
});

test("what nobody went on with for a day is gone, pieces and all; another's is untouched", async () => {
  const old = await begin(1000);
  await send(old, 0, randomBytes(10));
  node.clock.advance({ hours: 23 });
  const young = await begin(1000);
  await send(young, 0, randomBytes(10));
  await node.ctx.uploadPieces.write("019cc071-a800-739b-9803-9b011935acdd", randomBytes(9));
  node.clock.advance({ hours: 1 });
  expect(await progressOf(node.ctx, me, old, pdf)).toMatchObject({ code: "notFound" });
  await sweepFiles(node.ctx);
  expect(await node.ctx.uploadPieces.list()).toEqual([young]);
  must(await send(young, 10, randomBytes(990)));
});
