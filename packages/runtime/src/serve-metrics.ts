import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Metrics } from "./metrics.ts";

export interface MetricsServer {
  /** Of the page itself, `http://127.0.0.1:9464/metrics`. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** The second port: figures of operation are nobody's business on the public one. Port 0 takes any. */
export async function serveMetrics(
  at: { readonly host: string; readonly port: number },
  metrics: Metrics,
): Promise<MetricsServer> {
  const server = createServer((request, response) => void answer(request, response, metrics));
  server.listen(at.port, at.host);
  await once(server, "listening");
  // A TCP server that listens has an AddressInfo; only pipes have a string, closed ones null.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${reachable(at.host)}:${port}/metrics`,
    port,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  metrics: Metrics,
): Promise<void> {
  response.setHeader("cache-control", "no-store");
  if (request.url?.split("?")[0] !== "/metrics") return void response.writeHead(404).end();
  if (request.method !== "GET") return void response.writeHead(405, { allow: "GET" }).end();
  try {
    const page = await metrics.render();
    response.writeHead(200, { "content-type": metrics.contentType }).end(page);
  } catch {
    response.writeHead(503).end();
  }
}

/** An address to call for an address to listen on. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
