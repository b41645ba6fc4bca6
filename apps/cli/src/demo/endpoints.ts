import type { Settings } from "./settings.ts";

/** Where one service of the running demo is reached. */
export interface Place {
  readonly id: string;
  readonly url: string;
  readonly metrics: string;
  pid(): number;
  readonly tenants: readonly string[];
}

/** `.simpul/run/endpoints.json`, a promise to others (SURFACE): every key present, null or empty where a part is not there yet. */
export interface Endpoints {
  readonly hub: { readonly url: string; readonly metrics: string; readonly pid: number };
  readonly nodes: readonly {
    readonly id: string;
    readonly url: string;
    readonly metrics: string;
    readonly pid: number;
    readonly tenants: readonly string[];
  }[];
  readonly ombudsman: { readonly url: string } | null;
  readonly sandbox: { readonly url: string } | null;
  readonly channels: readonly {
    readonly id: string;
    readonly kind: string;
    readonly url: string;
    readonly secret: string;
    readonly tenant?: string;
    readonly unit?: string;
  }[];
  readonly accounts: readonly {
    readonly role: string;
    readonly tenant: string;
    readonly unit?: string;
    /** The desk at which it counts. */
    readonly url: string;
    readonly email: string;
    readonly password: string;
  }[];
  readonly apiKeys: readonly {
    readonly name: string;
    readonly scopes: readonly string[];
    readonly tenant: string;
    readonly url: string;
    readonly key: string;
  }[];
}

/** @param sandbox null where none runs */
export function endpointsOf(
  hub: Place,
  nodes: readonly Place[],
  settings: Settings,
  sandbox: Endpoints["sandbox"] = null,
): Endpoints {
  const urls = new Map([hub, ...nodes].map((place) => [place.id, place.url]));
  const urlOf = (deployment: string): string => urls.get(deployment) ?? hub.url;
  const tenantsOf = (deployment: string): number =>
    [hub, ...nodes].find(({ id }) => id === deployment)?.tenants.length ?? 0;
  const ombudsman = urls.get("ombudsman");
  return {
    hub: { url: hub.url, metrics: hub.metrics, pid: hub.pid() },
    nodes: nodes.map(({ id, url, metrics, pid, tenants }) => ({
      id,
      url,
      metrics,
      pid: pid(),
      tenants,
    })),
    ombudsman: ombudsman === undefined ? null : { url: ombudsman },
    sandbox,
    channels: settings.channels.map(({ deployment, ...channel }) => ({
      ...channel,
      url: `${urlOf(deployment)}/channels/${channel.id}/webhook`,
    })),
    accounts: settings.accounts.map(({ deployment, desk, ...account }) => ({
      ...account,
      url: deskUrl(urlOf(deployment), desk, tenantsOf(deployment)),
    })),
    apiKeys: settings.keys.map(({ deployment, ...key }) => ({
      ...key,
      url: `${urlOf(deployment)}/api/v1`,
    })),
  };
}

/** Where a deployment hosts one tenant its desk needs no name. */
const deskUrl = (url: string, tenant: string, hosted: number): string =>
  hosted > 1 ? `${url}/desk/t/${tenant}` : `${url}/desk`;
