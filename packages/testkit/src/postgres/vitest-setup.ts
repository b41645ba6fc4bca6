import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "./server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Superuser's URL of the server that this run's databases live on. */
    adminUrl: string;
  }
}

type Server = { url: string; end(): Promise<void> };

declare global {
  /**
   * One server for all projects of a run that need one. Every project loads this module anew, but
   * within one process: hence the global. Projects end in turn; the last one to leave ends it.
   */
  var simpulTestServer: { users: number; server: Promise<Server> } | undefined;
}

/** Vitest's global setup; what it returns is its teardown. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const use = (globalThis.simpulTestServer ??= { users: 0, server: provideServer() });
  use.users += 1;
  const server = await use.server;
  project.provide("adminUrl", server.url);
  return async () => {
    use.users -= 1;
    if (use.users > 0) return;
    globalThis.simpulTestServer = undefined;
    await server.end();
  };
}

async function provideServer(): Promise<Server> {
  const given = process.env["TEST_DATABASE_URL"] ?? process.env["DATABASE_URL"];
  if (given !== undefined && given !== "") return { url: given, end: async () => {} };
  const dataDir = await mkdtemp(join(tmpdir(), "simpul-test-"));
  const remove = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  // An interrupted run skips its teardown. The server ends by itself then, its folder does not.
  process.once("exit", remove);
  const server = await startPostgres({ dataDir });
  return {
    url: server.url,
    async end() {
      await server.stop();
      process.off("exit", remove);
      remove();
    },
  };
}
