import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTelemetry } from "../../../runtime/src/index.ts";
import type { Telemetry } from "../../../runtime/src/index.ts";
import { createApp } from "../../src/http/app.ts";

let telemetry: Telemetry;
beforeAll(() => {
  telemetry = startTelemetry({ service: "test", version: "0", node: "test", ratio: 1, ring: 10 });
});
afterAll(() => telemetry.shutdown());

const part = new Hono()
  .get("/api/v1/things/:thing", (c) => c.json({}))
  .get("/lacak/:id", (c) => c.json({}))
  .get("/api/fails", () => {
    throw new Error("words of a citizen");
  });
const app = createApp({ parts: [part], log: { error: () => {} }, observe: () => {} });
const trace = "0af7651916cd43dd8448eb211c80319c";
const traceparent = `00-${trace}-b7ad6b7169203331-01`;
const last = () => telemetry.finished().at(-1);

test("a request is a span, named by its route", async () => {
  const answer = await app.request("/api/v1/things/budi?phone=0812");
  expect(last()?.name).toBe("GET /api/v1/things/:thing");
  expect(last()?.attributes).toEqual({
    "http.request.method": "GET",
    "http.route": "/api/v1/things/:thing",
    "http.response.status_code": 200,
  });
  expect(answer.headers.get("x-request-id")).toBe(last()?.spanContext().traceId);
});

test("a machine's trace goes on, a page that somebody opens begins its own", async () => {
  await app.request("/api/v1/things/1", { headers: { traceparent } });
  expect(last()?.spanContext().traceId).toBe(trace);
  await app.request("/lacak/1", { headers: { traceparent } });
  expect(last()?.spanContext().traceId).not.toBe(trace);
});

test("a failure is marked, without its words", async () => {
  await app.request("/api/fails");
  expect(last()?.status.code).toBe(2);
  expect(JSON.stringify(last()?.attributes)).not.toContain("citizen");
});
