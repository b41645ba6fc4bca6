import { createHash, createHmac, randomBytes } from "node:crypto";

/** 256 random bits, base64url: for links, devices and browsers. */
export const newToken = (): string => randomBytes(32).toString("base64url");

const shape = /^[\w-]{43}$/;
export const isToken = (given: string | undefined): given is string =>
  given !== undefined && shape.test(given);

/** What is kept of a token. So many random bits need no slow hash. */
export const hashOf = (token: string): string =>
  createHash("sha256").update(token).digest("base64url");

/**
 * A cookie's value with its signature, as better-auth writes and reads it (HMAC-SHA256, base64), before it is percent-encoded.
 */
export function signed(value: string, secret: string): string {
  return `${value}.${createHmac("sha256", secret).update(value).digest("base64")}`;
}

/** The value of a signed cookie, its signature unread: for values that nobody can guess, and that are looked up. */
export function unsigned(cookie: string | undefined): string | undefined {
  if (cookie === undefined) return undefined;
  const dot = cookie.lastIndexOf(".");
  return dot < 1 ? undefined : cookie.slice(0, dot);
}
