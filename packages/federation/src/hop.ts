import { nodeUrn } from "@simpul/domain";
import { checkHopBody, HOP_LIFETIME_SECONDS, openHop, signHop, verifyHop } from "@simpul/protocol";
import { sha256 } from "@simpul/protocol";
import type { ProtocolRefusal } from "@simpul/protocol";
import type { Deployment } from "./deployment.ts";

/** Where the hop token stands in requests and responses. */
export const hopHeader = "simpul-hop";

export interface Hop {
  readonly method: string;
  readonly url: string;
  readonly body: Uint8Array | string;
  /** The peer's node id. */
  readonly peer: string;
}

/** @param clock epoch seconds; corrected by the hub's date after a refusal for skew */
export async function signRequest(
  { node, keyring, ctx }: Deployment,
  hop: Hop,
  clock = Math.floor(ctx.now().epochMilliseconds / 1000),
): Promise<{ token: string; jti: string }> {
  const jti = ctx.newId();
  const token = await signHop(
    {
      iss: nodeUrn(node),
      aud: nodeUrn(hop.peer),
      htm: hop.method,
      htu: hop.url,
      iat: clock,
      exp: clock + HOP_LIFETIME_SECONDS,
      jti,
      bodyDigest: sha256(hop.body),
    },
    keyring.signing,
  );
  return { token, jti };
}

export interface Caller {
  readonly outcome: "verified";
  readonly peer: string;
  readonly jti: string;
  readonly bodyDigest: string;
}

/**
 * Who calls: the owner of the key, which must be an active node and the token's own issuer. The body is not read before
 * this is known; it counts for nothing before `isBodyOf` has compared it.
 */
export async function verifyRequest(
  { book, node, ctx }: Deployment,
  token: string,
  request: Pick<Hop, "method" | "url">,
): Promise<Caller | ProtocolRefusal | { outcome: "refused"; code: "suspended" }> {
  const verified = await openHop(token, {
    keyOf: (kid) => book.ownerOf(kid)?.jwk,
    aud: nodeUrn(node),
    htm: request.method,
    htu: request.url,
    now: Math.floor(ctx.now().epochMilliseconds / 1000),
  });
  if (verified.outcome === "refused") return verified;
  const owner = book.ownerOf(verified.kid)?.node;
  if (owner === undefined || verified.claims.iss !== nodeUrn(owner))
    return { outcome: "refused", code: "wrongIssuer", detail: "the key is another node's" };
  if (book.current().nodes.find((n) => n.id === owner)?.status !== "active")
    return { outcome: "refused", code: "suspended" };
  const { jti, bodyDigest } = verified.claims;
  return { outcome: "verified", peer: owner, jti, bodyDigest };
}

export function isBodyOf(caller: Caller, body: Uint8Array | string): boolean {
  return checkHopBody(caller, body) === undefined;
}

export async function signAnswer(
  { node, keyring, ctx }: Deployment,
  to: Caller,
  request: { method: string; url: string },
  body: Uint8Array | string,
): Promise<string> {
  const iat = Math.floor(ctx.now().epochMilliseconds / 1000);
  return signHop(
    {
      iss: nodeUrn(node),
      aud: nodeUrn(to.peer),
      htm: request.method,
      htu: request.url,
      iat,
      exp: iat + HOP_LIFETIME_SECONDS,
      jti: ctx.newId(),
      bodyDigest: sha256(body),
      reply: to.jti,
    },
    keyring.signing,
  );
}

export async function verifyAnswer(
  { book, node, ctx }: Deployment,
  token: string,
  hop: Hop,
  jti: string,
  clock = Math.floor(ctx.now().epochMilliseconds / 1000),
): Promise<"verified" | ProtocolRefusal> {
  // By the corrected clock: to a slow one of ours a key that the hub made today does not exist yet.
  const at = Temporal.Instant.fromEpochMilliseconds(clock * 1000).toString({
    fractionalSecondDigits: 3,
  });
  const ownerOf = (kid: string) => book.ownerOf(kid, at);
  const verified = await verifyHop(token, {
    keyOf: (kid) => (ownerOf(kid)?.node === hop.peer ? ownerOf(kid)?.jwk : undefined),
    iss: nodeUrn(hop.peer),
    aud: nodeUrn(node),
    htm: hop.method,
    htu: hop.url,
    body: hop.body,
    now: clock,
    reply: jti,
  });
  return verified.outcome === "verified" ? "verified" : verified;
}
