import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";

/** A request or an answer on the wire between a node and the hub, with its head. */
interface Passed {
  /** The node that signed the request; only read, not believed. */
  readonly node: string;
  readonly what: string;
  readonly bytes: Buffer;
}

export interface RecordingPath {
  readonly url: string;
  readonly passed: readonly Passed[];
  close(): Promise<void>;
}

/** Stands between the nodes and the hub and keeps every byte that passes. */
export async function recordingPath(target: () => string): Promise<RecordingPath> {
  const passed: Passed[] = [];
  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    passed,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = request;
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(Buffer.from(piece));
    const body = Buffer.concat(pieces);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (!ofOneHop.has(name)) headers.set(name, String(value));
    const node = signer(headers.get("simpul-hop") ?? "");
    const keep = (way: string, head: Headers, bytes: Buffer): void => {
      const lines = [...head].map(([name, value]) => `${name}: ${value}`).join("\n");
      const what = `${way} ${method} ${url.replace(/content\/.*/, "content")}`;
      passed.push({ node, what, bytes: Buffer.concat([Buffer.from(`${lines}\n\n`), bytes]) });
    };
    keep("asked", headers, body);
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const answer = await fetch(`${target()}${url}`, {
      method,
      headers,
      signal: gone.signal,
      ...(method === "GET" || method === "HEAD" ? {} : { body: new Uint8Array(body) }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    keep("answered", answer.headers, bytes);
    const given = [...answer.headers].filter(([name]) => !ofOneHop.has(name));
    response.writeHead(answer.status, {
      ...Object.fromEntries(given),
      "content-length": String(bytes.length),
    });
    response.end(bytes);
  }
}

const ofOneHop: ReadonlySet<string> = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "keep-alive",
]);

function signer(token: string): string {
  const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8");
  return /"iss":"urn:simpul:node:([^"]+)"/.exec(claims)?.[1] ?? "unsigned";
}
