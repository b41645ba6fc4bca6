import { readContents, type Contents } from "./contents.ts";
import { readDirectories } from "./directories.ts";
import { checkDossier } from "./dossier.ts";
import { checkMaker } from "./maker.ts";
import { checkAttached, checkFiles, readManifest, type Manifest } from "./manifest.ts";
import { readReceipts, type Receipts } from "./receipts.ts";
import { isRefuted, refuted, type Refuted } from "./refuted.ts";
import { readStreams } from "./streams.ts";
import { readTar } from "./tar.ts";
import type { Head } from "./terms.ts";

export interface VerifyOptions {
  /** RFC 7638 thumbprint of the hub's root key, from elsewhere than the archive: without it a forgery from the root up passes. */
  readonly root?: string;
}

export interface Genuine {
  readonly outcome: "genuine";
  /** `pinned`: the root is the one that was asked for; `shown`: whoever reads it must compare it. */
  readonly trust: "pinned" | "shown";
  readonly root: string;
  readonly manifest: Omit<Manifest, "files" | "root">;
  /** Directory versions that were kept. */
  readonly directories: readonly number[];
  readonly streams: readonly { readonly writer: string; readonly head: Head }[];
  readonly events: number;
  readonly receipts: Receipts;
  readonly contents: Contents;
}

/**
 * Checks a report's export or dossier with nothing but its bytes: no database, no network, no clock, no code of its writer
 * (PROTOCOL, "Evidence"; docs/adr/0016). The order is from the container inwards, and the first thing that is wrong is named.
 * What no signature but its maker's covers: names of files, what was left out as absent, and the words on a dossier's pages,
 * which name the digest of the dossier that was checked (docs/adr/0019).
 */
export function verifyArchive(bytes: Uint8Array, options: VerifyOptions = {}): Genuine | Refuted {
  const files = readTar(bytes);
  if (isRefuted(files)) return files;
  const manifest = readManifest(files);
  if (isRefuted(manifest)) return manifest;
  const listed = checkFiles(manifest, files);
  if (isRefuted(listed)) return listed;
  if (options.root !== undefined && options.root !== manifest.root)
    return refuted("wrongRoot", "manifest.json", `its root is ${manifest.root}`);
  const known = readDirectories(files, manifest);
  if (isRefuted(known)) return known;
  const signed = files.get("manifest.jws") ?? new Uint8Array();
  const made = checkMaker(manifest, signed, known);
  if (isRefuted(made)) return made;
  const streams = readStreams(files, manifest, known);
  if (isRefuted(streams)) return streams;
  const receipts = readReceipts(files, manifest, known, streams);
  if (isRefuted(receipts)) return receipts;
  const contents = readContents(files, streams);
  if (isRefuted(contents)) return contents;
  const attached = checkAttached(files);
  if (isRefuted(attached)) return attached;
  const dossier = checkDossier(files, manifest, streams, known.versions);
  if (isRefuted(dossier)) return dossier;
  const { files: _, root, ...about } = manifest;
  const heads = [...streams].map(([writer, events]) => ({
    writer,
    head: { seq: events.length, hash: events.at(-1)?.hash ?? "" },
  }));
  return {
    outcome: "genuine",
    trust: options.root === undefined ? "shown" : "pinned",
    root,
    manifest: about,
    directories: known.versions,
    streams: heads,
    events: heads.reduce((sum, { head }) => sum + head.seq, 0),
    receipts,
    contents,
  };
}
