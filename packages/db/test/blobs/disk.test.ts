import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "@simpul/protocol";
import { expect, onTestFinished, test } from "vitest";
import { diskBlobs } from "../../src/index.ts";

const photo = Buffer.from("a photo of a pothole");
const name = sha256(photo);

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "simpul-blobs-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function files(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

test("what was put is got, by another process too, and what was not is missing", async () => {
  const root = await folder();
  await diskBlobs(root).put(name, photo);
  expect(await diskBlobs(root).get(name)).toEqual(photo);
  expect(await diskBlobs(root).get(sha256("another"))).toBe("missing");
});

test("the same file put often and at once lies there once, with nothing temporary beside it", async () => {
  const root = await folder();
  const blobs = diskBlobs(root);
  await Promise.all([...Array(20)].map(() => blobs.put(name, photo)));
  await blobs.put(name, photo);
  expect(await files(root)).toEqual([join(root, name.slice(0, 1), name.slice(1, 2), name)]);
});

test.each([
  ["a way out of the folder", "../../../../etc/passwd"],
  ["a way out of the right length", "../".repeat(14) + "a"],
  ["nothing", ""],
  ["hexadecimal", Buffer.from(name, "base64url").toString("hex")],
  ["a line after it", `${name}\n`],
])("%s is no name", async (_, wrong) => {
  const blobs = diskBlobs(await folder());
  await expect(blobs.get(wrong)).rejects.toMatchObject({ code: "blobName" });
  await expect(blobs.put(wrong, photo)).rejects.toMatchObject({ code: "blobName" });
});

test("bytes under another's name are refused and not kept", async () => {
  const root = await folder();
  await expect(diskBlobs(root).put(sha256("another"), photo)).rejects.toMatchObject({
    code: "blobDigest",
  });
  expect(await files(root)).toEqual([]);
});

test("a damaged file is missing, is told of, and is healed by putting it again", async () => {
  const root = await folder();
  const told: string[] = [];
  const blobs = diskBlobs(root, (failure) => told.push(failure.code));
  await blobs.put(name, photo);
  const [path = ""] = await files(root);
  await writeFile(path, Buffer.from("A photo of a pothole"));
  expect(await blobs.get(name)).toBe("missing");
  expect(told).toEqual(["blobDamaged"]);
  await blobs.put(name, photo);
  expect(await blobs.get(name)).toEqual(photo);
});

test("a disk that fails is an error and not a missing file", async () => {
  const root = await folder();
  await writeFile(join(root, name.slice(0, 1)), "a file where a folder should be");
  await expect(diskBlobs(root).get(name)).rejects.toMatchObject({ code: "ENOTDIR" });
});

test("a stream that nobody reads has opened nothing, and one that is let go of closes", async () => {
  const root = await folder();
  const large = Buffer.alloc(1_000_000, 7);
  await diskBlobs(root).put(sha256(large), large);
  const unread = await diskBlobs(root).stream(sha256(large));
  const read = await diskBlobs(root).stream(sha256(large));
  if (unread === "missing" || read === "missing") throw new Error("it was just put");
  const reader = read.getReader();
  expect((await reader.read()).value?.[0]).toBe(7);
  await rm(root, { recursive: true });
  await reader.cancel();
  // It looks for its file only now.
  await expect(unread.getReader().read()).rejects.toMatchObject({ code: "ENOENT" });
});
