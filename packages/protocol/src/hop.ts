import { sha256 } from "./hash.ts";
import { readJson } from "./json.ts";
import { cutJws, openJws, signCompact, type JwsKind } from "./jws.ts";
import type { PublicJwk, SigningKey } from "./keys.ts";
import { refuse, type ProtocolRefusal } from "./refusal.ts";
import { conform, integer, object, oneOf, optional, text, where, type Shape } from "./shape.ts";
import { hashShape, nodeUrnShape, token } from "./terms.ts";

/** The shape of DPoP (RFC 9449), with the digest of the body; `iat` and `exp` in epoch seconds. */
export interface HopClaims {
  iss: string;
  aud: string;
  htm: string;
  htu: string;
  iat: number;
  exp: number;
  jti: string;
  /** SHA-256 of the raw body; of no bytes where there is none. */
  bodyDigest: string;
  /** In a response: the request's `jti`. */
  reply?: string;
}

export interface ExpectedHop {
  keyOf: (kid: string) => PublicJwk | undefined;
  aud: string;
  htm: string;
  htu: string;
  /** As received, before any parser. */
  body: Uint8Array | string;
  /** Epoch seconds. */
  now: number;
  /** Where the peer is known beforehand. */
  iss?: string;
  /** At the caller's side: the `jti` of its request. */
  reply?: string;
}

/**
 * How far the peers' clocks may be apart. A token is good for twice this time, from one clock's slowest
 * to the other's fastest: a `jti` that must not be used again is remembered for 2 × 300 s.
 */
export const HOP_SKEW_SECONDS = 300;
export const HOP_LIFETIME_SECONDS = 120;

const HOP: JwsKind = { typ: "simpul-hop+jws", limit: 4096 };

const hopShape: Shape<HopClaims> = where(
  object<HopClaims>({
    iss: nodeUrnShape,
    aud: nodeUrnShape,
    htm: oneOf("GET", "POST", "PUT", "HEAD", "DELETE"),
    htu: text(2048),
    iat: integer(0),
    exp: integer(0),
    jti: token,
    bodyDigest: hashShape,
    reply: optional(token),
  }),
  ({ iat, exp }) =>
    exp > iat && exp - iat <= HOP_LIFETIME_SECONDS
      ? undefined
      : { pointer: "/exp", wanted: `1 to ${HOP_LIFETIME_SECONDS} s after iat` },
);

export async function signHop(claims: HopClaims, key: SigningKey): Promise<string> {
  return signCompact(HOP, claims, key);
}

/**
 * The digest of the raw body comes first, so that no key is looked up and no signature computed for bytes
 * that were altered; the clock comes last, so that `clockSkew` is said only to the peer itself. A
 * token past `exp` is refused as `clockSkew` too: an old token and a slow clock look alike, and only
 * the second may be as much as 300 s. `iss` must be the owner of `kid`: the caller compares them.
 */
export async function verifyHop(
  jws: string,
  expected: ExpectedHop,
): Promise<VerifiedHop | ProtocolRefusal> {
  const claimed = claimsIn(jws);
  if (claimed.outcome === "refused") return claimed;
  return checkHopBody(claimed.value, expected.body) ?? openHop(jws, expected);
}

export interface VerifiedHop {
  outcome: "verified";
  claims: HopClaims;
  kid: string;
}

/**
 * Who calls, before a body is read at all: memory for 25 MB is for callers who are known. Nothing may be done with
 * the body until `checkHopBody` has found it to be the one that was signed.
 */
export async function openHop(
  jws: string,
  expected: Omit<ExpectedHop, "body">,
): Promise<VerifiedHop | ProtocolRefusal> {
  const claimed = claimsIn(jws);
  if (claimed.outcome === "refused") return claimed;
  const claims = claimed.value;
  const opened = await openJws(jws, HOP, expected.keyOf);
  if (opened.outcome === "refused") return opened;
  return mismatch(claims, expected) ?? { outcome: "verified", claims, kid: opened.kid };
}

export function checkHopBody(
  { bodyDigest }: Pick<HopClaims, "bodyDigest">,
  body: Uint8Array | string,
): ProtocolRefusal | undefined {
  return bodyDigest === sha256(body)
    ? undefined
    : refuse("bodyMismatch", "the body is not the one that was signed", "/bodyDigest");
}

/** Not to be believed yet. */
function claimsIn(jws: string): { outcome: "fits"; value: HopClaims } | ProtocolRefusal {
  const cut = cutJws(jws, HOP);
  if (cut.outcome === "refused") return cut;
  const claimed = readJson(cut.bytes);
  return claimed.outcome === "refused" ? claimed : conform(claimed.value, hopShape);
}

function mismatch(
  claims: HopClaims,
  expected: Omit<ExpectedHop, "body">,
): ProtocolRefusal | undefined {
  if (expected.iss !== undefined && claims.iss !== expected.iss)
    return refuse("wrongIssuer", `from ${claims.iss}`, "/iss");
  if (claims.aud !== expected.aud) return refuse("wrongAudience", `for ${claims.aud}`, "/aud");
  if (claims.htm !== expected.htm)
    return refuse("wrongRequest", `signed for ${claims.htm}`, "/htm");
  if (claims.htu !== expected.htu)
    return refuse("wrongRequest", `signed for ${claims.htu}`, "/htu");
  if (claims.reply !== expected.reply)
    return refuse("wrongReply", "not the answer to this request", "/reply");
  const skew = Math.abs(expected.now - claims.iat);
  // Written so that a `now` that is no number is refused.
  return skew <= HOP_SKEW_SECONDS
    ? undefined
    : refuse("clockSkew", `the clocks are ${skew} s apart`, "/iat");
}
