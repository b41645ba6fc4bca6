import type { ReadableSpan, SpanExporter } from "@opentelemetry/sdk-trace";
import { keepSafe, safeCode } from "./safe-fields.ts";

export interface SpanRing extends SpanExporter {
  /** Finished spans, oldest first, at most as many as the ring holds. */
  finished(): readonly ReadableSpan[];
}

/** Holds the last `size` spans as they would have left the process; for tests and `doctor`. */
export function spanRing(size: number): SpanRing {
  let spans: ReadableSpan[] = [];
  return {
    export(batch, done) {
      spans = [...spans, ...batch].slice(-size);
      // ExportResultCode.SUCCESS: the enum lives in a package that only the SDK depends on.
      done({ code: 0 });
    },
    finished: () => spans,
    shutdown: async () => {},
  };
}

/**
 * Whoever makes a span, only allow-listed attributes of it leave: `recordException` and `setStatus` copy
 * an error's message, and a library's instrumentation may add anything tomorrow.
 */
export function withSafeSpans<E extends SpanExporter>(exporter: E): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(safeSpan), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

function safeSpan(span: ReadableSpan): ReadableSpan {
  const replaced = {
    name: safeName(span.name),
    attributes: keepSafe(span.attributes).kept,
    status: { code: span.status.code },
    events: span.events.map((event) => ({ time: event.time, name: safeName(event.name) })),
    links: span.links.map((link) => ({ context: link.context })),
  };
  // Inherits everything else (ids, times, resource) from the span itself, which stays untouched.
  const properties = Object.entries(replaced).map(([key, value]) => [
    key,
    { value, enumerable: true },
  ]);
  return Object.create(span, Object.fromEntries(properties));
}

/** "POST /api/v1/reports", "report.forward": code-like words and route patterns, each checked. */
function safeName(name: string): string {
  const words = name
    .split(" ", 4)
    .map(
      (word) =>
        safeCode(word.replace(/^\//, "").replaceAll(/[{}:*]/g, "")) ??
        (word === "/" ? "/" : undefined),
    );
  return name.length <= 120 && words.every((word) => word !== undefined) ? name : "unnamed";
}
