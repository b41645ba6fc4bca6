import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addChannel, issueKey } from "@simpul/casework";
import { connect } from "@simpul/db";
import { createKeyring, enrol, initHub, inviteNode, openDeployment } from "@simpul/federation";
import { createDatabase, startPostgres } from "@simpul/testkit";
import postgres from "postgres";
import { bundleServices } from "./bundle.ts";
import { deploymentDatabase } from "./databases.ts";
import type { Urls } from "./databases.ts";
import { freePort, startChild } from "./child.ts";
import type { Child } from "./child.ts";

/** What the benches play on: one PostgreSQL, the hub, and a node that hosts Kota Balikpapan. */
export interface Stage {
  readonly adminUrl: string;
  /** Where the unit of all ratios is inserted. */
  readonly baselineUrl: string;
  readonly hub: Part;
  readonly node: Part;
  /** A machine's key of the hub's own tenant, with the scopes that forwarding needs. */
  readonly key: string;
  close(): Promise<void>;
}

export interface Part {
  readonly service: Child;
  readonly urls: Urls;
  readonly channel: { readonly id: string; readonly secret: string };
}

export const nodeTenant = "64.71";
/** The limits protect a deployment from strangers; here they would be what is measured. */
const unlimited = 1_000_000;
const nodeId = "kaltim";

export interface StageOptions {
  /** A server to play on; `DATABASE_URL`'s unless given, else an embedded one that keeps what it commits. */
  readonly adminUrl?: string | undefined;
  /** Flags of Node for the hub's process: `--cpu-prof`, for one. */
  readonly hubFlags?: readonly string[];
}

export async function setStage({
  adminUrl: given,
  hubFlags = [],
}: StageOptions = {}): Promise<Stage> {
  bundleServices();
  const folder = await mkdtemp(join(tmpdir(), "simpul-bench-"));
  const closing: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const step of closing.toReversed()) await step();
  };
  try {
    const chosen = given ?? process.env["DATABASE_URL"] ?? "";
    const adminUrl = chosen === "" ? await embedded(folder, closing) : chosen;
    const baselineUrl = await baselineTable(adminUrl, closing);
    const vaultKey = randomBytes(32);
    const now = (): Temporal.Instant => Temporal.Now.instant();

    const hubUrls = await deploymentDatabase(adminUrl, closing);
    const hubPort = await freePort();
    const hubUrl = `http://127.0.0.1:${hubPort}`;
    const hubState = { stateDir: join(folder, "hub"), contentDir: join(folder, "hub", "content") };
    await initHub({
      appUrl: hubUrls.app,
      stateDir: hubState.stateDir,
      publicUrl: hubUrl,
      now: now(),
    });
    const hub = await startChild({
      kind: "hub",
      id: "hub",
      urls: hubUrls,
      port: hubPort,
      folder,
      vaultKey,
      nodeFlags: hubFlags,
    });
    closing.push(() => hub.stop());

    const office = await openDeployment({
      kind: "hub",
      node: "hub",
      appUrl: hubUrls.app,
      vaultKey,
      ...hubState,
    });
    const city = {
      code: nodeTenant,
      name: "Kota Balikpapan",
      kind: "city",
      parent: null,
      zone: "Asia/Makassar",
      accepts: true,
    } as const;
    const { code } = await inviteNode(office, { node: nodeId, tenants: [city] });
    const key = await issueKey(
      office.ctx,
      office.ctx.hub,
      "bench",
      ["reports:read", "reports:act"],
      unlimited,
    );
    const hubChannel = await addChannel(office.ctx, {
      tenant: office.ctx.hub,
      kind: "generic",
      name: "bench",
      rate: unlimited,
    });
    await office.close();

    const nodeUrls = await deploymentDatabase(adminUrl, closing);
    const nodeState = {
      stateDir: join(folder, nodeId),
      contentDir: join(folder, nodeId, "content"),
    };
    await createKeyring(nodeState.stateDir, "node", now());
    const db = connect(nodeUrls.app, { max: 1 });
    const enrolled = await enrol({
      hubUrl,
      code,
      node: nodeId,
      stateDir: nodeState.stateDir,
      db,
      now: now(),
    });
    await db.close();
    if (enrolled.outcome === "failed")
      throw new Error(`${nodeId} could not enrol: ${enrolled.detail}`);
    const there = await openDeployment({
      kind: "node",
      node: nodeId,
      appUrl: nodeUrls.app,
      vaultKey,
      ...nodeState,
    });
    const nodeChannel = await addChannel(there.ctx, {
      tenant: nodeTenant,
      kind: "generic",
      name: "bench",
      rate: unlimited,
    });
    await there.close();
    const node = await startChild({
      kind: "node",
      id: nodeId,
      urls: nodeUrls,
      port: await freePort(),
      folder,
      vaultKey,
      hubUrl,
    });
    closing.push(() => node.stop());

    return {
      adminUrl,
      baselineUrl,
      hub: { service: hub, urls: hubUrls, channel: hubChannel },
      node: { service: node, urls: nodeUrls, channel: nodeChannel },
      key: key.key,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function embedded(folder: string, closing: (() => Promise<void>)[]): Promise<string> {
  const server = await startPostgres({ dataDir: join(folder, "postgres") });
  closing.push(() => server.stop());
  return server.url;
}

/** A database of its own beside the deployments', on the same server and the same disk. */
async function baselineTable(adminUrl: string, closing: (() => Promise<void>)[]): Promise<string> {
  const database = await createDatabase(adminUrl);
  closing.push(database.drop);
  const sql = postgres(database.url(), { max: 1 });
  await sql`
    create table bench_row (
      id bigint generated always as identity primary key,
      at timestamptz not null default now(),
      body text not null
    )`;
  await sql.end();
  return database.url();
}
