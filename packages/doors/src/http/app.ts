import { Hono } from "hono";
import { clientAddress } from "./limits/address.ts";
import { observed } from "./observed.ts";
import type { Observation } from "./observed.ts";
import { problemPages } from "./problem-pages.ts";
import { securityHeaders } from "./security-headers.ts";
import { unexpected } from "./unexpected.ts";
import type { DoorLog } from "./unexpected.ts";
import { unrouted } from "./unrouted.ts";

export interface AppOptions {
  /** `restRoutes`, `channelRoutes`, `publicRoutes`, …: what this kind of deployment offers. The root chooses. */
  readonly parts: readonly Hono[];
  readonly log: DoorLog;
  /** How many proxies in front are ours; none unless said. */
  readonly trustProxy?: number;
  readonly observe: (seen: Observation) => void;
}

/** One HTTP application out of parts, with what holds for all of them. */
export function createApp({ parts, log, observe, trustProxy = 0 }: AppOptions): Hono {
  const app = new Hono();
  app.use(observed(observe));
  app.use(securityHeaders);
  app.use(async (c, next) => {
    c.set("address", () => clientAddress(c, trustProxy));
    await next();
  });
  for (const part of [problemPages(), ...parts]) app.route("/", part);
  app.notFound(unrouted(app));
  app.onError(unexpected(log));
  return app;
}
