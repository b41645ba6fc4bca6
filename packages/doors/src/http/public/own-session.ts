import { timingSafeEqual } from "node:crypto";
import { reporterOf } from "@simpul/casework";
import type { Context, Reporter } from "@simpul/casework";
import type { Context as Request } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/** A reporter's session in a browser. */
export interface OwnSession {
  readonly reporter: Reporter;
  readonly token: string;
  /** Stands in each form: a page of somebody else cannot know it. */
  readonly csrf: string;
}

/** `__Host-`: of this host alone, over TLS (RFC 6265bis, 4.1.3.2); without it on the plain http of a demo only. */
const cookieName = (isPlainHttp: boolean): string => (isPlainHttp ? "lapor" : "__Host-lapor");

/** Strict: no page of anybody else opens a report in its reporter's name, not even to read it. */
export function putToken(c: Request, isPlainHttp: boolean, token: string): void {
  setCookie(c, cookieName(isPlainHttp), token, {
    path: "/",
    httpOnly: true,
    secure: !isPlainHttp,
    sameSite: "Strict",
  });
}

export function dropToken(c: Request, isPlainHttp: boolean): void {
  deleteCookie(c, cookieName(isPlainHttp), { path: "/", secure: !isPlainHttp });
}

export async function ownSession(
  c: Request,
  ctx: Context,
  isPlainHttp: boolean,
): Promise<OwnSession | "none"> {
  const token = getCookie(c, cookieName(isPlainHttp));
  if (token === undefined) return "none";
  const known = await reporterOf(ctx, token);
  return known.outcome === "done"
    ? { reporter: known.value, token, csrf: ctx.vault.digest(`csrf:${token}`) }
    : "none";
}

export function isCsrf({ csrf }: OwnSession, given: string | null): boolean {
  const sent = Buffer.from(given ?? "");
  const expected = Buffer.from(csrf);
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}

/**
 * A form of another site. Browsers say so themselves; one that does not say it names an origin, which our pages' referrer
 * policy makes `null`: then the token in the form decides alone.
 */
export function isForeign(c: Request): boolean {
  const site = c.req.header("sec-fetch-site");
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  const origin = c.req.header("origin");
  if (origin === undefined || origin === "null") return false;
  return URL.parse(origin)?.host !== (c.req.header("host") ?? new URL(c.req.url).host);
}
