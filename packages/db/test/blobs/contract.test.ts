import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "@simpul/protocol";
import { describe, expect, onTestFinished, test } from "vitest";
import { diskBlobs, openBlobs } from "../../src/index.ts";
import type { Blobs } from "../../src/index.ts";
import { s3Blobs } from "../../src/blobs/s3.ts";
import { s3Fake } from "./s3-fake.ts";

// What every store of files promises. The provider of S3 is played in this process (s3-fake.ts).

interface Store {
  readonly blobs: Blobs;
  readonly told: string[];
  count(): Promise<number>;
  /** Writes something else in the place of every file. */
  damage(): Promise<void>;
}

async function onDisk(): Promise<Store> {
  const root = await mkdtemp(join(tmpdir(), "simpul-blobs-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const told: string[] = [];
  const files = async () =>
    (await readdir(root, { recursive: true, withFileTypes: true })).filter((e) => e.isFile());
  return {
    blobs: diskBlobs(root, ({ code }) => void told.push(code)),
    told,
    count: async () => (await files()).length,
    damage: async () => {
      for (const file of await files()) await writeFile(join(file.parentPath, file.name), "else");
    },
  };
}

async function inBucket(conditions: boolean): Promise<Store> {
  const { options, objects } = await s3Fake({ conditions });
  const told: string[] = [];
  return {
    blobs: await s3Blobs(options, ({ code }) => void told.push(code)),
    told,
    count: async () => objects.size,
    damage: async () => {
      for (const key of objects.keys()) objects.set(key, Buffer.from("else"));
    },
  };
}

const photo = randomBytes(300_000);
const name = sha256(photo);

async function all(stream: ReadableStream<Uint8Array> | "missing"): Promise<Buffer | "missing"> {
  return stream === "missing" ? stream : Buffer.from(await new Response(stream).arrayBuffer());
}

describe.each([
  ["on a disk", onDisk],
  ["in a bucket", () => inBucket(true)],
  ["in a bucket that knows no conditions", () => inBucket(false)],
])("a store %s", (_, open) => {
  test("gives back what was put, and says what is missing", async () => {
    const { blobs } = await open();
    await blobs.put(name, photo);
    expect(photo.equals(Buffer.from(await got(blobs.get(name))))).toBe(true);
    expect(await blobs.get(sha256("another"))).toBe("missing");
    expect(await blobs.stream(sha256("another"))).toBe("missing");
  });

  test("streams the whole and any part of it", async () => {
    const { blobs } = await open();
    await blobs.put(name, photo);
    expect(photo.equals(await got(all(await blobs.stream(name))))).toBe(true);
    const part = await got(all(await blobs.stream(name, { from: 1_000, to: 250_001 })));
    expect(part.equals(photo.subarray(1_000, 250_001))).toBe(true);
    const last = await got(all(await blobs.stream(name, { from: 299_999, to: 300_000 })));
    expect(last.equals(photo.subarray(299_999))).toBe(true);
  });

  test("keeps one of many that are put at once", async () => {
    const { blobs, count } = await open();
    await Promise.all(Array.from({ length: 8 }, () => blobs.put(name, photo)));
    expect(await count()).toBe(1);
    expect(await blobs.get(name)).not.toBe("missing");
  });

  test("finds what is damaged missing, tells of it, and is healed by putting it again", async () => {
    const { blobs, told, damage } = await open();
    await blobs.put(name, photo);
    await damage();
    expect(await blobs.get(name)).toBe("missing");
    expect(told).toEqual(["blobDamaged"]);
    await blobs.put(name, photo);
    expect(photo.equals(Buffer.from(await got(blobs.get(name))))).toBe(true);
  });

  test("removes, also what is not there, and takes the same file again", async () => {
    const { blobs, count } = await open();
    await blobs.remove(name);
    await blobs.put(name, photo);
    await blobs.remove(name);
    await blobs.remove(name);
    expect([await blobs.get(name), await blobs.stream(name), await count()]).toEqual([
      "missing",
      "missing",
      0,
    ]);
    await blobs.put(name, photo);
    expect(await count()).toBe(1);
  });

  test("refuses what is no name, and bytes under another's", async () => {
    const { blobs, count } = await open();
    for (const wrong of ["../../etc/passwd", "", "../".repeat(14) + "a", `${name}\n`]) {
      await expect(blobs.put(wrong, photo)).rejects.toMatchObject({ code: "blobName" });
      await expect(blobs.get(wrong)).rejects.toMatchObject({ code: "blobName" });
      await expect(blobs.stream(wrong)).rejects.toMatchObject({ code: "blobName" });
      await expect(blobs.remove(wrong)).rejects.toMatchObject({ code: "blobName" });
    }
    await expect(blobs.put(sha256("another"), photo)).rejects.toMatchObject({ code: "blobDigest" });
    expect(await count()).toBe(0);
  });
});

async function got<T>(given: Promise<T | "missing">): Promise<T> {
  const value = await given;
  if (value === "missing") throw new Error("missing");
  return value;
}

describe("in a bucket", () => {
  test("every request is signed, and none carries a checksum that other stores refuse", async () => {
    const { options, requests } = await s3Fake();
    const blobs = await openBlobs("/nowhere", options);
    await blobs.put(name, photo);
    await blobs.get(name);
    await blobs.remove(name);
    expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `PUT /berkas/files/${name}`,
      `GET /berkas/files/${name}`,
      `DELETE /berkas/files/${name}`,
    ]);
    const [put] = requests;
    expect(put?.headers["if-none-match"]).toBe("*");
    for (const { headers } of requests) {
      expect(headers.authorization).toContain("AKIDTEST");
      expect(Object.keys(headers).filter((each) => each.startsWith("x-amz-checksum"))).toEqual([]);
      expect(headers["x-amz-sdk-checksum-algorithm"]).toBeUndefined();
    }
  });

  test("a provider that fails for a moment is asked again, one that goes on failing is an error and not a missing file", async () => {
    const { options, faults } = await s3Fake();
    const blobs = await s3Blobs(options);
    faults.push(503);
    await blobs.put(name, photo);
    faults.push(500);
    expect(await blobs.get(name)).not.toBe("missing");
    faults.push(500, 500, 500, 500);
    await expect(blobs.get(name)).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
  });

  test("wrong keys are an error and not a missing file", async () => {
    const { options } = await s3Fake();
    const blobs = await s3Blobs({ ...options, accessKey: "ANOTHER" });
    await expect(blobs.get(name)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });
});

test("an installation that names no bucket keeps its files on its disk", async () => {
  const root = await mkdtemp(join(tmpdir(), "simpul-blobs-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const blobs = await openBlobs(root);
  await blobs.put(name, photo);
  expect(await readdir(root)).toEqual([name.slice(0, 1)]);
});
