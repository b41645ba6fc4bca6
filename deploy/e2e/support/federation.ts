import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addChannel, issueKey } from "@simpul/casework";
import { keepUnits, withScope, wholeOf } from "@simpul/db";
import { initHub, inviteNode, openDeployment } from "@simpul/federation";
import type { Deployment } from "@simpul/federation";
import { Api, type Channel } from "./client.ts";
import { enrolNode } from "./enrolment.ts";
import { type Site, siteOf } from "./site.ts";

/** A federation of real processes: the hub, a node that hosts two tenants, and one that is its tenant's own. */
export interface Federation {
  readonly hub: Site;
  readonly shared: Site;
  readonly sovereign: Site;
  /** REST as the tenant's key, at the service that hosts the tenant. */
  readonly api: Readonly<Record<"national" | "64.02" | "64.71" | "34.04", Api>>;
  /** The hub's generic channel. */
  readonly channel: Channel;
  /** Of the shared node, bound to 64.71. */
  readonly nodeChannel: Channel;
  /** Ends what was started, by SIGTERM, and drops what was made. */
  close(): Promise<void>;
}

export interface FederationOptions {
  readonly adminUrl: string;
  /** Given to every process. */
  readonly env?: Readonly<Record<string, string>>;
}

const tenant = (code: string, name: string, kind: "regency" | "city", zone: string) =>
  ({ code, name, kind, parent: "national", zone, accepts: true }) as const;

const tenants = {
  kaltim: [
    tenant("64.02", "Kabupaten Kutai Kartanegara", "regency", "Asia/Makassar"),
    tenant("64.71", "Kota Balikpapan", "city", "Asia/Makassar"),
  ],
  sleman: [tenant("34.04", "Kabupaten Sleman", "regency", "Asia/Jakarta")],
} as const;

const scopes = ["reports:submit", "reports:read", "reports:act", "changes:read"] as const;

const units = [
  { code: "dinas-pu", name: "Dinas Pekerjaan Umum", parent: null, kind: "office" },
  { code: "inspektorat", name: "Inspektorat", parent: null, kind: "inspectorate" },
] as const;

export async function startFederation({
  adminUrl,
  env = {},
}: FederationOptions): Promise<Federation> {
  const folder = await mkdtemp(join(tmpdir(), "simpul-e2e-"));
  const sites: Site[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(sites.map((site) => site.close()));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const make = async (kind: "hub" | "node", id: string, hubUrl?: string): Promise<Site> => {
      const site = await siteOf({
        adminUrl,
        kind,
        id,
        folder: join(folder, id),
        vaultKey: randomBytes(32),
        env,
        hubUrl,
      });
      sites.push(site);
      return site;
    };
    const hub = await make("hub", "hub");
    const [shared, sovereign] = await Promise.all([
      make("node", "kaltim", hub.url),
      make("node", "sleman", hub.url),
    ]);
    const { stateDir, databases, url } = hub;
    await initHub({ appUrl: databases.app, stateDir, publicUrl: url, now: Temporal.Now.instant() });
    await hub.start();
    const atHub = await opened(hub);
    for (const node of [shared, sovereign]) {
      const { code } = await inviteNode(atHub, {
        node: node.id,
        tenants: tenants[node.id === "kaltim" ? "kaltim" : "sleman"],
      });
      await enrolNode(node, hub.url, code);
    }
    const national = await issued(atHub, hub, "national");
    const channel = await channelAt(atHub, hub, "national");
    await atHub.close();

    const atShared = await opened(shared);
    const kutai = await issued(atShared, shared, "64.02");
    const balikpapan = await issued(atShared, shared, "64.71");
    const nodeChannel = await channelAt(atShared, shared, "64.71");
    await atShared.close();
    const atSovereign = await opened(sovereign);
    const sleman = await issued(atSovereign, sovereign, "34.04");
    await atSovereign.close();

    await Promise.all([shared.start(), sovereign.start()]);
    const api = { national, "64.02": kutai, "64.71": balikpapan, "34.04": sleman };
    return { hub, shared, sovereign, api, channel, nodeChannel, close };
  } catch (error) {
    const said = sites.map((site) => site.output()).join("");
    await close();
    throw new Error(`the federation did not come up; its processes said:\n${said}`, {
      cause: error,
    });
  }
}

const opened = ({
  kind,
  id,
  stateDir,
  contentDir,
  vaultKey,
  databases,
}: Site): Promise<Deployment> =>
  openDeployment({
    kind,
    node: id,
    stateDir,
    contentDir,
    vaultKey,
    appUrl: databases.app,
    maxConnections: 2,
  });

/** A key with every scope, and the tenant's units. */
async function issued({ ctx, db }: Deployment, site: Site, code: string): Promise<Api> {
  if (code !== "national") await withScope(db, wholeOf([code]), (tx) => keepUnits(tx, code, units));
  const { key } = await issueKey(ctx, code, `e2e ${code}`, scopes, 1000);
  return new Api(site.url, key);
}

async function channelAt({ ctx }: Deployment, site: Site, code: string): Promise<Channel> {
  const { id, secret } = await addChannel(ctx, {
    tenant: code,
    kind: "generic",
    name: "e2e",
    rate: 10_000,
  });
  return { url: `${site.url}/channels/${id}/webhook`, secret };
}
