import { join } from "node:path";
import { initHub, type Deployment } from "@simpul/federation";
import { startSandbox } from "@simpul/testkit";
import { grantAccess } from "./access.ts";
import { bundleOf } from "./bundles.ts";
import { hubPlayer, nodePlayers, type Player, players } from "./cast.ts";
import type { Closing } from "./closing.ts";
import type { Addresses } from "./databases.ts";
import type { Place } from "./endpoints.ts";
import { enrolNode, openBeside } from "./enrolment.ts";
import type { DemoFolder } from "./folder.ts";
import { employ } from "./people.ts";
import { portsFrom } from "./ports.ts";
import { caseClocks, type CaseClocks } from "./case-clocks.ts";
import { earliest, sow } from "./seed/sow.ts";
import { startChild, type Child } from "./child.ts";
import type { Settings } from "./settings.ts";

export interface FederationOptions {
  readonly folder: DemoFolder;
  readonly firstPort: number;
  readonly settings: Settings;
  readonly databases: Readonly<Record<string, Addresses>>;
  readonly closer: Closing;
  say(line: string): void;
  /** A service died and is up again, with another pid. */
  changed(): void;
}

export interface Federation {
  readonly hub: Place;
  readonly nodes: readonly Place[];
  /** Where one sees what was sent. */
  readonly sandbox: { readonly url: string };
  readonly settings: Settings;
}

interface Site {
  readonly player: Player;
  readonly port: number;
  readonly metricsPort: number;
  readonly url: string;
  readonly addresses: Addresses;
}

/** Hub first, because nodes enrol there; then the nodes, and on a first start what the story needs. */
export async function startFederation(options: FederationOptions): Promise<Federation> {
  const { folder, settings, databases, closer, say } = options;
  const port = portsFrom(options.firstPort, say);
  const sites = await sitesOf(options, port);
  // It outlives services that die, and what they sent stays to be seen.
  const sandbox = await startSandbox({ httpPort: await port("the sandbox") });
  closer.add(() => sandbox.close());
  const hubSite = siteOf(sites, hubPlayer.id);
  await initHub({
    appUrl: hubSite.addresses.app,
    stateDir: folder.of(hubPlayer.id).state,
    now: Temporal.Now.instant(),
    publicUrl: hubSite.url,
  });
  const clocks = caseClocks(databases);
  // The past is told first: services begin where it does.
  const now = Temporal.Now.instant().round("second");
  if (!settings.seeded) await clocks.set(earliest(now));
  const services = new Map<string, Child>();
  const start = async (site: Site): Promise<void> => {
    const service = serviceOf(site, hubSite.url, sandbox.smtpUrl, options);
    services.set(site.player.id, service);
    closer.add(() => service.stop());
    await service.ready;
  };
  say(`starting the hub at ${hubSite.url}`);
  await start(hubSite);

  const opened = new Map<string, Deployment>();
  const open = async (player: Player): Promise<Deployment | "notEnrolled"> => {
    const { state, content } = folder.of(player.id);
    const deployment = await openBeside({
      kind: player.kind,
      node: player.id,
      stateDir: state,
      contentDir: content,
      vaultKey: Buffer.from(settings.vaultKeys[player.id] ?? "", "base64url"),
      appUrl: siteOf(sites, player.id).addresses.app,
    });
    if (deployment !== "notEnrolled") opened.set(player.id, deployment);
    return deployment;
  };
  const hub = await open(hubPlayer);
  if (hub === "notEnrolled") throw new Error("the hub has no directory");
  try {
    for (const player of nodePlayers) {
      if ((await open(player)) !== "notEnrolled") continue;
      say(`enrolling ${player.id} with a one-time code`);
      const stateDir = folder.of(player.id).state;
      await enrolNode(hub, hubSite.url, player, {
        appUrl: siteOf(sites, player.id).addresses.app,
        stateDir,
      });
      if ((await open(player)) === "notEnrolled")
        throw new Error(`${player.id} enrolled and has no directory`);
    }
    say(`starting the nodes ${nodePlayers.map((player) => player.id).join(", ")}`);
    await Promise.all(nodePlayers.map((player) => start(siteOf(sites, player.id))));

    const place = (site: Site): Place => ({
      id: site.player.id,
      url: site.url,
      metrics: `http://127.0.0.1:${site.metricsPort}/metrics`,
      pid: () => services.get(site.player.id)?.pid() ?? 0,
      tenants: site.player.tenants.map((tenant) => tenant.code),
    });
    return {
      hub: place(hubSite),
      nodes: nodePlayers.map((player) => place(siteOf(sites, player.id))),
      sandbox: { url: sandbox.url },
      settings: settings.seeded
        ? settings
        : await firstStart({ opened, clocks, now, settings, say }),
    };
  } finally {
    await Promise.all([...opened.values()].map((deployment) => deployment.close()));
    await clocks.close();
  }
}

