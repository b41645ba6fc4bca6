import type { Context } from "hono";

/**
 * Whether a request that changes something comes from our own pages. A browser says so itself (Sec-Fetch-Site, or Origin on every
 * request with a body); what says neither is no browser, and holds no cookie that somebody else could make it send.
 * @param origins ours, as `https://host`
 */
export function isOurs(c: Context, origins: ReadonlySet<string>): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin" || site === "none";
  const origin = c.req.header("origin");
  return origin === undefined || origins.has(origin);
}
