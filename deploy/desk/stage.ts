import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, moveCaseClock } from "@simpul/db";
import type { Database } from "@simpul/db";
import { watchDue } from "@simpul/casework";
import { createMetrics, readConfig } from "@simpul/runtime";
import type { HubConfig, Logger, NodeConfig } from "@simpul/runtime";
import { startWorker } from "@simpul/doors";
import type { Served } from "@simpul/doors";
import { startPostgres, testFederation } from "@simpul/testkit";
import type { Member } from "@simpul/testkit";
import { grantAccess } from "../../apps/cli/src/demo/access.ts";
import { nodePlayers, players } from "../../apps/cli/src/demo/cast.ts";
import { employ } from "../../apps/cli/src/demo/people.ts";
import type { IssuedAccount } from "../../apps/cli/src/demo/settings.ts";
import { earliest, sow } from "../../apps/cli/src/demo/seed/sow.ts";
import { startHttp as startHub } from "../../services/hub/src/http.ts";
import { startHttp as startNode } from "../../services/node/src/http.ts";
import { freePort } from "../e2e/support/ports.ts";

/** The demo's cast and stories in one process, with the doors that the services compose: where desks are looked at and tested. */
export interface DeskStage {
  /** The address of a tenant's desk. */
  deskOf(tenant: string): string;
  readonly accounts: readonly IssuedAccount[];
  /** A machine key of each tenant, with every scope. */
  readonly keys: Readonly<Record<string, string>>;
  /** Its deployment, to let somebody else act. */
  member(id: string): Member;
  close(): Promise<void>;
}

const quiet: Logger = { debug() {}, info() {}, warn() {}, error() {}, with: () => quiet };

/** @param adminUrl superuser's URL of a PostgreSQL; one of its own unless given */
export async function openDeskStage(adminUrl?: string): Promise<DeskStage> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (let step = closing.pop(); step !== undefined; step = closing.pop()) await step();
  };
  try {
    const federation = await testFederation({
      adminUrl: adminUrl ?? (await ownServer(closing)),
      nodes: Object.fromEntries(nodePlayers.map(({ id, tenants }) => [id, tenants])),
      caseClock: "movable",
      withoutUnits: true,
    });
    closing.push(() => federation.close());
    const members = new Map<string, Member>([["hub", federation.hub], ...federation.nodes]);
    const member = (id: string): Member => {
      const found = members.get(id);
      if (found === undefined) throw new Error(`nobody is called ${id}`);
      return found;
    };
    for (const node of federation.nodes.values()) {
      node.startRelay();
      node.startConversation();
    }
    const { accounts, keys } = await seed(member, closing);
    const urls = new Map<string, string>();
    for (const { id, kind, tenants } of players) {
      const served = await doorsOf(kind, id, member(id));
      closing.push(() => served.close());
      for (const { code } of tenants)
        urls.set(
          code,
          `http://127.0.0.1:${served.port}/desk${tenants.length > 1 ? `/t/${code}` : ""}`,
        );
    }
    return {
      deskOf: (tenant) => urls.get(tenant) ?? "",
      accounts,
      keys,
      member,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function ownServer(closing: (() => Promise<unknown>)[]): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "simpul-desk-"));
  closing.push(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  const server = await startPostgres({ dataDir });
  closing.push(() => server.stop());
  return server.url;
}

/** Units, keys, people, and what happened until now; the jobs run once it did. */
async function seed(
  member: (id: string) => Member,
  closing: (() => Promise<unknown>)[],
): Promise<Pick<DeskStage, "accounts" | "keys">> {
  const now = Temporal.Now.instant().round("second");
  const owners: Database[] = players.map(({ id }) => connect(member(id).urls.owner, { max: 1 }));
  const setClocks = async (moment: Temporal.Instant): Promise<void> => {
    const ahead = Temporal.Now.instant()
      .until(moment)
      .round({ smallestUnit: "second", roundingMode: "ceil" });
    await Promise.all(owners.map((owner) => moveCaseClock(owner, ahead.total("milliseconds"))));
  };
  await setClocks(earliest(now));
  const opened = new Map(players.map(({ id }) => [id, member(id).deployment]));
  for (const deployment of opened.values()) await deployment.book.refresh();
  const today = now.toZonedDateTimeISO("Asia/Jakarta").toPlainDate();
  const accounts: IssuedAccount[] = [];
  const keys: Record<string, string> = {};
  for (const player of players) {
    const { deployment } = member(player.id);
    const granted = await grantAccess(deployment, player);
    for (const { tenant, key } of granted.keys) keys[tenant] = key;
    accounts.push(...(await employ(deployment, player, today)));
  }
  await sow({ opened, setClocks }, now);
  await setClocks(Temporal.Now.instant());
  await Promise.all(owners.map((owner) => owner.close()));
  for (const { deployment } of players.map(({ id }) => member(id))) await watchDue(deployment.ctx);
  for (const { id } of players) {
    const { deployment, urls } = member(id);
    // The worker has one of its own.
    await member(id).stopRelay();
    const worker = await startWorker(deployment, urls.owner, quiet);
    closing.push(() => worker.stop());
  }
  return { accounts, keys };
}

async function doorsOf(kind: "hub" | "node", id: string, member: Member): Promise<Served> {
  const port = await freePort();
  const env = {
    DATABASE_URL: member.urls.app,
    WORKER_DATABASE_URL: member.urls.owner,
    HOST: "127.0.0.1",
    PORT: String(port),
    METRICS_PORT: "0",
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SIMPUL_NODE_ID: id,
    SIMPUL_STATE_DIR: member.stateDir,
    SIMPUL_CONTENT_DIR: join(member.stateDir, "content"),
    SIMPUL_VAULT_KEY: Buffer.alloc(32, 7).toString("base64url"),
    SIMPUL_DEMO: "1",
    SIMPUL_DEMO_CLOCK: "1",
    ...(kind === "node" && { SIMPUL_HUB_URL: "http://127.0.0.1:1" }),
  };
  const metrics = createMetrics();
  return kind === "hub"
    ? startHub(
        configured<HubConfig>(readConfig("hub", env)),
        "0.0.0",
        member.deployment,
        metrics,
        quiet,
      )
    : startNode(
        configured<NodeConfig>(readConfig("node", env)),
        "0.0.0",
        member.deployment,
        metrics,
        quiet,
      );
}

function configured<C>(
  reading: { outcome: "ok"; config: C } | { outcome: "invalid"; problems: readonly string[] },
): C {
  if (reading.outcome === "ok") return reading.config;
  throw new Error(reading.problems.join("; "));
}
