import { upload } from "@simpul/casework";
import type { Actor } from "@simpul/access";
import type { Context as Casework } from "@simpul/casework";
import type { Context } from "hono";
import { prepareFile } from "../../media/prepare-file.ts";
import { fileLimit, readBody } from "../body.ts";
import { failureProblem } from "../problem.ts";
import { fileName } from "./file-name.ts";

/**
 * A file as the whole body of a request, of at most 25 MB; `x-filename` (percent-encoded) or `content-disposition` may name it.
 * Answered with 201 and what is kept of it, or with the problem.
 */
export async function takeFile(
  c: Context,
  ctx: Casework,
  actor: Actor & { tenant: string },
): Promise<Response> {
  const body = await readBody(c, fileLimit);
  if (body.outcome === "answered") return body.answer;
  const name = fileName(c.req.header("x-filename"), c.req.header("content-disposition"));
  const result = await upload(ctx, actor, body.value, name, prepareFile);
  return result.outcome === "failed" ? failureProblem(c, result) : c.json(result.value, 201);
}
