import { createHash, hash } from "node:crypto";

/** SHA-256 in base64url without padding; a string is hashed as UTF-8. */
export function sha256(bytes: Uint8Array | string): string {
  return hash("sha256", bytes, "base64url");
}

/**
 * The name by which an event knows content: SHA-256(salt ‖ bytes). The salt (16 random bytes) goes
 * with the content when it is erased; without it nobody can guess a short text from its hash.
 */
export function contentHash(salt: Uint8Array, bytes: Uint8Array): string {
  return createHash("sha256").update(salt).update(bytes).digest("base64url");
}
