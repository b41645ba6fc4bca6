import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { readJson } from "./json.ts";
import { isObject, object, oneOf, type Check } from "./shape.ts";
import { isHash, sha256 } from "./terms.ts";

/** A public Ed25519 key (RFC 8037). */
export interface Jwk {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly x: string;
  readonly kid: string;
}

/** `kid` must be the key's own RFC 7638 thumbprint: nobody can give a key another's name. */
export const isSigningJwk: Check = (value) =>
  object({ kty: oneOf("OKP"), crv: oneOf("Ed25519"), x: isHash, kid: isHash })(value) &&
  isObject(value) &&
  value["kid"] ===
    sha256(Buffer.from(JSON.stringify({ crv: "Ed25519", kty: "OKP", x: value["x"] })));

export interface Opened {
  readonly outcome: "opened";
  readonly header: Readonly<Record<string, unknown>>;
  readonly kid: string;
  readonly payload: Uint8Array;
  readonly value: unknown;
}

export interface Broken {
  readonly outcome: "broken";
  /** `malformed`: not a JWS of this kind; `forged`: not signed by a key that may. */
  readonly as: "malformed" | "forged";
  readonly detail: string;
}

export interface Kind {
  readonly typ: string;
  /** Of the payload, in bytes. */
  readonly limit: number;
  /** Members of the protected header besides alg, kid and typ. */
  readonly members?: readonly string[];
}

/** @param keyOf the key that may have signed, for the protected header */
export function openJws(
  compact: string,
  kind: Kind,
  keyOf: (kid: string, header: Readonly<Record<string, unknown>>) => Jwk | undefined,
): Opened | Broken {
  const parts = compact.split(".");
  const [head, payload, signature] = parts.map(decode);
  if (parts.length !== 3 || !head || !payload || signature?.length !== 64)
    return malformed("not a compact JWS in canonical base64url");
  if (head.length > 4096 || payload.length > kind.limit)
    return malformed(`more than ${kind.limit} bytes`);
  const read = readJson(head);
  if (read.outcome === "noJson" || !isObject(read.value))
    return malformed("the protected header is no JSON object");
  const header = read.value;
  const names = ["alg", "kid", "typ", ...(kind.members ?? [])];
  const { alg, typ, kid } = header;
  if (
    Object.keys(header).length !== names.length ||
    !names.every((name) => Object.hasOwn(header, name)) ||
    alg !== "EdDSA" ||
    typeof kid !== "string"
  )
    return malformed(`the protected header is not alg EdDSA with ${names.join(", ")}`);
  if (typ !== kind.typ) return malformed(`its typ is not ${kind.typ}`);
  const key = keyOf(kid, header);
  if (key === undefined) return forged(`nobody who may sign it has the key ${kid.slice(0, 60)}`);
  const signed = Buffer.from(compact.slice(0, compact.lastIndexOf(".")), "latin1");
  if (!verify(null, signed, keyObject(key), signature)) return forged(`not signed by ${kid}`);
  const body = readJson(payload);
  if (body.outcome === "noJson") return malformed(`the payload: ${body.detail}`);
  return { outcome: "opened", header, kid, payload, value: body.value };
}

/** The payload's bytes, not to be believed yet. */
export function payloadOf(compact: string): Uint8Array | undefined {
  return decode(compact.split(".")[1] ?? "");
}

const objects = new WeakMap<Jwk, KeyObject>();

/** Hundreds of events are signed by a handful of keys. */
function keyObject(jwk: Jwk): KeyObject {
  const known = objects.get(jwk);
  if (known !== undefined) return known;
  const { kty, crv, x } = jwk;
  const made = createPublicKey({ key: { kty, crv, x }, format: "jwk" });
  objects.set(jwk, made);
  return made;
}

/** Platform decoders skip what does not belong there, and one signature would have many spellings. */
export function decode(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
}

const malformed = (detail: string): Broken => ({ outcome: "broken", as: "malformed", detail });
const forged = (detail: string): Broken => ({ outcome: "broken", as: "forged", detail });
