import { join } from "node:path";
import {
  authRoutes,
  channelRoutes,
  createApp,
  deskRoutes,
  fileRoutes,
  healthRoutes,
  liveRoutes,
  openSignIn,
  publicRoutes,
  readiness,
  restRoutes,
  serve,
  trpcRoutes,
  type Served,
} from "@simpul/doors";
import type { Deployment } from "@simpul/federation";
import type { Logger, Metrics, NodeConfig } from "@simpul/runtime";

/** Built beside the services; the same distance from the source and from the bundle. */
const deskFolder = join(import.meta.dirname, "../../../apps/desk/dist");

/** The doors of a node: the hub's, without the federation, which nobody calls here. */
export async function startHttp(
  config: NodeConfig,
  version: string,
  deployment: Deployment,
  metrics: Metrics,
  log: Logger,
): Promise<Served> {
  const { ctx, db } = deployment;
  const signIn = openSignIn({ ctx, log, ...config });
  const live = liveRoutes(signIn);
  const app = createApp({
    parts: [
      healthRoutes(readiness(db)),
      restRoutes({ ctx, version, deployment }),
      channelRoutes({ ctx }),
      publicRoutes({ ctx, ...config }),
      authRoutes(signIn),
      trpcRoutes({ ctx, log, signIn, deployment }),
      fileRoutes(signIn, deployment),
      live.routes,
      deskRoutes({ folder: deskFolder }),
    ],
    log,
    trustProxy: config.trustProxy,
    observe: ({ method, route, status, seconds }) =>
      metrics.observeRequest(method, route, status, seconds),
  });
  const served = await serve(app, config);
  return {
    port: served.port,
    async close() {
      await live.close();
      await served.close();
    },
  };
}
