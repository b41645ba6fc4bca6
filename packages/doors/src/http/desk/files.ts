import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export interface DeskFile {
  readonly bytes: Buffer;
  readonly type: string;
  /** By content encoding; only where it is worth it. */
  readonly packed: ReadonlyMap<string, Buffer>;
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** All files of a build, by their path in it; empty where nothing was built. Files of other kinds are not served. */
export async function readDesk(folder: string): Promise<ReadonlyMap<string, DeskFile>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, DeskFile>();
  for (const entry of found) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    const name = path
      .slice(folder.length)
      .replace(/^[/\\]/, "")
      .replaceAll("\\", "/");
    files.set(name, { bytes, type, packed: await packedOf(bytes, type) });
  }
  return files;
}

/** Quality 6 packs a megabyte in a tenth of a second, within 3 % of the best. */
async function packedOf(bytes: Buffer, type: string): Promise<ReadonlyMap<string, Buffer>> {
  if (type === "font/woff2" || bytes.length < 1024) return new Map();
  const params = { [constants.BROTLI_PARAM_QUALITY]: 6 };
  return new Map([
    ["br", await promisify(brotliCompress)(bytes, { params })],
    ["gzip", await promisify(gzip)(bytes)],
  ]);
}
