import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { connect } from "@simpul/db";
import { federationRoutes } from "@simpul/doors";
import { createKeyring, enrol, initHub, inviteNode, openDeployment, startConversation, startRelay } from "@simpul/federation";
import type { Conversation, Deployment, Running } from "@simpul/federation";
import type { Tenant } from "@simpul/domain";
import { addUnits, appLogin, migratedDatabase } from "./context.ts";

/**
 * A whole federation in one process: a hub that answers on a loopback port and nodes that call it, each on a
 * database of its own, joined by the real enrolment. What travels between them is what travels in production.
 */
export interface Federation {
  readonly hub: Member;
  readonly nodes: ReadonlyMap<string, NodeMember>;
  readonly hubUrl: string;
  close(): Promise<void>;
}

export interface Member {
  readonly deployment: Deployment;
  readonly urls: { readonly owner: string; readonly app: string };
  startRelay(): void;
  stopRelay(): Promise<void>;
}

export interface NodeMember extends Member {
  /** Calls the hub; through another address where a test stands in between. */
  startConversation(hubUrl?: string): Conversation;
  stopConversation(): Promise<void>;
}

const quiet = { info() {}, warn() {}, error() {} };

export async function testFederation(options: {
  adminUrl: string;
  nodes: Readonly<Record<string, readonly Omit<Tenant, "node">[]>>;
  now?: () => Temporal.Instant;
  /** Stands before the hub's door: may delay, drop, repeat. */
  around?: (request: Request, next: () => Promise<Response>) => Promise<Response>;
}): Promise<Federation> {
  const folder = await mkdtemp(join(tmpdir(), "simpul-federation-"));
  const now = options.now ?? (() => Temporal.Now.instant());
  const closing: (() => Promise<void>)[] = [];
  const hubDatabase = await migratedDatabase(options.adminUrl);
  await initHub({ appUrl: hubDatabase.url(appLogin), stateDir: join(folder, "hub"), now: now() });
  const hub = member(await open("hub", "hub", hubDatabase.url(appLogin)));
  closing.push(() => hub.deployment.close(), hubDatabase.drop);

  const server = serve({ fetch: () => new Response(null, { status: 503 }), hostname: "127.0.0.1", port: 0 });
  await new Promise<void>((ready) => server.once("listening", ready));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  server.close();
  const hubUrl = `http://127.0.0.1:${address.port}`;
  const { routes, side } = federationRoutes({ deployment: hub.deployment, publicUrl: hubUrl });
  const around = options.around ?? ((_, next) => next());
  const door = serve({
    fetch: (request) => around(request, async () => routes.fetch(request)),
    hostname: "127.0.0.1",
    port: address.port,
  });
  hub.startRelay();

  const nodes = new Map<string, NodeMember>();
  for (const [id, tenants] of Object.entries(options.nodes)) {
    const { code } = await inviteNode(hub.deployment, { node: id, tenants });
    const database = await migratedDatabase(options.adminUrl);
    const db = connect(database.url(appLogin), { max: 1 });
    await createKeyring(join(folder, id), "node", now());
    const enrolled = await enrol({ hubUrl, code, node: id, stateDir: join(folder, id), db, now: now() });
    await db.close();
    if (enrolled.outcome === "failed") throw new Error(`${id} could not enrol: ${enrolled.code}`);
    const base = member(await open("node", id, database.url(appLogin)), database);
    await addUnits(
      database.url(),
      tenants.map((t) => t.code),
    );
    let conversation: Conversation | undefined;
    nodes.set(id, {
      ...base,
      startConversation: (url = hubUrl) => (conversation = startConversation(base.deployment, { hubUrl: url, log: quiet })),
      async stopConversation() {
        await conversation?.stop();
        conversation = undefined;
      },
    });
    closing.push(() => base.deployment.close(), database.drop);
  }
  await hub.deployment.book.refresh();

  return {
    hub,
    nodes,
    hubUrl,
    async close() {
      for (const node of nodes.values()) {
        await node.stopConversation();
        await node.stopRelay();
      }
      await hub.stopRelay();
      side.close();
      door.close();
      if ("closeAllConnections" in door) door.closeAllConnections();
      for (const close of closing) await close();
      await rm(folder, { recursive: true, force: true });
    },
  };

  async function open(kind: "hub" | "node", node: string, appUrl: string): Promise<Deployment> {
    return openDeployment({
      kind,
      node,
      appUrl,
      stateDir: join(folder, node),
      contentDir: join(folder, node, "content"),
      vaultKey: new Uint8Array(32).fill(7),
      maxConnections: 4,
      now,
    });
  }
  function member(deployment: Deployment, database = hubDatabase): Member {
    let relay: Running | undefined;
    return {
      deployment,
      urls: { owner: database.url(), app: database.url(appLogin) },
      startRelay() {
        relay ??= startRelay(deployment, { enqueue: async () => {}, log: quiet });
      },
      async stopRelay() {
        await relay?.stop();
        relay = undefined;
      },
    };
  }
}
