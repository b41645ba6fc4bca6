import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { connect } from "@simpul/db";
import { federationRoutes } from "@simpul/doors";
import {
  enrol,
  initHub,
  inviteNode,
  openDeployment,
  startConversation,
  startRelay,
} from "@simpul/federation";
import type { Alarm, Conversation, Deployment, Point, Running } from "@simpul/federation";
import type { Tenant } from "@simpul/domain";
import { expectNone, wordsInAudit } from "./audited.ts";
import { addUnits, appLogin, migratedDatabase } from "./context.ts";
import { faultyPath } from "./faulty-path.ts";
import type { FaultyPath } from "./faulty-path.ts";

/**
 * A whole federation in one process: a hub that answers on a loopback port and nodes that call it, each on a
 * database of its own, joined by the real enrolment. What travels between them is what travels in production, over a
 * path that a test can make faulty.
 */
export interface Federation {
  readonly hub: Member;
  readonly nodes: ReadonlyMap<string, NodeMember>;
  /** Where the nodes call the hub. */
  readonly hubUrl: string;
  readonly path: FaultyPath;
  /** Enrols one more. */
  join(id: string, tenants: readonly Omit<Tenant, "node">[]): Promise<NodeMember>;
  close(): Promise<void>;
}

export interface Member {
  /** The one that runs now: a restart makes another. */
  readonly deployment: Deployment;
  readonly urls: { readonly owner: string; readonly app: string };
  readonly stateDir: string;
  readonly alarms: readonly {
    readonly alarm: Alarm;
    readonly fields: Readonly<Record<string, string | number>>;
  }[];
  /** Called at each named point; what it throws ends the work right there. */
  onPoint: (point: Point) => void;
  startRelay(): void;
  stopRelay(): Promise<void>;
  /** Ends its processes as they stand and opens it again; relay and conversation run again if they did. */
  restart(): Promise<void>;
}

export interface NodeMember extends Member {
  /** Calls the hub; through another address where a test stands in between. */
  startConversation(hubUrl?: string): Conversation;
  stopConversation(): Promise<void>;
}

export interface FederationOptions {
  /** As where scanners are configured, on every side. */
  readonly scansFiles?: boolean;
  readonly adminUrl: string;
  readonly nodes: Readonly<Record<string, readonly Omit<Tenant, "node">[]>>;
  readonly now?: () => Temporal.Instant;
  /** Whether the databases may move the cases' clock; `real` unless given. */
  readonly caseClock?: "real" | "movable";
  /** Institutions begin without units; unless told otherwise with `testUnits`. */
  readonly withoutUnits?: boolean;
  /** A member's own clock, by node id. */
  readonly clocks?: Readonly<Record<string, () => Temporal.Instant>>;
}

const quiet = { info() {}, warn() {}, error() {} };

