import { readFile } from "@simpul/casework";
import type { FileGiven } from "@simpul/casework";
import { failureProblem, problem } from "../problem.ts";
import { byteRange } from "./byte-range.ts";
import { spoken } from "./deps.ts";
import type { Endpoint, SpokenRequest } from "./deps.ts";

const whoMay = "for a key that may read the report's words";

export const attachmentReadEndpoints: readonly Endpoint[] = [
  {
    method: "get",
    path: "/reports/{id}/attachments/{hash}",
    id: "readAttachment",
    summary: `A file of a report, ${whoMay}; \`Range\` is honoured`,
    access: "key",
    reporters: true,
    answers: {
      200: { description: "The file; a picture may be shown, anything else is a download" },
      206: { description: "The part that `Range` asked for" },
      304: { description: "Not changed since the tag in `If-None-Match`" },
    },
    handle: spoken((request) => give(request, "file")),
  },
  {
    method: "get",
    path: "/reports/{id}/attachments/{hash}/thumbnail",
    id: "readThumbnail",
    summary: `A small picture of a file that is one, ${whoMay}`,
    access: "key",
    reporters: true,
    answers: { 200: { description: "image/webp, at most 320 pixels wide and high" } },
    handle: spoken((request) => give(request, "thumbnail")),
  },
];

async function give(request: SpokenRequest, part: "file" | "thumbnail"): Promise<Response> {
  const { c, ctx, speaker } = request;
  const hash = c.req.param("hash") ?? "";
  const read = await readFile(ctx, speaker, c.req.param("id") ?? "", hash, part);
  if (read.outcome === "failed")
    return read.code === "beingChecked"
      ? problem(c, "beingChecked", { headers: { "retry-after": "60" } })
      : failureProblem(c, read);
  return fileAnswer(c, read.value, `"${hash}${part === "file" ? "" : "-thumbnail"}"`);
}

/**
 * Only what was decoded here as a picture is shown in a browser, and nothing in it runs. The file's name is what its sender
 * called it, so it stands in the header that no script reads.
 * @param etag quoted
 */
async function fileAnswer(c: SpokenRequest["c"], file: FileGiven, etag: string): Promise<Response> {
  const { type, size, name, isPicture, isSecret } = file;
  const headers = {
    "cache-control": isSecret ? "private, no-store" : "private, no-cache",
    vary: "authorization",
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
  const bytes = range === "whole" ? await file.stream() : await file.stream(range);
  if (bytes === "missing") return problem(c, "notFound");
  const length = range === "whole" ? size : range.to - range.from;
  return c.body(bytes, range === "whole" ? 200 : 206, {
    ...headers,
    "content-type": type,
    "content-length": String(length),
    "content-disposition": disposition(isPicture ? "inline" : "attachment", name),
    ...(range === "whole"
      ? {}
      : { "content-range": `bytes ${range.from}-${range.to - 1}/${size}` }),
  });
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
