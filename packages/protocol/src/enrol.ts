import { openJws, signCompact, type JwsKind } from "./jws.ts";
import { encryptionJwk, signingJwk, type PublicJwk, type SigningKey } from "./keys.ts";
import { HOP_SKEW_SECONDS } from "./hop.ts";
import { refuse, type ProtocolRefusal } from "./refusal.ts";
import { conform, integer, list, object, type Shape } from "./shape.ts";
import { hashShape, jwsText, nodeId, nodeUrnShape, tenantCode, token } from "./terms.ts";

/** POST /federation/v1/enrol. */
export interface EnrolBody {
  /** The one-time code that the hub's administrator gave. */
  code: string;
  /** The node's id. */
  node: string;
  signing: PublicJwk;
  encryption: PublicJwk;
  /** A JWS by the signing key over EnrolClaims. */
  proof: string;
}

/** Proof of possession. It names the encryption key too, which cannot sign for itself. */
export interface EnrolClaims {
  code: string;
  node: string;
  /** The hub's node URN. */
  aud: string;
  jti: string;
  /** Epoch seconds. */
  iat: number;
  /** The `kid` of the encryption key. */
  encryption: string;
}

export interface EnrolAnswer {
  /** To be pinned; no later message may change it. */
  root: PublicJwk;
  directory: string;
  tenants: string[];
}

const ENROL: JwsKind = { typ: "simpul-enrol+jws", limit: 1024 };

const claimsShape: Shape<EnrolClaims> = object<EnrolClaims>({
  code: token,
  node: nodeId,
  aud: nodeUrnShape,
  jti: token,
  iat: integer(0),
  encryption: hashShape,
});

const bodyShape: Shape<EnrolBody> = object<EnrolBody>({
  code: token,
  node: nodeId,
  signing: signingJwk,
  encryption: encryptionJwk,
  proof: jwsText,
});

const answerShape: Shape<EnrolAnswer> = object<EnrolAnswer>({
  root: signingJwk,
  directory: jwsText,
  tenants: list(tenantCode, 1000),
});

export function parseEnrolBody(
  given: unknown,
): { outcome: "parsed"; body: EnrolBody } | ProtocolRefusal {
  const fit = conform(given, bodyShape);
  return fit.outcome === "refused" ? fit : { outcome: "parsed", body: fit.value };
}

export function parseEnrolAnswer(
  given: unknown,
): { outcome: "parsed"; body: EnrolAnswer } | ProtocolRefusal {
  const fit = conform(given, answerShape);
  return fit.outcome === "refused" ? fit : { outcome: "parsed", body: fit.value };
}

export async function signEnrolProof(claims: EnrolClaims, key: SigningKey): Promise<string> {
  return signCompact(ENROL, claims, key);
}

/** Proves that the caller holds the signing key it brings; whether the code is good is the hub's question. */
export async function verifyEnrolProof(
  body: EnrolBody,
  expected: { aud: string; now: number },
): Promise<{ outcome: "verified"; claims: EnrolClaims } | ProtocolRefusal> {
  const opened = await openJws(body.proof, ENROL, (kid) =>
    kid === body.signing.kid ? body.signing : undefined,
  );
  if (opened.outcome === "refused") return opened;
  const fit = conform(opened.value, claimsShape);
  if (fit.outcome === "refused") return fit;
  const claims = fit.value;
  if (
    claims.code !== body.code ||
    claims.node !== body.node ||
    claims.encryption !== body.encryption.kid
  ) {
    return refuse("wrongProof", "the proof is not of this body", "/proof");
  }
  if (claims.aud !== expected.aud)
    return refuse("wrongAudience", `proof for ${claims.aud}`, "/proof");
  const skew = Math.abs(expected.now - claims.iat);
  return skew <= HOP_SKEW_SECONDS
    ? { outcome: "verified", claims }
    : refuse("clockSkew", `the clocks are ${skew} s apart`, "/proof");
}
