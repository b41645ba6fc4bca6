import type { Environment } from "./read-variables.ts";
import {
  type Config,
  type HubConfig,
  type MigrateConfig,
  type NodeConfig,
  readConfig,
} from "./config.ts";
import type { Kind } from "./variables.ts";

/** EX_CONFIG of sysexits.h: systemd's RestartPreventExitStatus and people read it as "mend the file first". */
export const EXIT_BAD_CONFIG = 78;

/** The configuration, or every problem on stderr and exit 78. */
export function exitOnBadConfig(kind: "hub", env?: Environment): HubConfig;
export function exitOnBadConfig(kind: "node", env?: Environment): NodeConfig;
export function exitOnBadConfig(kind: "migrate", env?: Environment): MigrateConfig;
export function exitOnBadConfig(kind: Kind, env: Environment = process.env): Config {
  const reading = readConfig(kind, env);
  if (reading.outcome === "ok") return reading.config;
  const lines = reading.problems.map((problem) => `  - ${problem}\n`).join("");
  process.stderr.write(`The configuration of this ${kind} cannot be used:\n${lines}`);
  process.exit(EXIT_BAD_CONFIG);
}
