import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { trace } from "@opentelemetry/api";
import { expect, test } from "vitest";
import { startTelemetry } from "../src/index.ts";
import { canaries, leaked } from "./canaries.ts";

test("spans reach the collector at shutdown, under the standard path", async () => {
  const received = Promise.withResolvers<{ path: string | undefined; body: string }>();
  const collector = createServer((request: IncomingMessage, response) => {
    text(request).then((body) => {
      received.resolve({ path: request.url, body });
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    }, received.reject);
  });
  collector.listen(0, "127.0.0.1");
  await once(collector, "listening");
  const { port } = collector.address() as AddressInfo; // a TCP server that listens
  const endpoint = `http://127.0.0.1:${port}`;
  const telemetry = startTelemetry({
    service: "hub",
    version: "0",
    node: "hub",
    endpoint,
    ratio: 1,
  });
  const span = trace
    .getTracer("test")
    .startSpan("report.forward", { attributes: { outcome: "accepted" } });
  span.recordException(new Error(canaries.join()));
  span.end();
  await telemetry.shutdown();
  const { path, body } = await received.promise;
  collector.close();
  expect(path).toBe("/v1/traces");
  expect(body).toContain("report.forward");
  expect(body).toContain(span.spanContext().traceId);
  expect(leaked(body)).toEqual([]);
});
