import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";
import { sha256 } from "./hash.ts";
import { hashShape, bytes32 } from "./terms.ts";
import { conform, object, oneOf, where, type Shape } from "./shape.ts";
import { isWeakPoint } from "./weak-points.ts";

/** RFC 8037. `kid` is the RFC 7638 thumbprint, so a key cannot be renamed. */
export interface PublicJwk {
  kty: "OKP";
  crv: "Ed25519" | "X25519";
  x: string;
  kid: string;
}

export interface PrivateJwk extends PublicJwk {
  d: string;
}

export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicJwk: PublicJwk;
}

/** X25519: what a node's answers to identity requests are sealed to. */
export interface EncryptionKey {
  kid: string;
  privateKey: KeyObject;
  publicJwk: PublicJwk;
}

export async function generateSigningKey(): Promise<SigningKey> {
  return ownKey(generateKeyPairSync("ed25519").privateKey, "Ed25519");
}

export async function generateEncryptionKey(): Promise<EncryptionKey> {
  return ownKey(generateKeyPairSync("x25519").privateKey, "X25519");
}

/** For the key file, which only the node's own user may read. */
export async function exportPrivateJwk(key: SigningKey | EncryptionKey): Promise<PrivateJwk> {
  const { d } = key.privateKey.export({ format: "jwk" });
  if (d === undefined) throw new TypeError("not a private key");
  return { ...key.publicJwk, d };
}

/** @throws TypeError if the file does not hold an Ed25519 key whose parts belong together. */
export async function importSigningKey(jwk: unknown): Promise<SigningKey> {
  return importKey(jwk, "Ed25519");
}

/** @throws TypeError if the file does not hold an X25519 key whose parts belong together. */
export async function importEncryptionKey(jwk: unknown): Promise<EncryptionKey> {
  return importKey(jwk, "X25519");
}

/** RFC 7638 over the members that RFC 8037 names, in their lexical order. */
export async function thumbprint(jwk: Pick<PublicJwk, "kty" | "crv" | "x">): Promise<string> {
  return kidOf(jwk);
}

export const signingJwk: Shape<PublicJwk> = publicJwk("Ed25519");
export const encryptionJwk: Shape<PublicJwk> = publicJwk("X25519");

function publicJwk(crv: PublicJwk["crv"]): Shape<PublicJwk> {
  const members = object<PublicJwk>({
    kty: oneOf("OKP"),
    crv: oneOf<PublicJwk["crv"]>(crv),
    x: bytes32,
    kid: hashShape,
  });
  return where(members, (jwk) => {
    if (jwk.kid !== kidOf(jwk)) return { pointer: "/kid", wanted: "the thumbprint of the key" };
    return isWeakPoint(crv, jwk.x)
      ? { pointer: "/x", wanted: "a point that is not of small order" }
      : undefined;
  });
}

function importKey(jwk: unknown, crv: PublicJwk["crv"]): SigningKey {
  const file = conform(
    jwk,
    object<PrivateJwk>({
      kty: oneOf("OKP"),
      crv: oneOf<PublicJwk["crv"]>(crv),
      x: bytes32,
      kid: hashShape,
      d: bytes32,
    }),
  );
  if (file.outcome === "refused")
    throw new TypeError(`not a private ${crv} JWK: ${file.pointer} ${file.detail}`);
  const { kty, x, d, kid } = file.value;
  const key = ownKey(createPrivateKey({ key: { kty, crv, x, d }, format: "jwk" }), crv);
  // A key file that was edited by hand must not give this node another name than its signatures prove.
  if (key.publicJwk.x !== x || key.kid !== kid)
    throw new TypeError("the parts of the key do not belong together");
  return key;
}

function ownKey(privateKey: KeyObject, crv: PublicJwk["crv"]): SigningKey {
  const { x } = createPublicKey(privateKey).export({ format: "jwk" });
  if (x === undefined) throw new TypeError(`not an ${crv} key`);
  const kid = kidOf({ kty: "OKP", crv, x });
  return { kid, privateKey, publicJwk: { kty: "OKP", crv, x, kid } };
}

function kidOf({ kty, crv, x }: Pick<PublicJwk, "kty" | "crv" | "x">): string {
  return sha256(JSON.stringify({ crv, kty, x }));
}
