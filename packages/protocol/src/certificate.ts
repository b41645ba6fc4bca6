import { cutJws, openJws, signCompact, type JwsKind } from "./jws.ts";
import { signingJwk, type PublicJwk, type SigningKey } from "./keys.ts";
import { refuse, type ProtocolRefusal } from "./refusal.ts";
import { conform, object, where, type Shape } from "./shape.ts";
import { instant } from "./terms.ts";

/**
 * Two steps of trust: the root key, pinned at enrolment and kept offline, certifies a directory key
 * for a time; that key signs what the hub publishes. So the key that is used every day can be
 * replaced without touching 650 nodes.
 */
interface Certificate {
  jwk: PublicJwk;
  from: string;
  /** Exclusive. */
  until: string;
}

export interface PinnedRoot {
  /** The key, or its thumbprint; the certificate brings the key that the thumbprint is of. */
  root: PublicJwk | string;
  /** RFC 3339, UTC, milliseconds. */
  now: string;
  atLeastVersion?: number;
}

/** What every document of the hub says of itself; `issued` must lie in its certificate's time. */
interface Published {
  version: number;
  issued: string;
}

/** What the hub publishes carries the certificate of its key. */
export const certified = { members: ["crt"] } as const;

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

/**
 * A document of the hub and the end of its certificate, which the caller holds against its clock.
 * Refused: `forged` (not under the pinned root, whatever the reason), `malformed` (genuine, but not
 * of this shape), `rollback` (below atLeastVersion).
 */
export async function openCertified<T extends Published>(
  jws: string,
  kind: JwsKind,
  shape: Shape<T>,
  pinned: PinnedRoot,
): Promise<{ outcome: "opened"; document: T; until: string } | ProtocolRefusal> {
  const certificate = await certificateOf(jws, kind, pinned.root);
  if (certificate.outcome === "refused") return certificate;
  const { jwk, from, until } = certificate.value;
  const opened = await openJws(jws, kind, (kid) => (kid === jwk.kid ? jwk : undefined));
  if (opened.outcome === "refused")
    return refuse("forged", `${kind.typ}: ${opened.code}, ${opened.detail}`);
  const fit = conform(opened.value, shape);
  if (fit.outcome === "refused") return fit;
  const { version, issued } = fit.value;
  if (issued < from || issued >= until)
    return refuse("forged", "issued when its key was not certified", "/issued");
  if (version < (pinned.atLeastVersion ?? 1)) {
    return refuse(
      "rollback",
      `version ${version} where ${pinned.atLeastVersion} is known`,
      "/version",
    );
  }
  return { outcome: "opened", document: fit.value, until };
}

async function certificateOf(
  jws: string,
  kind: JwsKind,
  root: PublicJwk | string,
): Promise<{ outcome: "fits"; value: Certificate } | ProtocolRefusal> {
  const cut = cutJws(jws, kind);
  if (cut.outcome === "refused") return refuse("forged", `${kind.typ}: ${cut.code}, ${cut.detail}`);
  const crt = cut.header["crt"];
  if (typeof crt !== "string") return refuse("forged", `${kind.typ}: no certificate`);
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
