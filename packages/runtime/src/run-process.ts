import { onCrash } from "./crash.ts";
import { type DrainStep, onTerminate } from "./drain.ts";
import type { HubConfig, NodeConfig } from "./config.ts";
import { createLogger, type Logger } from "./logger.ts";
import type { Metrics } from "./metrics.ts";
import { parentWatch } from "./parent-watch.ts";
import { serveMetrics } from "./serve-metrics.ts";
import { startTelemetry } from "./telemetry.ts";

/** What a root made of its parts, for the process to keep and to end. */
export interface Composed {
  readonly metrics: Metrics;
  /** In the order in which they end: stop taking in, finish, close. */
  readonly steps: readonly DrainStep[];
  /** Settles when a part that must run ended by itself; the process drains and ends with 1. */
  readonly ended: Promise<unknown>;
  /** The public port that was taken; none in a process that answers no requests. */
  readonly port: number | undefined;
}

/** An operator has to do something first; the message says what, and holds nothing secret. */
export class CannotStart extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CannotStart";
  }
}

/** The frame of every serving process: telemetry before everything, metrics on their own port, a drain at the end. */
export async function runProcess<C extends HubConfig | NodeConfig>(
  config: C,
  version: string,
  compose: (log: Logger) => Promise<Composed>,
): Promise<void> {
  const { kind: service, nodeId: node } = config;
  const telemetry = startTelemetry({
    service,
    version,
    node,
    endpoint: config.otlpEndpoint,
    ratio: config.sampleRatio,
  });
  const log = createLogger({ service, version, node, level: config.logLevel });
  onCrash(log);
  parentWatch(config.parentPid);
  try {
    const { metrics, steps, ended, port } = await compose(log);
    const page = await serveMetrics({ host: config.host, port: config.metricsPort }, metrics);
    const drain = onTerminate(
      [
        ...steps,
        { name: "metrics", run: () => page.close() },
        { name: "telemetry", run: () => telemetry.shutdown() },
      ],
      { log },
    );
    void ended.then(() => drain.fail("workerEnded"));
    log.info("process.ready", { pid: process.pid, ...(port !== undefined && { port }) });
  } catch (error) {
    log.error("process.notStarted", { err: error });
    process.stderr.write(`${service} ${node} cannot start: ${said(error, config.host)}\n`);
    process.exit(1);
  }
}

/** In words only what is known to hold no secret: a driver's message may quote an address with its password. */
function said(error: unknown, host: string): string {
  if (error instanceof CannotStart) return error.message;
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
  const port = error instanceof Error && "port" in error ? ` ${String(error.port)}` : "";
  switch (code) {
    case "EADDRINUSE":
      return `port${port} of ${host} is taken; set PORT or METRICS_PORT to a free one`;
    case "EACCES":
      return `port${port} of ${host} may not be used by this user; take one above 1023`;
    case "ECONNREFUSED":
    case "ENOTFOUND":
    case "CONNECT_TIMEOUT":
      return `the database cannot be reached (${code}); check DATABASE_URL`;
    case "28P01":
    case "28000":
      return 'the database refuses the login; check DATABASE_URL and run "simpul migrate"';
    default:
      return `unexpected fault (${code}); the log line above says where`;
  }
}
