import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import type { Context } from "hono";
import { problem } from "../problem.ts";
import { readDesk } from "./files.ts";
import type { DeskFile, Encoding } from "./files.ts";

/** What the build left where each answer puts a nonce of its own. */
const nonceMark = "CSP_NONCE";

/**
 * The staff console at /desk: one page for all its screens, and its files. The page may run what it came with and nothing
 * else, and asks nobody but this server.
 * @param folder what the desk was built into; read once, at the first request
 */
export function deskRoutes({ folder }: { readonly folder: string }): Hono {
  const app = new Hono();
  let read: ReturnType<typeof readDesk> | undefined;
  const files = () => (read ??= readDesk(folder));

  app.get("/desk/assets/:name", async (c) => {
    const file = (await files()).get(`assets/${c.req.param("name")}`);
    // Their names hold a hash of what is in them.
    return file === undefined
      ? problem(c, "notFound")
      : sent(c, file, "public, max-age=31536000, immutable");
  });
  const page = async (c: Context): Promise<Response> => {
    const index = (await files()).get("index.html");
    if (index === undefined) return problem(c, "notFound");
    const nonce = randomBytes(16).toString("base64");
    return c.html((await index.bytes()).toString("utf8").replaceAll(nonceMark, nonce), 200, {
      "cache-control": "no-store",
      "content-security-policy": `default-src 'none'; script-src 'nonce-${nonce}' 'strict-dynamic'; style-src 'self' 'nonce-${nonce}'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
    });
  };
  app.get("/desk", page);
  app.get("/desk/*", page);
  return app;
}

const encodings: readonly Encoding[] = ["br", "gzip"];

async function sent(c: Context, file: DeskFile, cacheControl: string): Promise<Response> {
  const encoding = encodings.find(
    (each) => c.req.header("accept-encoding")?.includes(each) === true,
  );
  const packed = encoding === undefined ? undefined : file.packed(encoding);
  const bytes = await (packed ?? file.bytes());
  return c.body(new Uint8Array(bytes), 200, {
    "content-type": file.type,
    "cache-control": cacheControl,
    vary: "accept-encoding",
    ...(encoding === undefined || packed === undefined ? {} : { "content-encoding": encoding }),
  });
}