export async function testFederation(options: FederationOptions): Promise<Federation> {
  const folder = await mkdtemp(join(tmpdir(), "simpul-federation-"));
  const clockOf = (id: string) =>
    options.clocks?.[id] ?? options.now ?? (() => Temporal.Now.instant());
  const hubDatabase = await migratedDatabase(options.adminUrl);
  await initHub({
    appUrl: hubDatabase.url(appLogin),
    stateDir: join(folder, "hub"),
    now: clockOf("hub")(),
  });

  let target = "";
  const path = await faultyPath(() => target);
  let mounted: ReturnType<typeof federationRoutes>;
  const hub = await member("hub", "hub", hubDatabase, (deployment) => {
    mounted?.side.close();
    mounted = federationRoutes({ deployment, publicUrl: path.url });
    // What a test makes fail here is no news.
    mounted.routes.onError(() => new Response(null, { status: 500 }));
  });
  const door = serve({
    fetch: (request) => mounted.routes.fetch(request),
    hostname: "127.0.0.1",
    port: 0,
  });
  await once(door, "listening");
  const address = door.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  target = `http://127.0.0.1:${address.port}`;
  hub.startRelay();

  const nodes = new Map<string, NodeMember & { close(): Promise<void> }>();
  const federation: Federation = {
    hub,
    nodes,
    hubUrl: path.url,
    path,
    async join(id, tenants) {
      const { code } = await inviteNode(hub.deployment, { node: id, tenants });
      const database = await migratedDatabase(options.adminUrl);
      const db = connect(database.url(appLogin), { max: 1 });
      const now = clockOf(id)();
      const enrolled = await enrol({
        hubUrl: path.url,
        code,
        node: id,
        stateDir: join(folder, id),
        db,
        now,
      });
      await db.close();
      if (enrolled.outcome === "failed") throw new Error(`${id} could not enrol: ${enrolled.code}`);
      const base = await member("node", id, database);
      if (options.withoutUnits !== true)
        await addUnits(
          database.url(),
          tenants.map((t) => t.code),
        );
      const node = conversing(base, path.url);
      nodes.set(id, node);
      return node;
    },
    async close() {
      path.rule();
      for (const node of nodes.values()) await node.stopConversation();
      await path.close();
      mounted.side.close();
      door.close();
      if ("closeAllConnections" in door) door.closeAllConnections();
      for (const each of [...nodes.values(), hub]) await each.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  for (const [id, tenants] of Object.entries(options.nodes)) await federation.join(id, tenants);
  await hub.deployment.book.refresh();
  return federation;

  async function member(
    kind: "hub" | "node",
    id: string,
    database: Awaited<ReturnType<typeof migratedDatabase>>,
    opened: (deployment: Deployment) => void = () => {},
  ): Promise<Member & { close(): Promise<void> }> {
    const stateDir = join(folder, id);
    const alarms: { alarm: Alarm; fields: Readonly<Record<string, string | number>> }[] = [];
    let relay: Running | undefined;
    const open = async (): Promise<Deployment> => {
      const deployment = await openDeployment({
        kind,
        node: id,
        appUrl: database.url(appLogin),
        stateDir,
        contentDir: join(stateDir, "content"),
        vaultKey: new Uint8Array(32).fill(7),
        maxConnections: 4,
        now: clockOf(id),
        caseClock: options.caseClock ?? "real",
        scansFiles: options.scansFiles ?? false,
        onAlarm: (alarm, fields) => alarms.push({ alarm, fields }),
        onPoint: (point) => self.onPoint(point),
      });
      opened(deployment);
      return deployment;
    };
    const self = {
      onPoint: (_: Point): void => {},
      urls: { owner: database.url(), app: database.url(appLogin) },
      stateDir,
      alarms,
      get deployment() {
        return current;
      },
      startRelay() {
        relay ??= startRelay(current, { enqueue: async () => {}, log: quiet });
      },
      async stopRelay() {
        await relay?.stop();
        relay = undefined;
      },
      async restart() {
        const hadRelay = relay !== undefined;
        await self.stopRelay();
        await current.close();
        current = await open();
        if (hadRelay) self.startRelay();
      },
      async close() {
        await self.stopRelay();
        await current.close();
        const words = await wordsInAudit(self.urls.owner);
        await database.drop();
        expectNone(words);
      },
    };
    let current = await open();
    return self;
  }
}

function conversing(
  base: Member & { close(): Promise<void> },
  hubUrl: string,
): NodeMember & { close(): Promise<void> } {
  let conversation: Conversation | undefined;
  let called = hubUrl;
  const { restart } = base;
  const node = Object.assign(base, {
    startConversation(url = hubUrl) {
      called = url;
      // As it waits in life, ten times faster.
      const waits = { firstWaitMs: 100 };
      conversation = startConversation(base.deployment, { hubUrl: url, log: quiet, ...waits });
      return conversation;
    },
    async stopConversation() {
      await conversation?.stop();
      conversation = undefined;
    },
    async restart() {
      const wasTalking = conversation !== undefined;
      await node.stopConversation();
      await restart();
      if (wasTalking) node.startConversation(called);
    },
  });
  return node;
}
