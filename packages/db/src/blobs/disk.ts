import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { sha256 as digestOf } from "@simpul/protocol";

export type BlobFailureCode = "blobName" | "blobDigest" | "blobDamaged";

export class BlobFailure extends Error {
  readonly code: BlobFailureCode;

  constructor(code: BlobFailureCode, message: string) {
    super(message);
    this.name = "BlobFailure";
    this.code = code;
  }
}

/** Files by their plain SHA-256, base64url. */
export interface DiskBlobs {
  /** Durable when it resolves. Fails with `blobName` or `blobDigest`. */
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  /** A damaged file counts as missing: putting it again heals it. Fails with `blobName`. */
  get(sha256: string): Promise<Uint8Array | "missing">;
}

/** 32 bytes in base64url. Nothing else becomes a path, so no name leaves the folder. */
const named = /^[A-Za-z0-9_-]{43}$/;

/**
 * The blob store on a disk: 64 × 64 folders by the first two characters, so that none grows long.
 * @param onDamaged told with `blobDamaged` of a file that is not what its name says: a failing disk, or a stranger's hand
 */
export function diskBlobs(
  folder: string,
  onDamaged: (failure: BlobFailure) => void = () => {},
): DiskBlobs {
  const pathOf = (sha256: string): string => {
    if (!named.test(sha256)) throw new BlobFailure("blobName", "not a SHA-256 in base64url");
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
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return "missing";
      throw error;
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
    async get(sha256) {
      const found = await look(pathOf(sha256), sha256);
      if (found !== "damaged") return found;
      onDamaged(new BlobFailure("blobDamaged", `the blob ${sha256} is damaged`));
      return "missing";
    },
  };
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
