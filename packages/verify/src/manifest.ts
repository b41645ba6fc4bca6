import { createHash } from "node:crypto";
import { readJson } from "./json.ts";
import { payloadOf } from "./jws.ts";
import { refuted, type Refuted } from "./refuted.ts";
import { integer, isObject, list, matching, misfit, object, oneOf } from "./shape.ts";
import { isCode, isHash, isInstant, isNodeUrn, isUuid } from "./terms.ts";

export interface Manifest {
  readonly format: "simpul-export/1";
  readonly kind: "export" | "dossier";
  readonly report: string;
  readonly trackingId: string;
  /** Whose copy of the report it is. */
  readonly tenant: string;
  readonly madeAt: string;
  /** The URN of the node that made it. */
  readonly by: string;
  /** The root's thumbprint, as its maker has it pinned. */
  readonly root: string;
  /** The newest directory version in it. */
  readonly directory: number;
  readonly files: readonly {
    readonly name: string;
    readonly size: number;
    /** Hex, as `sha256sum` prints it. */
    readonly sha256: string;
  }[];
}

/** Of the manifest, in bytes. */
export const MANIFEST_LIMIT = 4 * 1024 * 1024;

const attachedLimit = 64 * 1024 * 1024;

const shape = {
  format: oneOf("simpul-export/1"),
  kind: oneOf("export", "dossier"),
  report: isUuid,
  trackingId: matching(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}-[0-9A-HJKMNP-TV-Z]$/),
  tenant: isCode,
  madeAt: isInstant,
  by: isNodeUrn,
  root: isHash,
  directory: integer(1),
  files: list(
    object({
      name: matching(/^[\x21-\x7e]{1,99}$/),
      size: integer(0),
      sha256: matching(/^[0-9a-f]{64}$/),
    }),
    20_000,
  ),
};

/** What may be in an archive at all, so that no file is carried along that nobody checks. */
const layout =
  /^(?:streams\/[a-z0-9.-]{1,64}\.ndjson|receipts\.ndjson|directory\/[1-9]\d{0,14}\.jws|content\.json|content\/[A-Za-z0-9_-]{43}|clocks\.json|dossier\.(?:json|pdf))$/;
const always = ["content.json", "receipts.ndjson"];

/** The manifest as bytes that its signature covers; who signed is checked when the directory is known. */
export function readManifest(files: ReadonlyMap<string, Uint8Array>): Manifest | Refuted {
  const bytes = files.get("manifest.json");
  const signed = files.get("manifest.jws");
  if (bytes === undefined || signed === undefined)
    return refuted("manifestMissing", "archive", "no manifest.json with its manifest.jws");
  if (bytes.length > MANIFEST_LIMIT || signed.length > 2 * MANIFEST_LIMIT)
    return refuted("tooLarge", "manifest.json", `over ${MANIFEST_LIMIT} bytes`);
  const payload = payloadOf(Buffer.from(signed).toString("latin1"));
  if (payload === undefined || !Buffer.from(bytes).equals(payload))
    return refuted("manifestChanged", "manifest.json", "not the bytes that manifest.jws signs");
  const read = readJson(bytes);
  if (read.outcome === "noJson") return refuted("manifestMalformed", "manifest.json", read.detail);
  const fault = misfit(read.value, shape, "closed");
  if (fault !== "fits") return refuted("manifestMalformed", "manifest.json", fault);
  // Proof: the shape has just looked at every member.
  return read.value as Manifest;
}

/** The archive holds exactly the files of the list, in its order and with its digests. */
export function checkFiles(
  manifest: Manifest,
  files: ReadonlyMap<string, Uint8Array>,
): "checked" | Refuted {
  const listed = new Set(manifest.files.map(({ name }) => name));
  if (listed.size !== manifest.files.length)
    return refuted("manifestMalformed", "manifest.json", "a file is listed twice");
  for (const name of files.keys())
    if (name !== "manifest.json" && name !== "manifest.jws" && !listed.has(name))
      return refuted("fileUnlisted", name, "not in the manifest");
  for (const name of [...always, ...listed])
    if (!files.has(name))
      return refuted("fileMissing", name, "in the manifest, not in the archive");
  for (const { name, size, sha256 } of manifest.files) {
    const content = files.get(name) ?? new Uint8Array();
    if (!layout.test(name) || (manifest.kind === "export" && name.startsWith("dossier.")))
      return refuted("manifestMalformed", name, `no file of a ${manifest.kind}`);
    if (content.length !== size || createHash("sha256").update(content).digest("hex") !== sha256)
      return refuted("fileChanged", name, "not the bytes that the manifest lists");
  }
  return "checked";
}

/** What else is in an archive: read by people, and vouched for by the manifest's signature alone. */
export function checkAttached(files: ReadonlyMap<string, Uint8Array>): "checked" | Refuted {
  for (const name of ["clocks.json", "dossier.json"]) {
    const bytes = files.get(name);
    if (bytes === undefined) continue;
    if (bytes.length > attachedLimit)
      return refuted("tooLarge", name, `over ${attachedLimit} bytes`);
    const read = readJson(bytes);
    if (read.outcome === "noJson") return refuted("attachedMalformed", name, read.detail);
    if (!isObject(read.value)) return refuted("attachedMalformed", name, "not an object");
  }
  return "checked";
}
