import { createHash } from "node:crypto";
import { signManifest } from "@simpul/protocol";
import type { SigningKey } from "@simpul/protocol";
import { packTar } from "../src/export-tar.ts";

export type Files = Map<string, Buffer>;

/** An archive's files, read without the verifier. */
export function unpack(archive: Uint8Array): Files {
  const bytes = Buffer.from(archive);
  const files: Files = new Map();
  for (let at = 0; bytes[at] !== 0;) {
    const name = bytes.subarray(at, bytes.indexOf(0, at)).toString();
    const size = Number.parseInt(bytes.subarray(at + 124, at + 135).toString(), 8);
    files.set(name, Buffer.from(bytes.subarray(at + 512, at + 512 + size)));
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

/** The files as a dishonest maker of the archive packs them: listed and signed anew, so that only what lies deeper can tell. */
export function repack(
  files: Files,
  key: SigningKey,
  claims: Readonly<Record<string, unknown>> = {},
): Buffer {
  const inner = [...files].filter(([name]) => !name.startsWith("manifest."));
  const sorted = inner.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const before: unknown = JSON.parse(files.get("manifest.json")?.toString() ?? "{}");
  const manifest = {
    ...(before as object),
    files: sorted.map(([name, content]) => ({
      name,
      size: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
    })),
    ...claims,
  };
  const text = JSON.stringify(manifest);
  return pack([
    ["manifest.json", Buffer.from(text)],
    ["manifest.jws", Buffer.from(signManifest(text, key))],
    ...sorted,
  ]);
}

export const pack = (files: Iterable<readonly [string, Uint8Array]>): Buffer =>
  Buffer.concat(packTar([...files]));

export function linesIn(files: Files, name: string): string[] {
  return files.get(name)?.toString().trimEnd().split("\n") ?? [];
}

export const payloadText = (jws: string): string =>
  Buffer.from(jws.split(".")[1] ?? "", "base64url").toString();

export function payloadIn<T>(jws: string): T {
  // Proof: of our own making, and read only to be changed.
  return JSON.parse(payloadText(jws)) as T;
}

export const withLines = (files: Files, name: string, lines: readonly string[]): Files =>
  withFile(files, name, Buffer.from(lines.map((line) => `${line}\n`).join("")));

export const withFile = (files: Files, name: string, content: Buffer | undefined): Files => {
  const changed = new Map(files);
  if (content === undefined) changed.delete(name);
  else changed.set(name, content);
  return changed;
};
