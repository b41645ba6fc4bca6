import type { MiddlewareHandler } from "hono";

/** Nothing of a third party is ever loaded: the pages work in a network without the internet. */
export const always: readonly (readonly [string, string])[] = [
  [
    "content-security-policy",
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  ],
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "no-referrer"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
  // Most answers are about somebody; what may be kept says so.
  ["cache-control", "no-store"],
];

/** A door that needs another value sets it itself. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.get("isWhole") === true) return;
  const { headers } = c.res;
  for (const [name, value] of always) if (!headers.has(name)) headers.set(name, value);
};
