import type { Context as Casework } from "@simpul/casework";
import type { Deployment } from "@simpul/federation";
import { trpcServer } from "@hono/trpc-server";
import { Hono } from "hono";
import type { Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { admittedStaff } from "../http/auth/desk.ts";
import type { SignIn } from "../http/auth/sign-in.ts";
import { failureProblem, problem } from "../http/problem.ts";
import { keyring } from "../http/rest/keys.ts";
import { admitted, tooMany } from "../http/limits/limited.ts";
import { limitsOfKey } from "../http/rest/routes.ts";
import type { DoorLog } from "../http/unexpected.ts";
import type { StaffContext } from "./procedure.ts";
import { appRouter } from "./router.ts";

const limit = { bytes: 1024 * 1024, said: "1 MB" };

export interface TrpcOptions {
  readonly ctx: Casework;
  readonly log: DoorLog;
  /** Without one, keys alone open this door. */
  readonly signIn?: SignIn;
  readonly deployment?: Deployment;
}

interface Caller {
  readonly actor: StaffContext["actor"];
  /** Where the procedures' names begin in the path. */
  readonly endpoint: string;
}

/**
 * The desk's API at /trpc, and at /trpc/t/<tenant> where several tenants have their desks. Its router's type is shared with
 * the desk, so it is no promise to anybody else.
 */
export function trpcRoutes({ ctx, log, signIn, deployment }: TrpcOptions): Hono {
  const app = new Hono();
  const authenticate = keyring(ctx);
  const limited = bodyLimit({
    maxSize: limit.bytes,
    onError: (c) => problem(c, "tooLarge", { parameters: { limit: limit.said } }),
  });
  app.on(["GET", "POST"], "/trpc/*", limited, async (c) => {
    const caller = await callerOf(c);
    if (caller instanceof Response) return caller;
    const { actor, endpoint } = caller;
    const answer = await trpcServer({
      router: appRouter,
      endpoint,
      maxBatchSize: 20,
      createContext: () => ({
        ctx,
        actor,
        ...(signIn === undefined ? {} : { outward: signIn.outward }),
        ...(deployment === undefined ? {} : { deployment }),
      }),
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

  /** By a key, or by a session at the desk that the path or the host names. Each call of a batch counts. */
  async function callerOf(c: Context): Promise<Caller | Response> {
    const inPath = /^\/trpc\/t\/([^/]+)\//.exec(c.req.path)?.[1];
    const endpoint = inPath === undefined ? "/trpc" : `/trpc/t/${inPath}`;
    // tRPC reads commas that are written either way.
    const cost = c.req.path.split(/,|%2c/i).length;
    const authorization = c.req.header("authorization");
    if (authorization === undefined) {
      if (signIn === undefined) return problem(c, "unauthenticated");
      const actor = await admittedStaff(signIn, c, inPath, cost);
      return actor instanceof Response ? actor : { actor, endpoint };
    }
    const known = await authenticate(authorization);
    if (known.outcome === "failed") return failureProblem(c, known);
    if (known.outcome === "wait") return tooMany(c, known.seconds);
    const { actor, rate } = known.value;
    if (inPath !== undefined && inPath !== actor.tenant) return problem(c, "notFound");
    const may = await admitted(c, ctx, limitsOfKey(actor, rate, cost));
    return may.outcome === "wait" ? may.answer : { actor, endpoint };
  }
}
