import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";

export interface CookieNames {
  readonly session: string;
  /** A browser where somebody signed in. */
  readonly device: string;
  /** The browser that asked for a sign-in link. */
  readonly browser: string;
  /** better-auth's own begin with it. */
  readonly prefix: string;
  /** A second factor that is awaited (better-auth). */
  readonly challenge: string;
  readonly secure: boolean;
}

/**
 * `__Host-` binds a cookie to this host, all of it, over TLS (RFC 6265bis, 4.1.3.2). Browsers refuse the prefix over plain
 * http, which only the demo speaks.
 */
export function cookieNames(isPlainHttp: boolean): CookieNames {
  const prefix = `${isPlainHttp ? "" : "__Host-"}simpul`;
  return {
    session: prefix,
    device: `${prefix}-device`,
    browser: `${prefix}-browser`,
    prefix,
    challenge: `${prefix}.two_factor`,
    secure: !isPlainHttp,
  };
}

export const cookieOf = (c: Context, name: string): string | undefined => getCookie(c, name);

/** @param seconds 0 takes it away */
export function putCookie(
  c: Context,
  { secure }: CookieNames,
  name: string,
  value: string,
  seconds: number,
): void {
  setCookie(c, name, value, {
    path: "/",
    httpOnly: true,
    secure,
    sameSite: "Lax",
    maxAge: seconds,
  });
}

/**
 * A request's headers with one of its cookies, as we read it. better-auth takes whichever session or challenge it finds first and
 * likes: of several that were sent it must not mean another account than we do.
 */
export function withOneCookie(c: Context, name: string): Headers {
  const headers = new Headers(c.req.raw.headers);
  headers.set("cookie", `${name}=${encodeURIComponent(cookieOf(c, name) ?? "")}`);
  return headers;
}
