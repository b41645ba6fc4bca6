import { readFile, readOriginal } from "@simpul/casework";
import type { FileGiven, Result } from "@simpul/casework";
import type { Staff } from "@simpul/access";
import { Hono } from "hono";
import type { Context } from "hono";
import { admittedStaff } from "../auth/desk.ts";
import type { SignIn } from "../auth/sign-in.ts";
import { giveFile } from "./give-file.ts";
import { takeFile } from "./take-file.ts";

/**
 * Files at a desk, for staff who signed in: at /files, and at /files/t/<tenant> where several tenants have their desks. Keys
 * and reporters have theirs at /api/v1.
 *
 * | route | what |
 * | --- | --- |
 * | POST /attachments | the file is the body, as of the API: 201 {id, sha256, size, type} |
 * | GET /reports/{id}/attachments/{hash} | for who may read the report's words; of a secret one in a fresh session |
 * | GET /reports/{id}/attachments/{hash}/thumbnail | the same, `image/webp` |
 * | GET /reports/{id}/originals/{hash} | as it was uploaded: for who may export the report, in a fresh session |
 *
 * What is said of a session and of the second factor is said as by /trpc.
 */
export function fileRoutes(signIn: SignIn): Hono {
  const app = new Hono();
  const { ctx } = signIn;

  /** Whoever may, at the desk that the path or the host names. */
  const forStaff =
    (handle: (c: Context, actor: Staff) => Promise<Response>) =>
    async (c: Context): Promise<Response> => {
      const actor = await admittedStaff(signIn, c, c.req.param("tenant"));
      return actor instanceof Response ? actor : handle(c, actor);
    };

  const upload = forStaff((c, actor) => takeFile(c, ctx, actor));
  const giving = (suffix: string, read: Read) =>
    forStaff(async (c, actor) => {
      const hash = c.req.param("hash") ?? "";
      return giveFile(c, await read(actor, c.req.param("id") ?? "", hash), `${hash}${suffix}`);
    });
  const file = giving("", (...about) => readFile(ctx, ...about, "file"));
  const thumbnail = giving("-thumbnail", (...about) => readFile(ctx, ...about, "thumbnail"));
  const original = giving("-original", (...about) => readOriginal(ctx, ...about));

  for (const base of ["/files", "/files/t/:tenant"]) {
    app.post(`${base}/attachments`, upload);
    app.get(`${base}/reports/:id/attachments/:hash`, file);
    app.get(`${base}/reports/:id/attachments/:hash/thumbnail`, thumbnail);
    app.get(`${base}/reports/:id/originals/:hash`, original);
  }
  return app;
}

type Read = (actor: Staff, report: string, hash: string) => Promise<Result<FileGiven>>;
