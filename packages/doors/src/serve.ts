import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";

export interface Served {
  readonly port: number;
  /** Takes nothing new, finishes what runs, and cuts what has not finished in time. */
  close(): Promise<void>;
}

export interface ServeOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Longest a request may still run once the server closes. */
  readonly graceMs?: number;
}

/** @throws the system's error with its code (`EADDRINUSE`, `EACCES`) if the port cannot be had */
export async function serve(
  app: { fetch(request: Request, env?: object): Response | Promise<Response> },
  { host, port, graceMs = 12_000 }: ServeOptions,
): Promise<Served> {
  // Proof: without `createServer` or TLS options the adaptor makes a plain node:http server.
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  // A slow sender must not hold a connection for ever: the whole request within a minute, its head within ten seconds.
  server.requestTimeout = 60_000;
  server.headersTimeout = 10_000;
  // Longer than the proxies in front keep theirs, or they send into a connection that is being closed.
  server.keepAliveTimeout = 65_000;
  server.listen(port, host);
  await once(server, "listening");
  // Proof: a TCP server that listens has an AddressInfo; only pipes have a string, closed ones null.
  const { port: taken } = server.address() as AddressInfo;
  return {
    port: taken,
    async close() {
      const closed = once(server, "close");
      server.close();
      // A kept connection becomes idle only after its answer; nothing closes it then but this.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const late = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearInterval(idle);
      clearTimeout(late);
    },
  };
}
