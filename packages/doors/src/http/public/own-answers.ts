import { typedTrackingId } from "@simpul/casework";
import type { Failure } from "@simpul/casework";
import type { Context as Request } from "hono";
import { detailOf, problemOf, statuses } from "../../failures.ts";
import { readBody } from "../body.ts";
import { problem } from "../problem.ts";
import { accessPage } from "./access-page.ts";
import type { AccessState } from "./access-page.ts";
import type { Html } from "./layout.ts";
import { linkTo, readerOf } from "./reader.ts";
import type { Reader } from "./reader.ts";

/** 20 000 characters, percent-encoded at their longest. */
const formLimit = { bytes: 512 * 1024, said: "512 kB", milliseconds: 20_000 };

export type Status = 200 | 401 | 403 | 404 | 409 | 422 | 429 | 503;
export interface Page {
  readonly content: Html;
  readonly status?: Status;
}

/** Every page of these has the same path for the language links, whatever was posted. */
export function about(c: Request): { reader: Reader; trackingId: string } {
  const typed = c.req.param("trackingId") ?? "";
  const trackingId = typedTrackingId(typed);
  return { reader: { ...readerOf(c), path: `/lacak/${trackingId}/saya` }, trackingId };
}

export const access = (reader: Reader, state: AccessState): Page => ({
  content: accessPage(reader, state),
});

export function withQuery(reader: Reader, query: string): string {
  const link = linkTo(reader, reader.path);
  return `${link}${link.includes("?") ? "&" : "?"}${query}`;
}

export const sentenceOf = (reader: Reader, { code }: Failure): string =>
  detailOf(reader.lang, problemOf(code), { limit: "512 kB" });

export function statusOf({ code }: Failure): Status {
  const status = statuses[problemOf(code)];
  return status === 401 || status === 403 || status === 404 || status === 409 || status === 503
    ? status
    : 422;
}

export async function formOf(c: Request): Promise<URLSearchParams | Response> {
  const type = c.req.header("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\b/i.test(type))
    return problem(c, "unsupportedMediaType", {
      parameters: { expected: "application/x-www-form-urlencoded" },
    });
  const body = await readBody(c, formLimit);
  return body.outcome === "answered"
    ? body.answer
    : new URLSearchParams(Buffer.from(body.value).toString("utf8"));
}

export function page(c: Request, { content, status = 200 }: Page): Response | Promise<Response> {
  return c.html(content, status, {
    "content-language": readerOf(c).lang,
    vary: "accept-language, cookie",
    "cache-control": "no-store",
    "x-robots-tag": "noindex",
  });
}
