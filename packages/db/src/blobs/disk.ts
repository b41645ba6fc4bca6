import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import type { ReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sha256 as digestOf } from "@simpul/protocol";
import { BlobFailure, isBlobName } from "./blobs.ts";
import type { Blobs } from "./blobs.ts";

/**
 * The blob store on a disk: 64 × 64 folders by the first two characters, so that none grows long.
 * @param onDamaged told with `blobDamaged` of a file that is not what its name says: a failing disk, or a stranger's hand
 */
export function diskBlobs(
  folder: string,
  onDamaged: (failure: BlobFailure) => void = () => {},
): Blobs {
  const pathOf = (sha256: string): string => {
    if (!isBlobName(sha256)) throw new BlobFailure("blobName", "not a SHA-256 in base64url");
    return join(folder, sha256.slice(0, 1), sha256.slice(1, 2), sha256);
  };
  const look = async (
    path: string,
    sha256: string,
  ): Promise<Uint8Array | "missing" | "damaged"> => {
    try {
      const bytes = await readFile(path);
      return digestOf(bytes) === sha256 ? bytes : "damaged";
    } catch (error) {
      absent(error);
      return "missing";
    }
  };
  return {
    async put(sha256, bytes) {
      const path = pathOf(sha256);
      if (digestOf(bytes) !== sha256)
        throw new BlobFailure("blobDigest", "the bytes are not what their name says");
      if (typeof (await look(path, sha256)) === "string") {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        const temporary = `${path}.${randomBytes(6).toString("hex")}`;
        try {
          await writeDurably(temporary, bytes);
          // Atomic: a reader sees the whole file or none, and two writers of one name write the same bytes.
          await rename(temporary, path);
        } finally {
          await rm(temporary, { force: true });
        }
      }
      // A name is durable once the folders above it are; also where another writer has only just renamed its file.
      for (const above of [dirname(path), dirname(dirname(path)), folder]) await syncFolder(above);
    },
    async stream(sha256, { from, to } = { from: 0, to: Number.POSITIVE_INFINITY }) {
      const path = pathOf(sha256);
      if ((await stat(path).catch(absent)) === undefined) return "missing";
      return onceRead(() => createReadStream(path, { start: from, end: to - 1 }));
    },
    async remove(sha256) {
      const path = pathOf(sha256);
      const folderOf = dirname(path);
      await rm(path, { force: true });
      await syncFolder(folderOf).catch(absent);
    },
    async get(sha256) {
      const found = await look(pathOf(sha256), sha256);
      if (found !== "damaged") return found;
      onDamaged(new BlobFailure("blobDamaged", `the blob ${sha256} is damaged`));
      return "missing";
    },
  };
}

/** Opens its file for the first byte that is asked for: an answer that nobody reads holds none open. */
function onceRead(begin: () => ReadStream): ReadableStream<Uint8Array> {
  let file: ReadStream | undefined;
  let chunks: AsyncIterator<Uint8Array> | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        file ??= begin();
        // Proof: a stream of bytes without an encoding is one of Buffers.
        chunks ??= file[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      cancel() {
        file?.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  // wx: the random suffix makes a clash impossible in practice, and a clash an error rather than a mixture.
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function absent(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
