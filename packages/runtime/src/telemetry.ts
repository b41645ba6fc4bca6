import { context, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOffSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
  SimpleSpanProcessor,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { spanRing, withSafeSpans } from "./span-sinks.ts";
import { traceContextPropagator } from "./traceparent.ts";

export interface TelemetryOptions {
  readonly service: string;
  readonly version: string;
  readonly node: string;
  /** OTLP/HTTP collector; without one (and without a ring) nothing is sampled. */
  readonly endpoint?: string | undefined;
  /** Share of new traces that is recorded; a trace begun by a peer follows the peer's choice. */
  readonly ratio: number;
  /** Keep the last so many finished spans in memory. */
  readonly ring?: number;
}

export interface Telemetry {
  /** What the ring holds; empty without one. */
  finished(): readonly ReadableSpan[];
  /** Sends what is buffered and takes the global registration back. */
  shutdown(): Promise<void>;
}

/**
 * Registers tracing for the whole process; once, before the first span. Everything else talks to
 * `@opentelemetry/api`. Spans that go nowhere still get ids, because log lines and feeds carry them: that
 * costs 1.3 µs a span, a recorded one 18 µs (measured with an attribute). A public door must not `extract`
 * a stranger's traceparent, or the stranger decides what we record.
 */
export function startTelemetry(options: TelemetryOptions): Telemetry {
  const ring = options.ring === undefined ? undefined : spanRing(options.ring);
  const processors: SpanProcessor[] = [];
  if (ring) processors.push(new SimpleSpanProcessor({ exporter: withSafeSpans(ring) }));
  if (options.endpoint) {
    const exporter = new OTLPTraceExporter({ url: `${options.endpoint}/v1/traces` });
    processors.push(new BatchSpanProcessor({ exporter: withSafeSpans(exporter) }));
  }
  const provider = new TracerProvider({
    // Attributes are named here; the default detectors would add host, user and command line.
    resource: resourceFromAttributes({
      "service.name": options.service,
      "service.version": options.version,
      "service.instance.id": options.node,
    }),
    sampler:
      processors.length === 0
        ? new AlwaysOffSampler()
        : new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.ratio) }),
    spanLimits: { attributeValueLengthLimit: 256, attributeCountLimit: 32, eventCountLimit: 16 },
    spanProcessors: processors,
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(traceContextPropagator);
  return {
    finished: () => ring?.finished() ?? [],
    async shutdown() {
      trace.disable();
      context.disable();
      propagation.disable();
      await provider.shutdown();
    },
  };
}
