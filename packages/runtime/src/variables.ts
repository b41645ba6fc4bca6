import { z } from "zod";
import {
  base64url32,
  base64url32s,
  flag,
  httpUrl,
  postgresUrl,
  smtpUrl,
  wholeNumber,
} from "./variable-shapes.ts";

/**
 * The environment of every process, as one schema a kind of process. A variable's notes stand beside its
 * shape, so the reference page, the messages and the check cannot disagree. `prefault` is the default as
 * an operator would write it; it goes through the same check.
 */
export interface VariableNotes {
  readonly description: string;
  readonly example: string;
  /** Never printed; may also come from the file that `<NAME>_FILE` names. */
  readonly secret?: true;
  /** What happens when it is not set, where that is not a plain default. */
  readonly unset?: string;
}

export const notes = z.registry<VariableNotes>();

const word = (pattern: RegExp, error: string) => z.string().regex(pattern, { error });
const directory = () => word(/^\/|^\.{0,2}[\w.-]+\//, "must be a path of a directory");
const nodeId = () =>
  word(/^[a-z][a-z0-9-]{0,62}$/, "must be lower-case letters, digits and hyphens");

const LOG_LEVEL = z
  .enum(["debug", "info", "warn", "error"], { error: "must be debug, info, warn or error" })
  .prefault("info")
  .register(notes, { description: "The least severe log line that is written.", example: "warn" });

const serving = {
  DATABASE_URL: postgresUrl().register(notes, {
    description: "PostgreSQL as the role `app`, which row-level security binds.",
    example: "postgres://app:secret@db.internal:5432/simpul",
    secret: true,
  }),
  WORKER_DATABASE_URL: postgresUrl().optional().register(notes, {
    description: "PostgreSQL as the role `worker`. Not behind a transaction-mode pooler.",
    example: "postgres://worker:secret@db.internal:5432/simpul",
    secret: true,
    unset: "as DATABASE_URL",
  }),
  HOST: word(/^[\w.:-]+$/, "must be an address or a host name")
    .prefault("127.0.0.1")
    .register(notes, {
      description: "Address that both ports listen on.",
      example: "0.0.0.0",
    }),
  PORT: wholeNumber(0, 65535).prefault("4000").register(notes, {
    description: "Port of portal, desk and API; 0 takes any free one.",
    example: "8080",
  }),
  METRICS_PORT: wholeNumber(0, 65535).prefault("9464").register(notes, {
    description: "Second port, for Prometheus only: keep it inside the network.",
    example: "9464",
  }),
  PUBLIC_URL: httpUrl().register(notes, {
    description: "Where people reach this installation; links in messages begin with it.",
    example: "https://lapor.balikpapan.go.id",
  }),
  SIMPUL_PROCESS: z
    .enum(["all", "http", "worker"], { error: "must be all, http or worker" })
    .prefault("all")
    .register(notes, {
      description: "What this process does: answer requests, work off jobs, or both.",
      example: "worker",
    }),
  SIMPUL_STATE_DIR: directory().prefault("/var/lib/simpul/state").register(notes, {
    description: "Directory of the installation's keys and its copy of the directory.",
    example: "/var/lib/simpul/state",
  }),
  SIMPUL_CONTENT_DIR: directory().prefault("/var/lib/simpul/content").register(notes, {
    description: "Directory of texts and attachments, named by their hash.",
    example: "/var/lib/simpul/content",
  }),
  SIMPUL_S3_BUCKET: word(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be a bucket's name")
    .optional()
    .register(notes, {
      description: "Bucket in which files lie instead of SIMPUL_CONTENT_DIR.",
      example: "simpul-berkas",
      unset: "files lie in SIMPUL_CONTENT_DIR",
    }),
  SIMPUL_S3_ENDPOINT: httpUrl().optional().register(notes, {
    description: "Address of an S3 store other than Amazon's.",
    example: "https://s3.internal.go.id",
    unset: "Amazon's, of the region",
  }),
  SIMPUL_S3_REGION: word(/^[a-z0-9-]{1,40}$/, "must be a region's name")
    .prefault("ap-southeast-3")
    .register(notes, { description: "Region of the bucket.", example: "ap-southeast-3" }),
  SIMPUL_S3_ACCESS_KEY: word(/^\S+$/, "must be an access key without spaces")
    .optional()
    .register(notes, {
      description: "Access key of the bucket.",
      example: "AKIDEXAMPLE",
      secret: true,
      unset: "required with SIMPUL_S3_BUCKET",
    }),
  SIMPUL_S3_SECRET_KEY: word(/^\S+$/, "must be a secret key without spaces")
    .optional()
    .register(notes, {
      description: "Secret key that belongs to the access key.",
      example: "SECRETEXAMPLE",
      secret: true,
      unset: "required with SIMPUL_S3_BUCKET",
    }),
  SIMPUL_CLAMD: word(
    /^(\/\S+|(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5})$/,
    "must be host:port or the path of a socket",
  )
    .optional()
    .register(notes, {
      description: "clamd, which looks at every file before anybody gets it.",
      example: "clamd:3310",
      unset: "files are not scanned, and shown as not scanned",
    }),
  SIMPUL_VAULT_KEY: base64url32().register(notes, {
    description: "Encrypts the keys of reporters' identities: 32 random bytes, base64url.",
    // The command, not a key: an example that works would be copied into production.
    example: `node -p 'crypto.randomBytes(32).toString("base64url")'`,
    secret: true,
  }),
  SIMPUL_VAULT_KEYS_EARLIER: base64url32s().optional().register(notes, {
    description:
      "Keys that open what they sealed and seal nothing, the newest first: while the vault's key is exchanged.",
    example: "the key of before, and those before it, joined by commas",
    secret: true,
    unset: "SIMPUL_VAULT_KEY alone opens",
  }),
  LOG_LEVEL,
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl().optional().register(notes, {
    description: "Collector that takes traces over OTLP/HTTP.",
    example: "http://otel-collector:4318",
    unset: "no trace leaves the process",
  }),
  // An ordinary day of 10 000 reports leaves a thousand traces of intake, enough for a p99 by the hour; a
  // storm of 50 a second costs the exporter five spans' worth of work a second. All is noise, 1 % is blind.
  OTEL_TRACES_SAMPLER_RATIO: z.coerce
    .number({ error: "must be a number from 0 to 1" })
    .min(0, { error: "must be a number from 0 to 1" })
    .max(1, { error: "must be a number from 0 to 1" })
    .prefault("0.1")
    .register(notes, {
      description: "Share of new traces that is recorded, from 0 to 1.",
      example: "0.01",
    }),
  SIMPUL_TRUST_PROXY: wholeNumber(0, 10).prefault("0").register(notes, {
    description:
      "How many proxies in front are ours; a client's address is read that many hops back.",
    example: "1",
  }),
  SIMPUL_SECURITY_CONTACT: word(
    /^(mailto:[^@\s]+@|https:\/\/)\S+$/,
    "must be a mailto: or https: address",
  )
    .optional()
    .register(notes, {
      description: "Where weaknesses are reported, in /.well-known/security.txt.",
      example: "mailto:csirt@balikpapan.go.id",
      unset: "`security@` at the host of PUBLIC_URL",
    }),
  SIMPUL_SMTP_URL: smtpUrl().optional().register(notes, {
    description:
      "The mail server that takes our mails: smtps://, or smtp:// with STARTTLS, which only one on this machine may lack. User and password stand in it, percent-encoded.",
    example: "smtps://simpul:secret@mail.balikpapan.go.id:465",
    secret: true,
    unset: "mails wait until they are worth nothing",
  }),
  SIMPUL_MAIL_FROM: word(/^[\w.+-]{1,64}@[A-Za-z0-9.-]{1,189}$/, "must be an e-mail address alone")
    .optional()
    .register(notes, {
      description: "The address that mails come from; the name beside it is the tenant's.",
      example: "simpul@balikpapan.go.id",
      unset: "needed where SIMPUL_SMTP_URL is set",
    }),
  SIMPUL_TENANT_HOSTS: word(
    /^[a-z0-9.-]+=[a-z0-9][a-z0-9.-]*(\s*,\s*[a-z0-9.-]+=[a-z0-9][a-z0-9.-]*)*$/,
    "must be host=code, with commas between",
  )
    .optional()
    .register(notes, {
      description:
        "Host names that are one tenant's desk each, as `host=code` with commas between.",
      example: "lapor.kukarkab.go.id=64.02,lapor.balikpapan.go.id=64.71",
      unset: "the desk's address names the tenant, unless there is only one",
    }),
  SIMPUL_SSO_PRIVATE_HOSTS: word(
    /^[a-z0-9.:-]+(\s*,\s*[a-z0-9.:-]+)*$/,
    "must be host names or addresses in small letters, with commas between",
  )
    .optional()
    .register(notes, {
      description:
        "Identity providers of tenants whose addresses may be private; each tenant's administrators name theirs.",
      example: "sso.balikpapan.internal",
      unset: "identity providers are asked at public addresses only",
    }),
  SIMPUL_DEMO: flag().prefault("0").register(notes, {
    description: "1 turns on the demo's limits and logins. Refused when NODE_ENV is production.",
    example: "1",
  }),
  SIMPUL_DEMO_CLOCK: flag().prefault("0").register(notes, {
    description:
      "1 lets `simpul demo travel` move the clock of the cases ahead: times of events, deadlines, what happens by itself at them. Refused without SIMPUL_DEMO, and where PUBLIC_URL is not of this machine.",
    example: "1",
  }),
  SIMPUL_PARENT_PID: wholeNumber(1, 4_194_304).optional().register(notes, {
    description: "Set by the demo: this process ends when that one is gone.",
    example: "4711",
    unset: "no parent is watched",
  }),
};

export const environments = {
  hub: z.object({
    ...serving,
    SIMPUL_NODE_ID: nodeId().prefault("hub").register(notes, {
      description: "Name of the hub as a node; part of its URN.",
      example: "hub",
    }),
  }),
  node: z.object({
    ...serving,
    SIMPUL_NODE_ID: nodeId().register(notes, {
      description: "Name of this node, as the hub enrolled it; part of its URN.",
      example: "sleman",
    }),
    SIMPUL_HUB_URL: httpUrl().register(notes, {
      description: "The hub this node talks to; the node always calls, the hub never does.",
      example: "https://hub.simpul.go.id",
    }),
  }),
  /** `simpul migrate` needs the owner and nothing else, so no serving process ever holds that login. */
  migrate: z.object({
    OWNER_DATABASE_URL: postgresUrl().register(notes, {
      description:
        "PostgreSQL as the owner, for `simpul migrate` only. Never give it to a service.",
      example: "postgres://owner:secret@db.internal:5432/simpul",
      secret: true,
    }),
    LOG_LEVEL,
  }),
};

export type Kind = keyof typeof environments;
export const kinds: readonly Kind[] = ["hub", "node", "migrate"];

/** Read by the demo before any service starts, so a service that inherits it does not complain. */
export const demoVariables: ReadonlySet<string> = new Set(["SIMPUL_PORT"]);
