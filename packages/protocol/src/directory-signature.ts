import { directoryShape, type Directory } from "./directory.ts";
import { cutJws, openJws, signCompact, type JwsKind } from "./jws.ts";
import { signingJwk, type PublicJwk, type SigningKey } from "./keys.ts";
import { refuse, type ProtocolRefusal } from "./refusal.ts";
import { conform, object, where, type Shape } from "./shape.ts";
import { instant } from "./terms.ts";

/**
 * Two steps of trust: the root key, pinned at enrolment and kept offline, certifies a directory key
 * for a time; that key signs versions. So the key that is used every day can be replaced without
 * touching 650 nodes.
 */
interface Certificate {
  jwk: PublicJwk;
  from: string;
  /** Exclusive. */
  until: string;
}

/** Under code `expired` stands a genuine directory: whether the grace period still holds is the caller's to judge. */
export type DirectoryRefusal =
  | (ProtocolRefusal & { directory?: never })
  | (ProtocolRefusal & { code: "expired"; directory: Directory });

export interface PinnedRoot {
  /** The key, or its thumbprint; the certificate brings the key that the thumbprint is of. */
  root: PublicJwk | string;
  /** RFC 3339, UTC, milliseconds. */
  now: string;
  atLeastVersion?: number;
}

const DIRECTORY: JwsKind = {
  typ: "simpul-directory+jws",
  limit: 4 * 1024 * 1024,
  members: ["crt"],
};
const CERTIFICATE: JwsKind = { typ: "simpul-certificate+jws", limit: 1024, members: ["jwk"] };

const certificateShape: Shape<Certificate> = where(
  object<Certificate>({ jwk: signingJwk, from: instant, until: instant }),
  ({ from, until }) =>
    from < until ? undefined : { pointer: "/until", wanted: "a time after from" },
);

export async function certifyDirectoryKey(
  publicJwk: PublicJwk,
  rootKey: SigningKey,
  validity: { from: string; until: string },
): Promise<string> {
  const certificate: Certificate = { jwk: publicJwk, from: validity.from, until: validity.until };
  return signCompact(CERTIFICATE, certificate, rootKey, { jwk: rootKey.publicJwk });
}

export async function signDirectory(
  directory: Directory,
  directoryKey: SigningKey,
  certificate: string,
): Promise<string> {
  return signCompact(DIRECTORY, directory, directoryKey, { crt: certificate });
}

/**
 * Refused: `forged` (not under the pinned root, whatever the reason), `malformed` (genuine and not a
 * directory), `rollback` (below atLeastVersion), `expired` (with the directory).
 */
export async function verifyDirectory(
  jws: string,
  pinned: PinnedRoot,
): Promise<{ outcome: "verified"; directory: Directory } | DirectoryRefusal> {
  const certificate = await certificateOf(jws, pinned.root);
  if (certificate.outcome === "refused") return certificate;
  const { jwk, from, until } = certificate.value;
  const opened = await openJws(jws, DIRECTORY, (kid) => (kid === jwk.kid ? jwk : undefined));
  if (opened.outcome === "refused")
    return refuse("forged", `directory: ${opened.code}, ${opened.detail}`);
  const fit = conform(opened.value, directoryShape);
  if (fit.outcome === "refused") return fit;
  const directory = fit.value;
  if (directory.issued < from || directory.issued >= until)
    return refuse("forged", "issued when its key was not certified", "/issued");
  if (directory.version < (pinned.atLeastVersion ?? 1)) {
    return refuse(
      "rollback",
      `version ${directory.version} where ${pinned.atLeastVersion} is known`,
      "/version",
    );
  }
  // A stolen directory key can write any `issued`, so its certificate must hold now as well.
  const end = directory.expires < until ? directory.expires : until;
  if (pinned.now < end) return { outcome: "verified", directory };
  return { outcome: "refused", code: "expired", detail: `since ${end}`, directory };
}

async function certificateOf(
  jws: string,
  root: PublicJwk | string,
): Promise<{ outcome: "fits"; value: Certificate } | ProtocolRefusal> {
  const cut = cutJws(jws, DIRECTORY);
  if (cut.outcome === "refused") return refuse("forged", `directory: ${cut.code}, ${cut.detail}`);
  const crt = cut.header["crt"];
  if (typeof crt !== "string") return refuse("forged", "directory: no certificate");
  const opened = await openJws(crt, CERTIFICATE, (_kid, header) =>
    typeof root === "string" ? embedded(root, header) : root,
  );
  if (opened.outcome === "refused")
    return refuse("forged", `certificate: ${opened.code}, ${opened.detail}`);
  return conform(opened.value, certificateShape);
}

/** The embedded key is believed for its thumbprint alone, which `signingJwk` recomputes. */
function embedded(root: string, header: Record<string, unknown>): PublicJwk | undefined {
  const fit = conform(header["jwk"], signingJwk);
  return fit.outcome === "fits" && fit.value.kid === root ? fit.value : undefined;
}
