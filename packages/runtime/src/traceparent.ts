import {
  type Context,
  isSpanContextValid,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
  trace,
} from "@opentelemetry/api";

const pattern =
  /^(?!ff)([\da-f]{2})-((?!0{32})[\da-f]{32})-((?!0{16})[\da-f]{16})-([\da-f]{2})(-.*)?$/;

/**
 * W3C Trace Context: `traceparent`, in headers, job payloads and feed items alike. `tracestate` is dropped, as its section on
 * privacy allows: it is the caller's free text, and our collector would keep whatever a stranger writes there.
 */
export const traceContextPropagator: TextMapPropagator = {
  inject(context: Context, carrier: unknown, setter: TextMapSetter): void {
    const span = trace.getSpanContext(context);
    if (span === undefined || !isSpanContextValid(span)) return;
    const flags = (span.traceFlags & 0xff).toString(16).padStart(2, "0");
    setter.set(carrier, "traceparent", `00-${span.traceId}-${span.spanId}-${flags}`);
  },

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const match = pattern.exec(first(getter.get(carrier, "traceparent")) ?? "");
    const [, version, traceId, spanId, flags, rest] = match ?? [];
    // Version 00 ends after the flags; a later one may go on, and is read as far as we know it (§ 4.3).
    if (!traceId || !spanId || !flags || (version === "00" && rest)) return context;
    return trace.setSpanContext(context, {
      traceId,
      spanId,
      traceFlags: Number.parseInt(flags, 16) & 1,
      isRemote: true,
    });
  },

  fields: () => ["traceparent"],
};

function first(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}
