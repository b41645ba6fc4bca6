export { alarmsTo, type RaiseAlarm } from "./alarms.ts";
export {
  type Config,
  type ConfigReading,
  type HubConfig,
  type MigrateConfig,
  type NodeConfig,
  readConfig,
} from "./config.ts";
export { describeConfig, renderConfigReference, type VariableRow } from "./config-reference.ts";
export { onCrash } from "./crash.ts";
export { type Drain, type DrainOptions, type DrainStep, onTerminate } from "./drain.ts";
export { EXIT_BAD_CONFIG, exitOnBadConfig } from "./exit-on-bad-config.ts";
export type { Gauges, Measure } from "./gauges.ts";
export {
  createLogger,
  type LogFields,
  type Logger,
  type LoggerOptions,
  type LogLevel,
} from "./logger.ts";
export { createMetrics, type FederationVerdict, type Metrics } from "./metrics.ts";
export { parentWatch } from "./parent-watch.ts";
export type { Environment } from "./read-variables.ts";
export { CannotStart, type Composed, runProcess } from "./run-process.ts";
export { type SafeError, safeError } from "./safe-error.ts";
export type { SafeFields, SafeName } from "./safe-fields.ts";
export { type MetricsServer, serveMetrics } from "./serve-metrics.ts";
export { startTelemetry, type Telemetry, type TelemetryOptions } from "./telemetry.ts";
export type { Kind } from "./variables.ts";
