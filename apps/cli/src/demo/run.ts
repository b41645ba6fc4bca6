import { rmSync } from "node:fs";
import { join } from "node:path";
import { parentWatch } from "@simpul/runtime";
import { ensureBundles } from "./bundles.ts";
import { players } from "./cast.ts";
import { closing, onSignals } from "./closing.ts";
import { dropDatabases, ensureDatabases } from "./databases.ts";
import { endpointsOf } from "./endpoints.ts";
import { startFederation } from "./federation.ts";
import {
  databasesFile,
  type DemoFolder,
  endpointsFile,
  makeFolder,
  removeFolder,
  writeJson,
} from "./folder.ts";
import { takeLock } from "./lock.ts";
import { openServer } from "./server.ts";
import { newSettings, readSettings, writeSettings } from "./settings.ts";
import { tableOf } from "./table.ts";

export interface DemoOptions {
  readonly folder: DemoFolder;
  readonly fresh: boolean;
  readonly firstPort: number;
  /** DATABASE_URL: this server instead of the embedded one. */
  readonly serverUrl: string | undefined;
  say(line: string): void;
}

const ids = players.map((player) => player.id);

/** The whole demo federation, in the foreground until a signal ends it. @returns if it could not start */
export async function runDemo({
  folder,
  fresh,
  firstPort,
  serverUrl,
  say,
}: DemoOptions): Promise<"running"> {
  const began = performance.now();
  const lock = await takeLock(folder);
  if (lock === "running") return "running";
  const closer = closing();
  onSignals(async () => {
    say("stopping …");
    await closer.closeAll();
    say("stopped");
  });
  // npm passes a signal on to a shell that may die of it without telling us.
  if (process.env["npm_lifecycle_event"] === "start") parentWatch(process.ppid);

  try {
    // A demo that was killed left them behind, and they name services that are gone.
    for (const file of [endpointsFile(folder), databasesFile(folder)])
      rmSync(file, { force: true });
    let settings = readSettings(folder);
    if (settings !== undefined && !fresh && !settings.seeded)
      say("the first start was interrupted: beginning anew");
    const anew = fresh || settings?.seeded !== true;
    if (anew && serverUrl === undefined) removeFolder(folder.path);
    makeFolder(folder.run);

    say("bundling the services, starting PostgreSQL");
    const [server] = await Promise.all([openServer(folder, serverUrl, say), ensureBundles()]);
    closer.add(() => server.stop());
    if (anew && serverUrl !== undefined) {
      if (settings !== undefined) await dropDatabases(server.adminUrl, settings, ids);
      removeFolder(folder.path);
      makeFolder(folder.run);
    }
    if (anew || settings === undefined) {
      settings = newSettings(ids);
      writeSettings(folder, settings);
    }
    say("preparing the databases");
    const databases = await ensureDatabases(server.adminUrl, settings, ids);

    const federation = await startFederation({
      folder,
      firstPort,
      settings,
      databases,
      closer,
      say,
      changed,
    });
    settings = federation.settings;
    function changed(): void {
      if (settings !== undefined && federation !== undefined)
        writeJson(
          endpointsFile(folder),
          endpointsOf(federation.hub, federation.nodes, settings, federation.sandbox),
        );
    }
    writeJson(databasesFile(folder), databases);
    changed();
    closer.add(async () => {
      for (const file of [endpointsFile(folder), databasesFile(folder)])
        rmSync(file, { force: true });
    });
    writeSettings(folder, { ...settings, seeded: true });
    console.log(
      tableOf(
        endpointsOf(federation.hub, federation.nodes, settings, federation.sandbox),
        join(".simpul", "run", "endpoints.json"),
      ),
    );
    say(`up after ${((performance.now() - began) / 1000).toFixed(1)} s; Ctrl-C stops everything`);
    console.log("ready");
    lock.ref();
    return await new Promise(() => {});
  } catch (error) {
    await closer.closeAll();
    throw error;
  }
}
