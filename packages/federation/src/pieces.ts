import { mkdir, open, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Whose file, by which name: one peer's broken piece must not spoil what another sends. */
interface PieceKey {
  readonly peer: string;
  readonly hash: string;
}

/**
 * Files that have come in part, beside the blob store, so that a transfer goes on where it ended: after a lost line, and
 * after a restart. Nothing here is believed: the whole is checked against its hash before anybody can read it.
 */
export interface Pieces {
  /** Bytes that are there; the next piece begins here. */
  size(key: PieceKey): Promise<number>;
  /** Written at its place, so the same piece twice is the same file. */
  write(key: PieceKey, at: number, bytes: Uint8Array): Promise<void>;
  read(key: PieceKey): Promise<Uint8Array>;
  drop(key: PieceKey): Promise<void>;
}

/** What nobody went on with for a week is given up; it starts anew if it is still wanted. */
const keptDays = 7;

/** 32 bytes in base64url, and a node's id: nothing else becomes a path. */
const hashName = /^[\w-]{43}$/;
const peerName = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/;

export async function openPieces(contentDir: string, now: () => Temporal.Instant): Promise<Pieces> {
  const folder = join(contentDir, "pieces");
  await sweep(folder, now());
  const pathOf = ({ peer, hash }: PieceKey): string => {
    if (!hashName.test(hash) || !peerName.test(peer))
      throw new Error("a piece must be named by a node and a hash");
    return join(folder, peer, hash);
  };
  return {
    async size(key) {
      return (await stat(pathOf(key)).catch(absent))?.size ?? 0;
    },
    async write(key, at, bytes) {
      await mkdir(join(folder, key.peer), { recursive: true, mode: 0o700 });
      const path = pathOf(key);
      const file = await open(path, "r+", 0o600).catch((error: unknown) => {
        absent(error);
        return open(path, "w+", 0o600);
      });
      try {
        await file.write(bytes, 0, bytes.length, at);
      } finally {
        await file.close();
      }
    },
    read: (key) => readFile(pathOf(key)),
    drop: (key) => rm(pathOf(key), { force: true }),
  };
}

async function sweep(folder: string, now: Temporal.Instant): Promise<void> {
  const names = (await readdir(folder, { recursive: true }).catch(absent)) ?? [];
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(absent);
    if (found?.isFile() === true && now.epochMilliseconds - found.mtimeMs > keptDays * 86_400_000)
      await rm(path, { force: true });
  }
}

function absent(error: unknown): undefined {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
  throw error;
}