interface FirstStart {
  readonly opened: ReadonlyMap<string, Deployment>;
  readonly clocks: CaseClocks;
  readonly now: Temporal.Instant;
  readonly settings: Settings;
  say(line: string): void;
}

/** Keys, channels, units, and the reports of the story. */
async function firstStart({ opened, clocks, now, settings, say }: FirstStart): Promise<Settings> {
  const deployments = players.flatMap((player) => {
    const deployment = opened.get(player.id);
    return deployment === undefined ? [] : [{ player, deployment }];
  });
  for (const { deployment } of deployments) await deployment.book.refresh();
  const granted = await Promise.all(
    deployments.map(({ player, deployment }) => grantAccess(deployment, player)),
  );
  const today = now.toZonedDateTimeISO("Asia/Jakarta").toPlainDate();
  const employed = await Promise.all(
    deployments.map(({ player, deployment }) => employ(deployment, player, today)),
  );
  say("letting people report and institutions answer");
  const { reports, acts } = await sow({ opened, setClocks: clocks.set }, now);
  await clocks.set(Temporal.Now.instant());
  say(`${reports} reports, ${acts} acts on them`);
  return {
    ...settings,
    keys: granted.flatMap(({ keys }) => keys),
    channels: granted.flatMap(({ channels }) => channels),
    accounts: employed.flat(),
  };
}

async function sitesOf(
  { databases }: FederationOptions,
  port: ReturnType<typeof portsFrom>,
): Promise<Site[]> {
  const ports: number[] = [];
  for (const player of players) ports.push(await port(player.id));
  const sites: Site[] = [];
  for (const [i, player] of players.entries()) {
    const addresses = databases[player.id];
    const own = ports[i];
    if (addresses === undefined || own === undefined)
      throw new Error(`${player.id} has no database`);
    const metricsPort = await port(`${player.id}'s metrics`);
    sites.push({ player, port: own, metricsPort, url: `http://127.0.0.1:${own}`, addresses });
  }
  return sites;
}

function siteOf(sites: readonly Site[], id: string): Site {
  const site = sites.find(({ player }) => player.id === id);
  if (site === undefined) throw new Error(`${id} is not in the demo`);
  return site;
}

function serviceOf(
  site: Site,
  hubUrl: string,
  smtpUrl: string,
  { folder, settings, say, changed }: FederationOptions,
): Child {
  const { player, addresses, port, metricsPort, url } = site;
  const { state, content } = folder.of(player.id);
  const { PATH = "", HOME = "", TZ, OTEL_EXPORTER_OTLP_ENDPOINT, NODE_OPTIONS } = process.env;
  return startChild({
    id: player.id,
    program: bundleOf(player.kind),
    url,
    log: join(folder.run, `${player.id}.log`),
    restarted: changed,
    say,
    env: {
      PATH,
      HOME,
      // Passwords and packing take megabytes on threads, each of which keeps a heap of its own: two heaps keep less.
      MALLOC_ARENA_MAX: "2",
      ...(TZ && { TZ }),
      // A young generation of 8 MB: the default grows to 32 MB a process and is not given back.
      NODE_OPTIONS: `--max-semi-space-size=8 ${NODE_OPTIONS ?? ""}`.trim(),
      ...(OTEL_EXPORTER_OTLP_ENDPOINT && { OTEL_EXPORTER_OTLP_ENDPOINT }),
      DATABASE_URL: addresses.app,
      WORKER_DATABASE_URL: addresses.worker,
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      PUBLIC_URL: url,
      SIMPUL_NODE_ID: player.id,
      SIMPUL_STATE_DIR: state,
      SIMPUL_CONTENT_DIR: content,
      SIMPUL_VAULT_KEY: settings.vaultKeys[player.id] ?? "",
      SIMPUL_SMTP_URL: smtpUrl,
      SIMPUL_MAIL_FROM: `simpul@${player.id}.example`,
      SIMPUL_DEMO: "1",
      SIMPUL_DEMO_CLOCK: "1",
      ...(player.kind === "node" && { SIMPUL_HUB_URL: hubUrl }),
    },
  });
}
