import type { FileGiven, Result } from "@simpul/casework";
import type { Context } from "hono";
import { failureProblem, problem } from "../problem.ts";
import { byteRange } from "./byte-range.ts";

/**
 * Only what was decoded here as a picture is shown in a browser, and nothing in it runs. The file's name is what its sender
 * called it, so it stands in the header that no script reads. A range (RFC 9110, 14) and a tag are honoured.
 * @param tag of this file for ever, without quotes
 */
export async function giveFile(
  c: Context,
  read: Result<FileGiven>,
  tag: string,
): Promise<Response> {
  if (read.outcome === "failed")
    return read.code === "beingChecked"
      ? problem(c, "beingChecked", { headers: { "retry-after": "60" } })
      : failureProblem(c, read);
  const { type, size, name, isPicture, isSecret } = read.value;
  const etag = `"${tag}"`;
  const headers = {
    "cache-control": isSecret ? "private, no-store" : "private, no-cache",
    vary: "authorization, cookie",
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "accept-ranges": "bytes",
    etag,
  };
  if (!isSecret && c.req.header("if-none-match")?.includes(etag) === true)
    return c.body(null, 304, headers);
  const ifRange = c.req.header("if-range");
  const wanted = ifRange === undefined || ifRange === etag ? c.req.header("range") : undefined;
  const range = byteRange(wanted, size);
  if (range === "unsatisfiable")
    return problem(c, "rangeNotSatisfiable", { headers: { "content-range": `bytes */${size}` } });
  const isWhole = range === "whole";
  const about = {
    ...headers,
    "content-type": type,
    "content-length": String(isWhole ? size : range.to - range.from),
    "content-disposition": disposition(isPicture ? "inline" : "attachment", name),
    ...(isWhole ? {} : { "content-range": `bytes ${range.from}-${range.to - 1}/${size}` }),
  };
  const status = isWhole ? 200 : 206;
  // Nobody would read the bytes, nor close what they come from.
  if (c.req.raw.method === "HEAD") return c.body(null, status, about);
  const bytes = await (isWhole ? read.value.stream() : read.value.stream(range));
  return bytes === "missing" ? problem(c, "notFound") : c.body(bytes, status, about);
}

/** RFC 6266 with RFC 8187: a name in any script, and one in ASCII for who does not read it. */
function disposition(kind: "attachment" | "inline", name = "berkas"): string {
  const ascii = name.replaceAll(/[^\w.-]/g, "_");
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${whole}`;
}
