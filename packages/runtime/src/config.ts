import type { z } from "zod";
import { contradictions } from "./contradictions.ts";
import { type Environment, readVariables, unknownVariables } from "./read-variables.ts";
import { environments, type Kind, notes } from "./variables.ts";

type Serving = z.output<typeof environments.hub>;

interface S3Config {
  readonly bucket: string;
  readonly endpoint?: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

interface ServingConfig {
  readonly databaseUrl: string;
  readonly workerDatabaseUrl: string;
  readonly host: string;
  readonly port: number;
  readonly metricsPort: number;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly process: Serving["SIMPUL_PROCESS"];
  readonly nodeId: string;
  readonly stateDir: string;
  readonly contentDir: string;
  /** Where files lie, if not in that folder. */
  readonly s3: S3Config | undefined;
  /** `host:port` or a socket's path. */
  readonly clamd: string | undefined;
  /** 32 bytes: the key-encryption key of reporters' identities. */
  readonly vaultKey: Uint8Array;
  /** They only open, the newest first. */
  readonly vaultKeysEarlier: readonly Uint8Array[];
  readonly logLevel: Serving["LOG_LEVEL"];
  readonly otlpEndpoint: string | undefined;
  readonly sampleRatio: number;
  readonly trustProxy: number;
  /** Host name → tenant. */
  readonly tenantHosts: ReadonlyMap<string, string>;
  /** Identity providers there may have private addresses. */
  readonly ssoPrivateHosts: ReadonlySet<string>;
  /** A mailto: or https: address. */
  readonly securityContact: string;
  /** Absent: mails wait. */
  readonly mail: MailConfig | undefined;
  readonly demo: boolean;
  /** The clock of the cases may be moved. */
  readonly demoClock: boolean;
  readonly parentPid: number | undefined;
}

interface MailConfig {
  readonly smtpUrl: string;
  readonly from: string;
  /** Links begin with it. */
  readonly publicUrl: string;
}

export type HubConfig = ServingConfig & { readonly kind: "hub" };
export type NodeConfig = ServingConfig & { readonly kind: "node"; readonly hubUrl: string };
export interface MigrateConfig {
  readonly kind: "migrate";
  readonly ownerDatabaseUrl: string;
  readonly logLevel: Serving["LOG_LEVEL"];
}
export type Config = HubConfig | NodeConfig | MigrateConfig;

export type ConfigReading<C extends Config = Config> =
  | { readonly outcome: "ok"; readonly config: C }
  | { readonly outcome: "invalid"; readonly problems: string[] };

/**
 * Reads and checks the whole environment; every problem at once, so that an operator mends the file in one
 * go. No message holds the value of a secret.
 */
export function readConfig(kind: "hub", env: Environment): ConfigReading<HubConfig>;
export function readConfig(kind: "node", env: Environment): ConfigReading<NodeConfig>;
export function readConfig(kind: "migrate", env: Environment): ConfigReading<MigrateConfig>;
export function readConfig(kind: Kind, env: Environment): ConfigReading;
export function readConfig(kind: Kind, env: Environment): ConfigReading {
  const { strings, problems } = readVariables(kind, env);
  const unreadable = new Set(
    problems.map((problem) => /^[A-Z_]+?(?=_FILE\b| )/.exec(problem)?.[0]),
  );
  problems.push(...unknownVariables(kind, env), ...contradictions(strings, env));
  const parsed = parse(kind, strings);
  if ("config" in parsed && problems.length === 0) return { outcome: "ok", config: parsed.config };
  for (const issue of "issues" in parsed ? parsed.issues : []) {
    const name = String(issue.path[0]);
    // A secret whose file could not be read is not reported as missing too.
    if (!unreadable.has(name)) problems.push(complaint(kind, name, strings[name], issue.message));
  }
  return { outcome: "invalid", problems };
}

type Parsed = { readonly config: Config } | { readonly issues: readonly z.core.$ZodIssue[] };

function parse(kind: Kind, strings: Record<string, string>): Parsed {
  switch (kind) {
    case "hub": {
      const read = environments.hub.safeParse(strings);
      return read.success ? { config: { kind, ...serving(read.data) } } : read.error;
    }
    case "node": {
      const read = environments.node.safeParse(strings);
      if (!read.success) return read.error;
      return { config: { kind, ...serving(read.data), hubUrl: read.data.SIMPUL_HUB_URL } };
    }
    case "migrate": {
      const read = environments.migrate.safeParse(strings);
      if (!read.success) return read.error;
      const { OWNER_DATABASE_URL: ownerDatabaseUrl, LOG_LEVEL: logLevel } = read.data;
      return { config: { kind, ownerDatabaseUrl, logLevel } };
    }
  }
}

function serving(read: Serving): ServingConfig {
  return {
    databaseUrl: read.DATABASE_URL,
    workerDatabaseUrl: read.WORKER_DATABASE_URL ?? read.DATABASE_URL,
    host: read.HOST,
    port: read.PORT,
    metricsPort: read.METRICS_PORT,
    publicUrl: read.PUBLIC_URL,
    process: read.SIMPUL_PROCESS,
    nodeId: read.SIMPUL_NODE_ID,
    stateDir: read.SIMPUL_STATE_DIR,
    contentDir: read.SIMPUL_CONTENT_DIR,
    s3: s3Of(read),
    clamd: read.SIMPUL_CLAMD,
    vaultKey: read.SIMPUL_VAULT_KEY,
    vaultKeysEarlier: read.SIMPUL_VAULT_KEYS_EARLIER ?? [],
    logLevel: read.LOG_LEVEL,
    otlpEndpoint: read.OTEL_EXPORTER_OTLP_ENDPOINT,
    sampleRatio: read.OTEL_TRACES_SAMPLER_RATIO,
    trustProxy: read.SIMPUL_TRUST_PROXY,
    tenantHosts: hostsOf(read.SIMPUL_TENANT_HOSTS ?? ""),
    ssoPrivateHosts: new Set((read.SIMPUL_SSO_PRIVATE_HOSTS ?? "").split(/[\s,]+/).filter(Boolean)),
    securityContact:
      read.SIMPUL_SECURITY_CONTACT ?? `mailto:security@${new URL(read.PUBLIC_URL).hostname}`,
    mail: mailing(read),
    demo: read.SIMPUL_DEMO,
    demoClock: read.SIMPUL_DEMO_CLOCK,
    parentPid: read.SIMPUL_PARENT_PID,
  };
}

function mailing({
  SIMPUL_SMTP_URL: smtpUrl,
  SIMPUL_MAIL_FROM: from,
  PUBLIC_URL: publicUrl,
}: Serving): MailConfig | undefined {
  return smtpUrl === undefined || from === undefined ? undefined : { smtpUrl, from, publicUrl };
}

/** One without the others is a contradiction, and was told before this. */
function s3Of(read: Serving): S3Config | undefined {
  const { SIMPUL_S3_BUCKET: bucket, SIMPUL_S3_ENDPOINT: endpoint } = read;
  const { SIMPUL_S3_ACCESS_KEY: accessKey, SIMPUL_S3_SECRET_KEY: secretKey } = read;
  if (bucket === undefined || accessKey === undefined || secretKey === undefined) return undefined;
  const where = endpoint === undefined ? {} : { endpoint };
  return { bucket, ...where, region: read.SIMPUL_S3_REGION, accessKey, secretKey };
}

/** `host=code,host=code`; its shape was checked. */
function hostsOf(written: string): ReadonlyMap<string, string> {
  const pairs = written.split(",").map((pair) => pair.trim().split("="));
  return new Map(pairs.flatMap(([host, code]) => (host && code ? [[host, code]] : [])));
}

function complaint(kind: Kind, name: string, value: string | undefined, message: string): string {
  const shape: Record<string, z.ZodType> = environments[kind].shape;
  const schema = shape[name];
  const about = schema && notes.get(schema);
  if (value === undefined) {
    const file = about?.secret ? ` (or ${name}_FILE)` : "";
    return `${name}${file} is missing. ${about?.description ?? ""} Example: ${about?.example ?? ""}`;
  }
  // A password put into an ordinary address by mistake is a secret too.
  const shown = about?.secret || value.includes("@") ? "*****" : JSON.stringify(value);
  return `${name} ${message}, not ${shown}`;
}
