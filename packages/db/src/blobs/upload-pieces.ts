import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * Pieces of files that come in parts, on the disk that the processes of an installation share. A piece is written once, under
 * a name of its own; which of them count, and in which order, is in the database. So a process that is killed, or one of two
 * that write the same place, leaves a piece that nobody reads.
 */
export interface UploadPieces {
  /** Durable when it resolves. @returns its name */
  write(upload: string, bytes: Uint8Array): Promise<string>;
  /** @throws where a piece is not there */
  read(upload: string, pieces: readonly string[]): Promise<Uint8Array>;
  drop(upload: string, piece: string): Promise<void>;
  dropAll(upload: string): Promise<void>;
  /** Uploads of which there are pieces. */
  list(): Promise<string[]>;
}

/** Ids are UUIDs and names are ours: nothing else becomes a path. */
const uploadName = /^[0-9a-f-]{36}$/;
const pieceName = /^[0-9a-f]{32}$/;

/** @param contentDir pieces lie beside the files, in `uploads/` */
export function uploadPieces(contentDir: string): UploadPieces {
  const folder = join(contentDir, "uploads");
  const folderOf = (upload: string): string => {
    if (!uploadName.test(upload)) throw new Error("an upload must be named by its id");
    return join(folder, upload);
  };
  const pathOf = (upload: string, piece: string): string => {
    if (!pieceName.test(piece)) throw new Error("a piece must be named as it was written");
    return join(folderOf(upload), piece);
  };
  return {
    async write(upload, bytes) {
      const piece = randomBytes(16).toString("hex");
      await mkdir(folderOf(upload), { recursive: true, mode: 0o700 });
      const file = await open(pathOf(upload, piece), "wx", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      for (const above of [folderOf(upload), folder]) await syncFolder(above);
      return piece;
    },
    async read(upload, pieces) {
      const parts: Uint8Array[] = [];
      for (const piece of pieces) parts.push(await readFile(pathOf(upload, piece)));
      return Buffer.concat(parts);
    },
    drop: (upload, piece) => rm(pathOf(upload, piece), { force: true }),
    dropAll: (upload) => rm(folderOf(upload), { recursive: true, force: true }),
    async list() {
      const names = await readdir(folder).catch((error: unknown) => {
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
        throw error;
      });
      return names.filter((name) => uploadName.test(name));
    },
  };
}

async function syncFolder(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
