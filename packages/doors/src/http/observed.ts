import {
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { TextMapGetter } from "@opentelemetry/api";
import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";

/** What is counted of every request: rate, errors and duration by route. */
export interface Observation {
  readonly method: string;
  /** The pattern (`/api/v1/reports/:id`), never the path; `unmatched` where there is none. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

declare module "hono" {
  interface ContextVariableMap {
    /** The trace's id, which every log line carries: told to whoever meets our fault. */
    requestId: string;
    /** The answer has every header already: touching them would turn a light response into a heavy one. */
    isWhole: boolean;
  }
}

const headersOf: TextMapGetter<Headers> = {
  get: (headers, name) => headers.get(name) ?? undefined,
  keys: (headers) => [...headers.keys()],
};

/** Machines continue their trace (W3C Trace Context). A page that a stranger opens begins its own. */
const continued = /^\/(?:api|federation|channels|trpc)\//;

export function observed(observe: (seen: Observation) => void): MiddlewareHandler {
  const tracer = trace.getTracer("simpul.doors");
  return async (c, next) => {
    const started = performance.now();
    const parent = continued.test(c.req.path)
      ? propagation.extract(ROOT_CONTEXT, c.req.raw.headers, headersOf)
      : ROOT_CONTEXT;
    const span = tracer.startSpan(c.req.method, { kind: SpanKind.SERVER }, parent);
    const requestId = isSpanContextValid(span.spanContext())
      ? span.spanContext().traceId
      : crypto.randomUUID();
    c.set("requestId", requestId);
    try {
      await context.with(trace.setSpan(parent, span), next);
      if (c.get("isWhole") !== true) c.res.headers.set("x-request-id", requestId);
    } finally {
      const route = routeOf(c);
      const { status } = c.res;
      if (span.isRecording()) {
        span.updateName(`${c.req.method} ${route}`);
        span.setAttributes({
          "http.request.method": c.req.method,
          "http.route": route,
          "http.response.status_code": status,
        });
        if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.end();
      observe({
        method: c.req.method,
        route,
        status,
        seconds: (performance.now() - started) / 1000,
      });
    }
  };
}

/** Middleware matches every method; what answers is registered for one. */
export function routeOf(c: Context): string {
  return matchedRoutes(c).findLast((route) => route.method !== "ALL")?.path ?? "unmatched";
}
