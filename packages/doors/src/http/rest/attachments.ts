import { upload } from "@simpul/casework";
import { prepareFile } from "../../media/prepare-file.ts";
import { fileLimit, readBody } from "../body.ts";
import { failureProblem } from "../problem.ts";
import { spoken } from "./deps.ts";
import type { Endpoint, SpokenRequest } from "./deps.ts";
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
    handle: spoken(store),
  },
];

async function store({ c, ctx, speaker }: SpokenRequest): Promise<Response> {
  const body = await readBody(c, fileLimit);
  if (body.outcome === "answered") return body.answer;
  const name = fileName(c.req.header("x-filename"), c.req.header("content-disposition"));
  const result = await upload(ctx, speaker, body.value, name, prepareFile);
  return result.outcome === "failed" ? failureProblem(c, result) : c.json(result.value, 201);
}

/** Only the last part of a path, without what a screen or a shell would take for something else. */
export function fileName(
  given: string | undefined,
  disposition: string | undefined,
): string | undefined {
  const parameter = /filename\*=(?:UTF-8|utf-8)''([^;]+)|filename="?([^";]+)"?/.exec(
    disposition ?? "",
  );
  const name = decoded(given ?? parameter?.[1] ?? parameter?.[2] ?? "")
    .split(/[/\\]/)
    .at(-1)
    ?.replaceAll(/[\p{C}"<>|:*?]/gu, "")
    .replace(/^\.+/, "")
    .trim();
  return name === undefined || name === "" ? undefined : [...name].slice(0, 120).join("");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
