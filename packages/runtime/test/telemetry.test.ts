import { context, propagation, type Span, SpanStatusCode, trace } from "@opentelemetry/api";
import { afterEach, describe, expect, test } from "vitest";
import { startTelemetry, type Telemetry } from "../src/index.ts";
import { canaries, leaked } from "./canaries.ts";

let telemetry: Telemetry | undefined;
afterEach(() => telemetry?.shutdown());

const start = (ratio: number, ring?: number): Telemetry => {
  telemetry = startTelemetry({
    service: "hub",
    version: "0.1.0",
    node: "hub",
    ratio,
    ...(ring && { ring }),
  });
  return telemetry;
};
const tracer = () => trace.getTracer("test");

describe("spans", () => {
  test("nest across awaits", async () => {
    const { finished } = start(1, 10);
    await tracer().startActiveSpan("outer", async (outer) => {
      await Promise.resolve();
      tracer().startSpan("inner").end();
      outer.end();
    });
    const [inner, outer] = finished();
    expect(inner?.parentSpanContext?.spanId).toBe(outer?.spanContext().spanId);
    expect(outer?.resource.attributes).toEqual({
      "service.name": "hub",
      "service.version": "0.1.0",
      "service.instance.id": "hub",
    });
  });

  test("are dropped from the ring oldest first", () => {
    const { finished } = start(1, 3);
    for (const name of ["a", "b", "c", "d", "e"]) tracer().startSpan(name).end();
    expect(finished().map((span) => span.name)).toEqual(["c", "d", "e"]);
  });

  test("leave without a citizen's words", () => {
    const { finished } = start(1, 10);
    const words = canaries.join(" ");
    const span: Span = tracer().startSpan(`POST ${words}`, { attributes: { text: words } });
    span.setAttribute("http.route", "/api/v1/reports/{id}");
    span.setAttribute("db.query.text", words);
    span.recordException(new Error(words));
    span.addEvent(words, { detail: words });
    span.setStatus({ code: SpanStatusCode.ERROR, message: words });
    span.addLink({ context: span.spanContext(), attributes: { note: words } });
    span.end();
    const [sent] = finished();
    const exported = JSON.stringify([
      sent?.name,
      sent?.attributes,
      sent?.events,
      sent?.status,
      sent?.links,
    ]);
    expect(leaked(exported)).toEqual([]);
    expect(sent?.attributes).toEqual({ "http.route": "/api/v1/reports/{id}" });
    expect(sent?.status).toEqual({ code: SpanStatusCode.ERROR });
  });

  test("keep the names that doors give them", () => {
    const { finished } = start(1, 10);
    const names = ["POST /api/v1/reports/{id}/:verb", "report.forward", "GET /", "pg insert"];
    for (const name of names) tracer().startSpan(name).end();
    expect(finished().map((span) => span.name)).toEqual(names);
  });
});

describe("sampling", () => {
  test("records nothing without anywhere to send it, and still gives ids", () => {
    start(1);
    const span = tracer().startSpan("work");
    expect(span.isRecording()).toBe(false);
    expect(trace.isSpanContextValid(span.spanContext())).toBe(true);
  });

  test("of a tenth records about a tenth", () => {
    start(0.1, 1);
    const recorded = Array.from({ length: 5000 }, () => tracer().startSpan("w").isRecording());
    const share = recorded.filter(Boolean).length / recorded.length;
    // Six standard deviations either side.
    expect(share).toBeGreaterThan(0.07);
    expect(share).toBeLessThan(0.13);
  });

  test.each([
    ["01", true],
    ["00", false],
  ])("follows a peer's flag %s", (flag, recording) => {
    start(flag === "01" ? 0 : 1, 1);
    const carrier = { traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-${flag}` };
    const from = propagation.extract(context.active(), carrier);
    const span = tracer().startSpan("work", {}, from);
    expect(span.isRecording()).toBe(recording);
    expect(span.spanContext().traceId).toBe("a".repeat(32));
  });
});

describe("trace context", () => {
  test("survives a journey through headers", () => {
    start(1, 1);
    const span = tracer().startSpan("work");
    const carrier: Record<string, string> = {};
    propagation.inject(trace.setSpan(context.active(), span), carrier);
    expect(carrier.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    const arrived = trace.getSpanContext(propagation.extract(context.active(), carrier));
    expect(arrived).toMatchObject({
      traceId: span.spanContext().traceId,
      spanId: span.spanContext().spanId,
      isRemote: true,
    });
  });

  test("takes in no text of a stranger's", () => {
    start(1, 1);
    const carrier = {
      traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-01`,
      tracestate: "siti=rahmawati",
    };
    const from = propagation.extract(context.active(), carrier);
    expect(trace.getSpanContext(from)?.traceId).toBe("a".repeat(32));
    const span = tracer().startSpan("work", {}, from);
    expect(span.spanContext().traceState).toBeUndefined();
  });

  test.each([
    ["nothing", undefined],
    ["a word", "x"],
    ["the forbidden version", `ff-${"a".repeat(32)}-${"b".repeat(16)}-01`],
    ["a trace id of zeros", `00-${"0".repeat(32)}-${"b".repeat(16)}-01`],
    ["a span id of zeros", `00-${"a".repeat(32)}-${"0".repeat(16)}-01`],
    ["capitals", `00-${"A".repeat(32)}-${"b".repeat(16)}-01`],
    ["more than version 00 has", `00-${"a".repeat(32)}-${"b".repeat(16)}-01-x`],
  ])("ignores %s", (_, traceparent) => {
    start(1, 1);
    const from = propagation.extract(
      context.active(),
      traceparent === undefined ? {} : { traceparent },
    );
    expect(trace.getSpanContext(from)).toBeUndefined();
  });

  test("reads a later version as far as it knows it", () => {
    start(1, 1);
    const traceparent = `01-${"a".repeat(32)}-${"b".repeat(16)}-01-later`;
    const from = propagation.extract(context.active(), { traceparent });
    expect(trace.getSpanContext(from)?.traceId).toBe("a".repeat(32));
  });
});
