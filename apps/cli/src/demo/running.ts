import type { DeploymentOptions } from "@simpul/federation";
import { Refused } from "../command.ts";
import { players } from "./cast.ts";
import type { Addresses } from "./databases.ts";
import type { Endpoints } from "./endpoints.ts";
import { databasesFile, type DemoFolder, endpointsFile, readJson } from "./folder.ts";
import { readSettings } from "./settings.ts";

/** A demo that runs in this folder, as the CLI beside it sees it. */
export interface RunningDemo {
  readonly endpoints: Endpoints;
  /** What opens one of its deployments beside its service. */
  deployment(id: string): DeploymentOptions;
  /** The databases of all its deployments. */
  readonly databases: Readonly<Record<string, Addresses>>;
  /** Its REST, and the key that speaks for the first of its tenants. */
  rest(id: string): { readonly url: string; readonly key: string };
}

/** Its files are there only while it runs; those that a SIGKILL left behind name a hub that is gone. */
export function runningDemo(folder: DemoFolder): RunningDemo | undefined {
  const read = readJson(endpointsFile(folder));
  const databases = readJson(databasesFile(folder));
  const settings = readSettings(folder);
  if (read === undefined || databases === undefined || settings === undefined) return undefined;
  // Proof: nobody but the demo writes these two files, whole or not at all.
  const endpoints = read as Endpoints;
  const addresses = databases as Readonly<Record<string, Addresses>>;
  if (!isAlive(endpoints.hub.pid)) return undefined;

  const player = (id: string) => {
    const found = players.find((one) => one.id === id);
    if (found === undefined)
      throw new Refused(
        "unknownNode",
        `the demo has no node "${id}"; it has ${players.map((one) => one.id).join(", ")}`,
      );
    return found;
  };
  return {
    endpoints,
    databases: addresses,
    deployment(id) {
      const { kind } = player(id);
      const { state, content } = folder.of(id);
      return {
        kind,
        node: id,
        stateDir: state,
        contentDir: content,
        vaultKey: Buffer.from(settings.vaultKeys[id] ?? "", "base64url"),
        appUrl: addresses[id]?.app ?? "",
        caseClock: "movable",
      };
    },
    rest(id) {
      const tenant = player(id).tenants[0]?.code;
      const found = endpoints.apiKeys.find((one) => one.tenant === tenant);
      if (found === undefined) throw new Refused("noKey", `the demo has no key for ${id}`);
      return { url: found.url, key: found.key };
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
