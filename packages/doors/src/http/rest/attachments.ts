import { takeFile } from "../files/take-file.ts";
import { spoken } from "./deps.ts";
import type { Endpoint } from "./deps.ts";
import * as shapes from "./shapes.ts";

export const attachmentEndpoints: readonly Endpoint[] = [
  {
    method: "post",
    path: "/attachments",
    id: "uploadAttachment",
    summary:
      "Upload a file; its id then goes into `attachments`. The content decides its type, and a picture is made anew without what a camera writes into it",
    access: "key",
    reporters: true,
    body: "file",
    answers: {
      201: { description: "Stored: of what is kept and shown", schema: shapes.attachment },
    },
    handle: spoken(({ c, ctx, speaker }) => takeFile(c, ctx, speaker)),
  },
];
