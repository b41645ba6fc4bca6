import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";

const tracer = trace.getTracer("@simpul/federation");

/** Runs work as a span of the trace that a peer's message carries: one trace from the channel's POST to the receipt. */
export async function inTrace<T>(
  name: string,
  traceparent: string | undefined,
  work: () => Promise<T>,
  attributes: Record<string, string | number> = {},
): Promise<T> {
  const parent =
    traceparent === undefined
      ? context.active()
      : propagation.extract(context.active(), { traceparent });
  return tracer.startActiveSpan(
    name,
    { kind: SpanKind.CONSUMER, attributes },
    parent,
    async (span) => {
      try {
        return await work();
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
  );
}

/** The current span's W3C traceparent, if it is recorded anywhere. */
export function traceparent(): string | undefined {
  const spanContext = trace.getSpanContext(context.active());
  if (spanContext === undefined || !trace.isSpanContextValid(spanContext)) return undefined;
  const flags = spanContext.traceFlags.toString(16).padStart(2, "0");
  return `00-${spanContext.traceId}-${spanContext.spanId}-${flags}`;
}
