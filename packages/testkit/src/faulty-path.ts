import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { once } from "node:events";

/** A request on its way to the hub; `from` is the node that signed it, if any did. */
export interface Passing {
  readonly from: string;
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
}

/**
 * What happens to one message: nothing, or it never arrives, arrives and its answer is lost, arrives twice at once, with
 * other bytes, or its answer is altered, cut off, or held until the path heals.
 */
export type Fault =
  | "refuse"
  | "loseAnswer"
  | "twice"
  | "corruptRequest"
  | "truncateRequest"
  | "corruptAnswer"
  | "truncateAnswer"
  | "stall"
  | { readonly body: string };

/** Stands between the nodes and the hub and understands what passes: a test loses this answer and not that request. */
export interface FaultyPath {
  readonly url: string;
  /** Replaces the rule; without one everything passes. Held messages go on. */
  rule(rule?: (message: Passing) => Fault | undefined): void;
  /** How many messages came that a test is interested in. */
  passed(which: (message: Passing) => boolean): number;
  close(): Promise<void>;
}

const mostRemembered = 10_000;

export async function faultyPath(target: () => string): Promise<FaultyPath> {
  let rule: (message: Passing) => Fault | undefined = () => undefined;
  const remembered: Passing[] = [];
  let held = new Set<() => void>();
  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    rule(next = () => undefined) {
      rule = next;
      const going = held;
      held = new Set();
      for (const go of going) go();
    },
    passed: (which) => remembered.filter(which).length,
    async close() {
      for (const go of held) go();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    const message = {
      from: signer(request),
      method: request.method ?? "",
      path: request.url ?? "",
      body,
    };
    if (remembered.length < mostRemembered) remembered.push(message);
    const fault = rule(message);
    if (fault === "refuse") return void response.destroy();
    if (fault === "stall") await new Promise<void>((go) => held.add(go));
    const sent = altered(body, fault);
    const gone = new AbortController();
    response.once("close", () => gone.abort());
    const forward = () => send(request, sent, gone.signal);
    const [answer] =
      fault === "twice" ? await Promise.all([forward(), forward()]) : [await forward()];
    if (answer === undefined || fault === "loseAnswer") return void response.destroy();
    response.writeHead(answer.status, answer.headers);
    if (fault === "corruptAnswer") return void response.end(flip(answer.body));
    if (fault !== "truncateAnswer") return void response.end(answer.body);
    response.write(answer.body.subarray(0, answer.body.length / 2), () => response.destroy());
  }

  async function send(request: IncomingMessage, body: Buffer, until: AbortSignal) {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (!hopByHop.has(name)) headers.set(name, String(value));
    const hasBody = request.method !== "GET" && request.method !== "HEAD";
    const answer = await fetch(`${target()}${request.url}`, {
      method: request.method ?? "GET",
      headers,
      signal: until,
      ...(hasBody ? { body: new Uint8Array(body) } : {}),
    });
    const given = Object.fromEntries([...answer.headers].filter(([name]) => !hopByHop.has(name)));
    const bytes = Buffer.from(await answer.arrayBuffer());
    return {
      status: answer.status,
      headers: { ...given, "content-length": String(bytes.length) },
      body: bytes,
    };
  }
}

const hopByHop: ReadonlySet<string> = new Set([
  "host",
  "connection",
  "content-length",
  "transfer-encoding",
  "keep-alive",
]);

function altered(body: Buffer, fault: Fault | undefined): Buffer {
  if (typeof fault === "object") return Buffer.from(fault.body);
  if (fault === "truncateRequest") return body.subarray(0, body.length - 1);
  return fault === "corruptRequest" ? flip(body) : body;
}

function flip(body: Buffer): Buffer {
  const other = Buffer.from(body);
  const middle = Math.floor(other.length / 2);
  other[middle] = (other[middle] ?? 0) ^ 1;
  return other;
}

/** Only read, not believed: it says which rule a test meant. */
function signer(request: IncomingMessage): string {
  const token = String(request.headers["simpul-hop"] ?? "");
  const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8");
  return /"iss":"urn:simpul:node:([^"]+)"/.exec(claims)?.[1] ?? "";
}
