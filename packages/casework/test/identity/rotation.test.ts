import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Staff } from "@simpul/access";
import { connect, openVault, rewrapVault, sealedUnder, wholeOf } from "@simpul/db";
import type { Database } from "@simpul/db";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startPostgres, testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment, Postgres } from "../../../testkit/src/index.ts";
import { unseal } from "../../src/index.ts";
import type { Context } from "../../src/index.ts";
import { take } from "../reports.ts";

/** A server of its own: the test looks into its files. */
let folder: string;
let server: Postgres;
let node: Deployment;
let worker: Database;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-rotation-"));
  server = await startPostgres({ dataDir: folder });
  node = await testDeployment({ adminUrl: server.url, kind: "node" });
  worker = connect(node.urls.worker, { max: 2 });
});
afterAll(async () => {
  await worker.close();
  await node.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const city = "64.71";
const scope = wholeOf([city]);
const canary = "KenariSitiRahmawatiku";
const said = "KataTerangPelaporBiasa";
const admin: Staff = {
  kind: "staff",
  id: "adm",
  tenant: city,
  isFresh: true,
  roles: [{ role: "tenantAdmin", tenant: city, reach: "self" }],
};
const why = { purpose: "contact", reason: "Nomor di berkas tidak terbaca" } as const;

test("the key is exchanged under load: no read fails, nothing is left under the old one, nothing was ever plain", async () => {
  const [old, fresh] = [randomBytes(32), randomBytes(32)];
  const started = (key: Uint8Array, ...earlier: Uint8Array[]) =>
    openVault(node.db, { key, earlier }, async () => true, "2026-03-02T01:00:00.000Z");
  const connected = [node.anotherProcess(4), node.anotherProcess(4)];
  const processes: Context[] = [];
  /** As if each had been started again with that configuration, while the other serves. */
  const restart = async (which: number, key: Uint8Array, ...earlier: Uint8Array[]) => {
    const base = connected[which];
    if (base === undefined) throw new Error("no such process");
    processes[which] = { ...base, vault: await started(key, ...earlier) };
  };
  await restart(0, old);
  await restart(1, old);
  const digest = processes[0]?.vault.digest("0811");

  const taken: string[] = [];
  const counted = { written: 0, read: 0 };
  const failures: unknown[] = [];
  let isOver = false;
  const stepped = signal();
  const each = async (work: (ctx: Context, turn: number) => Promise<void>) => {
    for (let turn = 0; !isOver; turn += 1) {
      const ctx = processes[turn % 2];
      if (ctx !== undefined) await work(ctx, turn).catch((error: unknown) => failures.push(error));
      stepped.raise();
    }
  };
  const write = async (ctx: Context) => {
    const contact = { name: canary, email: `${canary}.${counted.written}@kenari.id`.toLowerCase() };
    const { id } = await take(ctx, city, { text: said, contact });
    taken.push(id);
    counted.written += 1;
  };
  /** What the other process just wrote, and one of before. */
  const read = async (ctx: Context, turn: number) => {
    for (const report of [...taken.slice(-2), taken[(turn * 7919) % taken.length] ?? "none"]) {
      const opened = await unseal(ctx, admin, { report }, why);
      if (opened.outcome === "failed" || opened.value.name !== canary) failures.push(opened);
    }
    counted.read += 1;
  };
  for (const ctx of processes) await write(ctx);
  const load = [each(write), each(read), each(read)];
  /** Both kinds of work were done so often since. */
  const more = async (times: number) => {
    const { written, read: seen } = counted;
    while (counted.written < written + times || counted.read < seen + times) await stepped.next();
  };

  try {
    await more(10);
    for (const which of [0, 1]) {
      await restart(which, old, fresh);
      await more(4);
    }
    for (const which of [0, 1]) {
      await restart(which, fresh, old);
      await more(4);
    }
    const { sealing } = await (await started(fresh, old)).kids();
    let passes = 0;
    let now = Temporal.Instant.from("2026-03-02T02:00:00.000Z");
    const isLeft = async () =>
      (await sealedUnder(node.db, scope)).some(({ kid }) => kid !== sealing);
    while (await isLeft()) {
      const vault = await started(fresh, old);
      await rewrapVault(worker, vault, {
        scope,
        holder: `run-${passes}`,
        now: () => now,
        size: 8,
        batches: 1,
      });
      passes += 1;
      if (passes > 500) throw new Error("it does not come to an end");
      now = now.add({ minutes: 1 });
    }
    expect(passes).toBeGreaterThan(2);
    for (const which of [0, 1]) {
      await restart(which, fresh);
      await more(4);
    }
  } finally {
    isOver = true;
    await Promise.all(load);
  }
  expect(failures).toEqual([]);
  const only = await started(fresh);
  for (const report of taken)
    expect(await unseal({ ...node.ctx, vault: only }, admin, { report }, why)).toMatchObject({
      value: { name: canary },
    });
  expect(only.digest("0811")).toBe(digest);
  const counts = await sealedUnder(node.db, scope);
  const { sealing } = await only.kids();
  expect(new Set(counts.map(({ kid }) => kid))).toEqual(new Set([sealing]));
  expect(counts).toContainEqual({
    place: "vault.contact.sealed",
    kid: sealing,
    rows: taken.length,
  });

  await node.asSuperuser().db.pg`checkpoint`;
  const { bytes, found } = await searched(join(folder, "cluster"));
  expect(bytes).toBeGreaterThan(16 * 1024 * 1024);
  // The reporter's words lie there, and are found: the search can find.
  expect(found).toEqual([said]);
}, 90_000);

/** Wakes whoever waits for the next step. */
function signal() {
  let next = Promise.withResolvers<void>();
  return {
    next: () => next.promise,
    raise() {
      next.resolve();
      next = Promise.withResolvers();
    },
  };
}

/** Which of both words lie in any file of the server, plain or in base64 however they lie in it. */
async function searched(directory: string): Promise<{ bytes: number; found: string[] }> {
  const words = [canary, canary.toLowerCase(), said];
  const found = new Set<string>();
  let bytes = 0;
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = await readFile(join(entry.parentPath, entry.name));
    bytes += content.length;
    for (const word of words)
      if (spellings(word).some((spelling) => content.includes(spelling))) found.add(word);
  }
  return { bytes, found: [...found] };
}

function spellings(word: string): string[] {
  const shifted = [0, 1, 2].map((shift) => {
    const text = Buffer.from(" ".repeat(shift) + word).toString("base64");
    // Without the characters that what stands before and behind has a part in.
    return text.slice(shift === 0 ? 0 : 4, -4);
  });
  return [word, Buffer.from(word).toString("hex"), ...shifted];
}
