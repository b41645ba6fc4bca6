import { readFile } from "@simpul/casework";
import { giveFile } from "../files/give-file.ts";
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
  return giveFile(c, read, `${hash}${part === "file" ? "" : "-thumbnail"}`);
}
