import { join } from "node:path";
import postgres from "postgres";
import { send } from "./client.ts";
import { type Addresses, serviceDatabase } from "./databases.ts";
import { freePort } from "./ports.ts";
import { type Ending, type Service, startService } from "./service.ts";
import { until } from "./until.ts";

/** One deployment: its database, its folders, and the process (or two) that serves it. */
export interface Site {
  readonly kind: "hub" | "node";
  readonly id: string;
  readonly url: string;
  readonly metrics: string;
  readonly stateDir: string;
  readonly contentDir: string;
  readonly vaultKey: Uint8Array;
  readonly databases: Addresses;
  /** As superuser, whom row-level security does not hold: the outside checker's eyes. */
  readonly sql: postgres.Sql;
  /** As one process, ready to serve. */
  start(): Promise<Service>;
  /** As two, one that answers and one that works; ready to serve together. */
  startApart(): Promise<{ readonly http: Service; readonly worker: Service }>;
  stop(signal: "SIGTERM" | "SIGKILL"): Promise<Ending>;
  /** Everything that its processes have written, those that ended too. */
  output(): string;
  close(): Promise<void>;
}

export interface SiteOptions {
  readonly adminUrl: string;
  readonly kind: "hub" | "node";
  readonly id: string;
  readonly folder: string;
  readonly vaultKey: Uint8Array;
  readonly env: Readonly<Record<string, string>>;
  readonly hubUrl: string | undefined;
}

export async function siteOf(options: SiteOptions): Promise<Site> {
  const { kind, id, folder, vaultKey, hubUrl } = options;
  const [databases, port, metricsPort] = await Promise.all([
    serviceDatabase(options.adminUrl),
    freePort(),
    freePort(),
  ]);
  const sql = postgres(databases.owner, { max: 2, onnotice: () => {} });
  const url = `http://127.0.0.1:${port}`;
  const stateDir = join(folder, "state");
  const contentDir = join(folder, "content");
  const services: Service[] = [];
  const env = {
    DATABASE_URL: databases.app,
    WORKER_DATABASE_URL: databases.worker,
    PORT: String(port),
    METRICS_PORT: String(metricsPort),
    PUBLIC_URL: url,
    SIMPUL_NODE_ID: id,
    SIMPUL_STATE_DIR: stateDir,
    SIMPUL_CONTENT_DIR: contentDir,
    SIMPUL_VAULT_KEY: Buffer.from(vaultKey).toString("base64url"),
    ...(hubUrl === undefined ? {} : { SIMPUL_HUB_URL: hubUrl }),
    ...options.env,
  };
  const launch = async (more: Readonly<Record<string, string>> = {}): Promise<Service> => {
    const service = await startService(kind, { ...env, ...more });
    services.push(service);
    return service;
  };
  const ready = () =>
    until(`${id} answers that it is ready`, async () =>
      (await send(`${url}/readyz`)).status === 200 ? true : undefined,
    );
  return {
    kind,
    id,
    url,
    metrics: `http://127.0.0.1:${metricsPort}/metrics`,
    stateDir,
    contentDir,
    vaultKey,
    databases,
    sql,
    async start() {
      const service = await launch();
      await ready();
      return service;
    },
    async startApart() {
      const [http, worker] = await Promise.all([
        launch({ SIMPUL_PROCESS: "http" }),
        launch({ SIMPUL_PROCESS: "worker", METRICS_PORT: String(await freePort()) }),
      ]);
      await ready();
      return { http, worker };
    },
    async stop(signal) {
      const service = services.at(-1);
      if (service === undefined) throw new Error(`${id} was never started`);
      return service.end(signal);
    },
    output: () => services.map((service) => service.output()).join(""),
    async close() {
      await Promise.all(services.map((service) => service.end("SIGTERM")));
      await sql.end();
      await databases.database.drop();
    },
  };
}
