import { once } from "node:events";
import { createServer } from "node:http";
import { freePort } from "./ports.ts";

/** A span as it came over OTLP/HTTP, in JSON. */
interface Span {
  readonly service: string;
  /** The deployment's id. */
  readonly instance: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
}

export interface Collector {
  readonly url: string;
  spans(traceId: string): Span[];
  /** Every byte that arrived. */
  received(): string;
  close(): Promise<void>;
}

/** Just enough of a collector to be told of spans; on the loopback. */
export async function startCollector(): Promise<Collector> {
  const bodies: string[] = [];
  const spans: Span[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () => {
      bodies.push(body);
      if (request.url === "/v1/traces") spans.push(...spansIn(JSON.parse(body)));
      response.setHeader("content-type", "application/json").end("{}");
    });
  });
  const port = await freePort();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${port}`,
    spans: (traceId) => spans.filter((span) => span.traceId === traceId),
    received: () => bodies.join("\n"),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string };
}

interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly Omit<Span, "service" | "instance">[];
    }[];
  }[];
}

function spansIn(body: unknown): Span[] {
  // Proof: the shape of ExportTraceServiceRequest in OTLP's JSON encoding; another would fail the test that reads it.
  return (body as Export).resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const named = (key: string): string =>
      resource.attributes.find((attribute) => attribute.key === key)?.value.stringValue ?? "";
    return scopeSpans
      .flatMap((scope) => scope.spans)
      .map(({ traceId, spanId, parentSpanId, name }) => ({
        service: named("service.name"),
        instance: named("service.instance.id"),
        traceId,
        spanId,
        parentSpanId,
        name,
      }));
  });
}
