import { trace } from "@opentelemetry/api";
import { type DestinationStream, destination as toDescriptor, pino } from "pino";
import { safeError } from "./safe-error.ts";
import { keepSafe, safeCode, type SafeFields } from "./safe-fields.ts";

export type LogLevel = "debug" | "info" | "warn" | "error";

/** `err` may be anything that was thrown; the rest is checked by `keepSafe`. */
export type LogFields = SafeFields & { readonly err?: unknown };

/**
 * JSON lines on stdout. A line is a fixed event name (`report.received`, `job.failed`) and fields of the
 * allow-list: there is no free text to put a citizen's words into.
 */
export interface Logger {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
  /** A logger whose every line carries these fields too. */
  with(fields: LogFields): Logger;
}

export interface LoggerOptions {
  readonly service: string;
  readonly version: string;
  readonly node: string;
  readonly level: LogLevel;
  /** stdout by default. */
  readonly destination?: DestinationStream;
}

export function createLogger(options: LoggerOptions): Logger {
  // Synchronous: what was logged before exit or kill is out, once. Asynchronous, the flush at exit writes
  // the chunk in flight a second time (seen in every third run of the drain test).
  const destination = options.destination ?? toDescriptor({ fd: 1, sync: true });
  const { service, version, node, level } = options;
  const lines = pino(
    {
      level,
      messageKey: "event",
      base: { service, version, node },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      mixin: activeTrace,
      // Ours are the only serialisers: pino's own for `err` prints the message.
      serializers: { err: (err: unknown) => err },
    },
    destination,
  );
  return wrap(lines, {});
}

function wrap(lines: pino.Logger, common: LogFields): Logger {
  const write = (level: LogLevel) => {
    return (event: string, fields: LogFields = {}): void => {
      if (!lines.isLevelEnabled(level)) return;
      lines[level](safeLine({ ...common, ...fields }), nameOf(event));
    };
  };
  return {
    debug: write("debug"),
    info: write("info"),
    warn: write("warn"),
    error: write("error"),
    with: (fields) => wrap(lines, { ...common, ...fields }),
  };
}

function safeLine({ err, ...fields }: LogFields): Record<string, unknown> {
  const { kept, dropped } = keepSafe(fields);
  return {
    ...kept,
    ...(dropped > 0 && { dropped }),
    ...(err !== undefined && { err: safeError(err) }),
  };
}

/** Dotted words only; a sentence (with who knows what in it) becomes `unnamed`. */
function nameOf(event: string): string {
  return /^[a-z][A-Za-z]*(\.[A-Za-z][A-Za-z]*){0,3}$/.test(event)
    ? (safeCode(event) ?? "unnamed")
    : "unnamed";
}

function activeTrace(): Record<string, string> {
  const active = trace.getActiveSpan()?.spanContext();
  return active === undefined ? {} : { trace_id: active.traceId, span_id: active.spanId };
}
