import { readFile, readOriginal, readReviewFile } from "@simpul/casework";
import type { FileGiven, Result } from "@simpul/casework";
import type { Staff } from "@simpul/access";
import type { Deployment } from "@simpul/federation";
import { Hono } from "hono";
import type { Context } from "hono";
import { admittedStaff } from "../auth/desk.ts";
import type { SignIn } from "../auth/sign-in.ts";
import { giveArchive } from "./give-archive.ts";
import type { Taken } from "./give-archive.ts";
import { giveFile } from "./give-file.ts";
import { takeFile } from "./take-file.ts";
import { problem } from "../problem.ts";

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
 * | GET /reviews/{id}/{attachment} | of an answer that waits for a second person, for its author and the reviewer |
 * | GET /reports/{id}/export.tar | the report as evidence, for who may export it; of a secret one in a fresh session |
 * | GET /reports/{id}/dossier.tar, dossier.pdf | the same of a referred one, for the Ombudsman's office and the hub |
 *
 * What is said of a session and of the second factor is said as by /trpc.
 * @param deployment signs what is taken away; without one nothing is
 */
export function fileRoutes(signIn: SignIn, deployment?: Deployment): Hono {
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

  const ofReview = forStaff(async (c, actor) => {
    const [review = "", name = ""] = [c.req.param("review"), c.req.param("file")];
    const isNamed = [review, name].every((id) => uuid.test(id));
    if (!isNamed) return problem(c, "notFound");
    const found = await readReviewFile(ctx, actor, { review, file: name });
    return giveFile(c, found, `${name}-review`);
  });

  for (const base of ["/files", "/files/t/:tenant"]) {
    app.post(`${base}/attachments`, upload);
    app.get(`${base}/reports/:id/attachments/:hash`, file);
    app.get(`${base}/reports/:id/attachments/:hash/thumbnail`, thumbnail);
    app.get(`${base}/reports/:id/originals/:hash`, original);
    app.get(`${base}/reviews/:review/:file`, ofReview);
    if (deployment === undefined) continue;
    for (const what of archives)
      app.get(
        `${base}/reports/:id/${what}`,
        forStaff((c, actor) => giveArchive(c, deployment, actor, what)),
      );
  }
  return app;
}

const archives = ["export.tar", "dossier.tar", "dossier.pdf"] as const satisfies readonly Taken[];

type Read = (actor: Staff, report: string, hash: string) => Promise<Result<FileGiven>>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
