import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startPostgres, type Postgres } from "@simpul/testkit";
import { type DemoFolder, makeFolder } from "./folder.ts";

/** The PostgreSQL that the demo runs on. */
export interface DemoServer {
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** The one that DATABASE_URL names, or our own below the demo's folder: kept running, on the port it began with. */
export async function openServer(
  folder: DemoFolder,
  given: string | undefined,
  say: (line: string) => void,
): Promise<DemoServer> {
  if (given !== undefined && given !== "") return { adminUrl: given, stop: async () => {} };
  const dataDir = join(folder.path, "postgres");
  makeFolder(folder.path);
  let server: Postgres = await startPostgres({ dataDir });
  const { port, url } = server;
  const stopping = new AbortController();
  const watching = (async () => {
    while (!stopping.signal.aborted) {
      if ((await server.ended) === "stopped") return;
      say("PostgreSQL ended by itself: starting it again");
      while (!stopping.signal.aborted) {
        try {
          server = await startPostgres({ dataDir, port });
          break;
        } catch {
          await pause(500, undefined, { signal: stopping.signal }).catch(() => {});
        }
      }
    }
  })();
  return {
    adminUrl: url,
    async stop() {
      stopping.abort();
      await server.stop();
      await watching;
    },
  };
}
