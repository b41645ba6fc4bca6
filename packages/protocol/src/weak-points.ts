import { decodeBase64url } from "./base64url.ts";

const P = 2n ** 255n - 19n;

/** The y of every Edwards point whose order divides 8 (± x share a y). */
const ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022n;
const EDWARDS_SMALL_ORDER = new Set([0n, 1n, P - 1n, ORDER_8, P - ORDER_8]);

/** The u of every Montgomery point, of the curve or its twist, whose order divides 8 (RFC 7748, section 6.1). */
const MONTGOMERY_SMALL_ORDER = new Set([
  0n,
  1n,
  P - 1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
]);

/**
 * Under a public key of small order, signatures that nobody made hold for many messages, and its owner can
 * deny all of them. OpenSSL 3.0 believes them and 3.5 does not: two parties would judge the same
 * evidence differently. Non-canonical coordinates go too, so that a key has one thumbprint.
 */
export function isWeakPoint(crv: "Ed25519" | "X25519", x: string): boolean {
  const bytes = decodeBase64url(x);
  if (bytes?.length !== 32) return true;
  const raw = BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
  if (crv === "X25519") return raw >= P || MONTGOMERY_SMALL_ORDER.has(raw);
  const y = raw & (2n ** 255n - 1n);
  return y >= P || EDWARDS_SMALL_ORDER.has(y);
}
