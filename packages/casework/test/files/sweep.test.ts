import { claimFile, wholeOf, withScope } from "@simpul/db";
import { sha256 } from "@simpul/protocol";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { keptAs, testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { keepOriginals, readFile, readReport, sweepFiles, upload } from "../../src/index.ts";
import { channel, office, take } from "../reports.ts";
import { audited, blobOf, bytesOf, here, must, remade, uploaded } from "./files.ts";

let node: Deployment;

beforeAll(async () => {
  node = await testDeployment({
    adminUrl: inject("adminUrl"),
    kind: "node",
    hosted: [here, "64.02"],
  });
});
afterAll(() => node.close());

const held = async (name: string) => (await node.ctx.blobs.get(name)) !== "missing";
const small = (text: string) => sha256(Buffer.from(`small: ${text}`));

async function later(hours: number) {
  node.clock.advance({ hours });
  await sweepFiles(node.ctx);
}

test("what no report encloses is gone after two days, with its thumbnail; what one encloses stays", async () => {
  const lost = await uploaded(node.ctx, "lupa dikirim");
  const sent = await uploaded(node.ctx, "dikirim");
  const { id } = await take(node.ctx, here, { attachments: [sent.id] });
  await later(47);
  expect(await held(blobOf(lost))).toBe(true);
  await expect(take(node.ctx, here, { attachments: [lost.id] })).resolves.toBeDefined();

  const second = await uploaded(node.ctx, "lupa juga");
  await later(49);
  await expect(take(node.ctx, here, { attachments: [second.id] })).rejects.toThrow(
    "unknownAttachment",
  );
  // The bytes a little later: a verb that found it in its last second still writes.
  expect(await held(blobOf(second))).toBe(true);
  await later(1);
  await later(1);
  expect([await held(blobOf(second)), await held(small("lupa juga"))]).toEqual([false, false]);
  expect([await held(blobOf(sent)), await held(small("dikirim"))]).toEqual([true, true]);
  const [attachment] = must(await readReport(node.ctx, office(here), id)).attachments;
  expect(
    await bytesOf(await readFile(node.ctx, office(here), id, attachment?.hash ?? "", "file")),
  ).toBe("made anew: dikirim");
  expect(await audited(node.ctx, "sweepUploads")).toMatchObject([{ detail: { uploads: 1 } }]);
});

test("a file that somebody else names too stays, whoever lets go of it", async () => {
  const mine = await uploaded(node.ctx, "bersama");
  const theirs = must(
    await upload(node.ctx, channel("64.02"), Buffer.from("bersama"), undefined, remade),
  );
  expect(theirs.sha256).toBe(mine.sha256);
  await take(node.ctx, "64.02", { attachments: [theirs.id] });
  await later(50);
  await later(2);
  expect([await held(blobOf(mine)), await held(small("bersama"))]).toEqual([true, true]);
});

test("a file of a tenant that is no longer hosted here is not taken for one that nobody names", async () => {
  const theirs = must(
    await upload(
      node.ctx,
      channel("64.02"),
      Buffer.from("pindah"),
      undefined,
      keptAs("application/pdf"),
    ),
  );
  await take(node.ctx, "64.02", { attachments: [theirs.id] });
  const without = { ...node.ctx, here: { ...node.ctx.here, tenants: () => [here] } };
  node.clock.advance({ hours: 60 });
  await sweepFiles(without);
  await sweepFiles(without);
  expect(await held(blobOf(theirs))).toBe(true);
});

test("a file that is put again while it is swept is there afterwards", async () => {
  for (let round = 0; round < 5; round += 1) {
    const text = `bersamaan ${round}`;
    await uploaded(node.ctx, text, keptAs("application/pdf"));
    await later(48);
    node.clock.advance({ hours: 2 });
    const [again] = await Promise.all([
      uploaded(node.ctx, text, keptAs("application/pdf")),
      sweepFiles(node.ctx),
    ]);
    expect(await held(blobOf(again))).toBe(true);
    await expect(take(node.ctx, here, { attachments: [again.id] })).resolves.toBeDefined();
  }
});

test("a process that dies between claiming and putting, or before its row, leaves nothing for ever", async () => {
  const bytes = Buffer.from("tak bertuan");
  const at = node.ctx.now().toString({ fractionalSecondDigits: 3 });
  const claim = (name: string) =>
    withScope(node.ctx.db, wholeOf([here]), (tx) => claimFile(tx, name, [here], "unscanned", at));
  await claim(sha256("never put"));
  await claim(sha256(bytes));
  await node.ctx.blobs.put(sha256(bytes), bytes);
  await later(50);
  expect(await held(sha256(bytes))).toBe(false);
  const left = await withScope(
    node.ctx.db,
    wholeOf([here]),
    (tx) => tx`
    select from federation.file where blob in (${sha256("never put")}, ${sha256(bytes)})`,
  );
  expect(left).toHaveLength(0);
});

test("the original that a tenant keeps goes with the upload that nobody enclosed, and stays with a report", async () => {
  const admin = {
    kind: "staff",
    id: "dewi",
    tenant: here,
    roles: [{ role: "tenantAdmin", tenant: here, reach: "self" }],
  } as const;
  expect(await keepOriginals(node.ctx, office(here), { keeps: true })).toMatchObject({
    code: "forbidden",
  });
  must(await keepOriginals(node.ctx, admin, { keeps: true }));
  const lost = await uploaded(node.ctx, "asli yang lupa");
  const sent = await uploaded(node.ctx, "asli yang dikirim");
  await take(node.ctx, here, { attachments: [sent.id] });
  const originals = [sha256("asli yang lupa"), sha256("asli yang dikirim")];
  expect(await Promise.all(originals.map(held))).toEqual([true, true]);
  await later(50);
  await later(2);
  expect(await Promise.all(originals.map(held))).toEqual([false, true]);
  expect(await held(blobOf(lost))).toBe(false);
});

test("where only some categories keep originals, the verified one decides, once", async () => {
  const admin = {
    kind: "staff",
    id: "1",
    tenant: here,
    roles: [{ role: "tenantAdmin", tenant: here, reach: "self" }],
  } as const;
  const say = async (keeps: boolean | "asAbove", category?: string) =>
    must(
      await keepOriginals(node.ctx, admin, { keeps, category } as Parameters<
        typeof keepOriginals
      >[2]),
    );
  expect(await keepOriginals(node.ctx, admin, { keeps: true, category: "no such" })).toMatchObject({
    code: "unknownCategory",
  });
  await say(false);
  await say(true, "infrastructure");
  expect(await say(false, "road")).toEqual({
    keeps: false,
    categories: [
      { category: "infrastructure", keeps: true },
      { category: "road", keeps: false },
    ],
  });
  const one = async (name: string, state: string, category: string | null) => {
    const file = await uploaded(node.ctx, name);
    const { id } = await take(node.ctx, here, { attachments: [file.id] });
    await node.asSuperuser().db.pg`
      update simpul.report set state = ${state}, category = ${category} where id = ${id}`;
    return { name, id };
  };
  const bridge = await one("jembatan", "verified", "bridge");
  const road = await one("jalan", "verified", "road");
  const spam = await one("bukan laporan", "archived", null);
  const fresh = await one("belum diperiksa", "received", "road");
  const all = [bridge, road, spam, fresh].map(({ name }) => sha256(name));
  await later(47);
  expect(await Promise.all(all.map(held))).toEqual([true, true, true, true]);
  await later(3);
  await later(2);
  expect(await Promise.all(all.map(held))).toEqual([true, false, false, true]);
  expect((await audited(node.ctx, "dropOriginal")).map(({ report }) => report).toSorted()).toEqual(
    [road.id, spam.id].toSorted(),
  );
  // What was decided stays decided, also by other words.
  await say("asAbove", "infrastructure");
  await say("asAbove", "road");
  await later(2);
  await later(2);
  expect(await Promise.all(all.map(held))).toEqual([true, false, false, true]);
  await node.asSuperuser().db
    .pg`update simpul.report set state = 'verified' where id = ${fresh.id}`;
  await later(2);
  await later(2);
  expect(await Promise.all(all.map(held))).toEqual([true, false, false, false]);
});
