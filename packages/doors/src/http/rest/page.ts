import type { Context } from "hono";
import { z } from "zod";

export const pageSize = z
  .string()
  .regex(/^\d{1,3}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(100))
  .default(50);

/** A page, and where the next one is: in the body and as a `Link` (RFC 8288). */
export function withNext(
  c: Context,
  items: readonly object[],
  nextCursor: string | null,
  parameter: "cursor" | "after",
): Response {
  const headers: Record<string, string> = { "cache-control": "private, no-store" };
  if (nextCursor !== null) {
    const query = new URLSearchParams({ ...c.req.query(), [parameter]: nextCursor }).toString();
    headers["link"] = `<${c.req.path}?${query}>; rel="next"`;
  }
  return c.json({ items, nextCursor }, 200, headers);
}
