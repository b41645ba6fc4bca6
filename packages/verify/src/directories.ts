import { isSigningJwk, openJws, type Jwk } from "./jws.ts";
import type { Manifest } from "./manifest.ts";
import { isRefuted, refuted, type Refuted } from "./refuted.ts";
import { integer, isObject, list, maybe, misfit, object, oneOf } from "./shape.ts";
import { isCode, isHash, isInstant, nodeUrn } from "./terms.ts";

interface Directory {
  readonly version: number;
  readonly issued: string;
  readonly nodes: readonly {
    readonly id: string;
    readonly urn: string;
    readonly keys: readonly DirectoryKey[];
  }[];
  readonly tenants: readonly { readonly code: string; readonly node: string }[];
}

interface DirectoryKey {
  readonly jwk: Jwk;
  readonly use: "sig" | "enc";
  readonly from: string;
  /** Exclusive. */
  readonly until?: string;
  readonly revokedAt?: string;
}

interface KnownKey extends DirectoryKey {
  /** Of the node whose key it is. */
  readonly urn: string;
}

/** What the directories of an archive say. */
export interface Known {
  readonly root: string;
  readonly versions: readonly number[];
  /** Signing keys by kid, as the newest version has them: keys are never taken out, and only it knows of late revocations. */
  readonly keys: ReadonlyMap<string, KnownKey>;
  /**
   * The URN of the node that hosted a tenant in a version. A node keeps the versions that reached it, so a version that
   * another writer named may be missing: then it is who hosted it in the one before or in the one after. None for a version
   * beyond the newest.
   */
  hostsOf(tenant: string, version: number): readonly string[];
}

const name = /^directory\/(\d+)\.jws$/;
const mostVersions = 1000;
/** Of one version, in bytes. */
const limit = 4 * 1024 * 1024;

const key = object({
  jwk: isObject,
  use: oneOf("sig", "enc"),
  from: isInstant,
  until: maybe(isInstant),
  revokedAt: maybe(isInstant),
});
const directory = {
  version: integer(1),
  issued: isInstant,
  expires: isInstant,
  hub: isCode,
  nodes: list(object({ id: isCode, keys: list(key, 64) }, "open"), 10_000),
  tenants: list(object({ code: isCode, node: isCode }, "open"), 10_000),
};

/** Every directory in the archive, each under the one root. */
export function readDirectories(
  files: ReadonlyMap<string, Uint8Array>,
  manifest: Pick<Manifest, "root" | "directory">,
): Known | Refuted {
  const versions = new Map<number, Directory>();
  for (const [file, bytes] of files) {
    const version = Number(name.exec(file)?.[1] ?? 0);
    if (version === 0) continue;
    if (versions.size >= mostVersions || bytes.length > 2 * limit)
      return refuted("tooLarge", file, `more than ${mostVersions}, or over ${limit} bytes`);
    const read = readDirectory(bytes, file, manifest.root);
    if (isRefuted(read)) return read;
    if (read.version !== version)
      return refuted("directoryMalformed", file, `it is version ${read.version}`);
    versions.set(version, read);
  }
  const sorted = [...versions.keys()].toSorted((a, b) => a - b);
  const newest = versions.get(manifest.directory);
  if (newest === undefined || sorted.at(-1) !== manifest.directory)
    return refuted(
      "directoryMissing",
      `directory/${manifest.directory}.jws`,
      "the manifest's newest version is not the newest in the archive",
    );
  const keys = keysOf(newest);
  if (keys === undefined)
    return refuted("directoryMalformed", `directory/${newest.version}.jws`, "a key stands twice");
  return {
    root: manifest.root,
    versions: sorted,
    keys,
    hostsOf(tenant, version) {
      if (version > newest.version) return [];
      const around = versions.has(version)
        ? [version]
        : [sorted.findLast((one) => one < version), sorted.find((one) => one > version)];
      return around.flatMap((one) => {
        const { tenants = [] } = versions.get(one ?? 0) ?? {};
        const host = tenants.find(({ code }) => code === tenant)?.node;
        return host === undefined ? [] : [nodeUrn(host)];
      });
    },
  };
}

/** Root → certificate → directory key → version, as the hub signs it (PROTOCOL, "Directory"). */
function readDirectory(bytes: Uint8Array, file: string, root: string): Directory | Refuted {
  const compact = Buffer.from(bytes).toString("latin1");
  let certificate: { jwk: Jwk; from: string; until: string } | undefined;
  let fault = "no certificate";
  const opened = openJws(
    compact,
    { typ: "simpul-directory+jws", limit, members: ["crt"] },
    (kid, header) => {
      const read = readCertificate(header["crt"], root);
      if (typeof read === "string") {
        fault = read;
        return undefined;
      }
      certificate = read;
      return read.jwk.kid === kid ? read.jwk : undefined;
    },
  );
  if (opened.outcome === "broken")
    return opened.as === "malformed"
      ? refuted("directoryMalformed", file, opened.detail)
      : refuted("directoryForged", file, certificate === undefined ? fault : opened.detail);
  const misfitting = misfit(opened.value, directory, "closed");
  if (misfitting !== "fits" || certificate === undefined)
    return refuted("directoryMalformed", file, misfitting);
  // Proof: the shape has just looked at every member that is used.
  const read = opened.value as Directory;
  if (read.issued < certificate.from || read.issued >= certificate.until)
    return refuted("directoryForged", file, "issued when its key was not certified");
  return read;
}

/** @returns the certificate, or why it proves nothing */
function readCertificate(
  compact: unknown,
  root: string,
): { jwk: Jwk; from: string; until: string } | string {
  if (typeof compact !== "string") return "no certificate";
  const opened = openJws(
    compact,
    { typ: "simpul-certificate+jws", limit: 1024, members: ["jwk"] },
    (kid, { jwk }) => {
      // Believed for its thumbprint alone.
      const brought = isSigningJwk(jwk) ? (jwk as Jwk) : undefined;
      return brought?.kid === root && kid === root ? brought : undefined;
    },
  );
  if (opened.outcome === "broken") return `its certificate: ${opened.detail}`;
  const fault = misfit(
    opened.value,
    { jwk: isSigningJwk, from: isInstant, until: isInstant },
    "closed",
  );
  // Proof: the shape has just looked at every member.
  return fault === "fits"
    ? (opened.value as { jwk: Jwk; from: string; until: string })
    : `its certificate: ${fault}`;
}

function keysOf({ nodes }: Directory): Map<string, KnownKey> | undefined {
  const keys = new Map<string, KnownKey>();
  for (const { id, keys: all } of nodes)
    for (const one of all) {
      if (one.use !== "sig") continue;
      if (!isSigningJwk(one.jwk) || !isHash(one.jwk.kid) || keys.has(one.jwk.kid)) return undefined;
      keys.set(one.jwk.kid, { ...one, urn: nodeUrn(id) });
    }
  return keys;
}
