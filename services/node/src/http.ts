import {
  channelRoutes,
  createApp,
  healthRoutes,
  publicRoutes,
  readiness,
  restRoutes,
  serve,
  trpcRoutes,
  type Served,
} from "@simpul/doors";
import type { Deployment } from "@simpul/federation";
import type { Logger, Metrics, NodeConfig } from "@simpul/runtime";

/** The doors of a node: the hub's, without the federation, which nobody calls here. */
export async function startHttp(
  config: NodeConfig,
  version: string,
  { ctx, db }: Deployment,
  metrics: Metrics,
  log: Logger,
): Promise<Served> {
  const app = createApp({
    parts: [
      healthRoutes(readiness(db)),
      restRoutes({ ctx, version }),
      channelRoutes({ ctx }),
      trpcRoutes({ ctx, log }),
      // RFC 2142: the mailbox that every domain answers for.
      publicRoutes({ ctx, securityContact: `mailto:security@${new URL(config.publicUrl).hostname}` }),
    ],
    log,
    observe: ({ method, route, status, seconds }) =>
      metrics.observeRequest(method, route, status, seconds),
  });
  return serve(app, config);
}
