import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { kept } from "./kept.ts";
import type { Kept, SandboxMessage } from "./kept.ts";
import type { MailServerOptions } from "./mail-server.ts";

/** Plays the providers of channels, on this machine alone: what was sent is kept for whoever looks. */
export interface Sandbox {
  /** `GET {url}/messages?channel={id}` lists what was sent: `{items: […]}`, newest last. */
  readonly url: string;
  readonly smtpUrl: string;
  list(channel?: string): readonly SandboxMessage[];
  close(): Promise<void>;
}

export interface SandboxOptions extends Pick<MailServerOptions, "refuses" | "onMessage"> {
  /** 0, unless given, takes any free one. */
  readonly httpPort?: number;
  readonly smtpPort?: number;
}

export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { httpPort = 0, smtpPort = 0, ...rest } = options;
  const messages = kept();
  // Only where one is started: the library is a tenth of a second of every command's start.
  const { startMailServer } = await import("./mail-server.ts");
  const mail = await startMailServer(messages, { port: smtpPort, ...rest });
  const http = createServer((request, response) => answer(messages, request, response));
  http.listen(httpPort, "127.0.0.1");
  try {
    await once(http, "listening");
  } catch (error) {
    await mail.close();
    throw error;
  }
  const address = http.address();
  const port = typeof address === "object" && address !== null ? address.port : httpPort;
  return {
    url: `http://127.0.0.1:${port}`,
    smtpUrl: `smtp://127.0.0.1:${mail.port}`,
    list: (channel) => messages.list(channel),
    async close() {
      http.close();
      http.closeAllConnections();
      await Promise.all([once(http, "close"), mail.close()]);
    },
  };
}

function answer(messages: Kept, request: IncomingMessage, response: ServerResponse): void {
  const url = URL.parse(request.url ?? "/", "http://sandbox");
  const send = (status: number, body: unknown): void => {
    response
      .writeHead(status, { "content-type": "application/json", "cache-control": "no-store" })
      .end(`${JSON.stringify(body)}\n`);
  };
  if (url?.pathname !== "/messages") return send(404, { see: "/messages?channel=email" });
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("allow", "GET, HEAD");
    return send(405, { see: "GET /messages" });
  }
  send(200, { items: messages.list(url.searchParams.get("channel") ?? undefined) });
}
