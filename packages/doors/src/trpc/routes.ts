import type { Context as Casework } from "@simpul/casework";
import { trpcServer } from "@hono/trpc-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { failureProblem, problem } from "../http/problem.ts";
import { keyring } from "../http/rest/keys.ts";
import { admitted, tooMany } from "../http/limits/limited.ts";
import { limitsOfKey } from "../http/rest/routes.ts";
import type { DoorLog } from "../http/unexpected.ts";
import { appRouter } from "./router.ts";

const limit = { bytes: 1024 * 1024, said: "1 MB" };

export interface TrpcOptions {
  readonly ctx: Casework;
  readonly log: DoorLog;
}

/** The desk's API at /trpc. Its router's type is shared with the desk, so it is no promise to anybody else. */
export function trpcRoutes({ ctx, log }: TrpcOptions): Hono {
  const app = new Hono();
  const authenticate = keyring(ctx);
  const limited = bodyLimit({
    maxSize: limit.bytes,
    onError: (c) => problem(c, "tooLarge", { parameters: { limit: limit.said } }),
  });
  app.on(["GET", "POST"], "/trpc/*", limited, async (c) => {
    const authorization = c.req.header("authorization");
    if (authorization === undefined) return problem(c, "unauthenticated");
    const known = await authenticate(authorization);
    if (known.outcome === "failed") return failureProblem(c, known);
    if (known.outcome === "wait") return tooMany(c, known.seconds);
    const { actor, rate } = known.value;
    // Each call of a batch counts: twenty in one request are twenty.
    const may = await admitted(c, ctx, limitsOfKey(actor, rate, c.req.path.split(",").length));
    if (may.outcome === "wait") return may.answer;
    const answer = await trpcServer({
      router: appRouter,
      endpoint: "/trpc",
      maxBatchSize: 20,
      createContext: () => ({ ctx, actor }),
      onError: ({ error, path }) => {
        if (error.code === "INTERNAL_SERVER_ERROR")
          log.error("trpc.failed", {
            kind: error.cause?.constructor.name ?? error.name,
            step: path ?? "unknown",
          });
      },
    })(c, async () => {});
    return answer ?? problem(c, "notFound");
  });
  return app;
}
