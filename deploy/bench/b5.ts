import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { issueKey, listInput, listRows } from "@simpul/casework";
import { connect, upsertTenant } from "@simpul/db";
import { hubNode, initHub, openDeployment, publishDirectory } from "@simpul/federation";
import type { Deployment } from "@simpul/federation";
import { bulkTenants } from "@simpul/testkit";
import postgres from "postgres";
import { asked, desksOf } from "./b5-asked.ts";
import { askRaw } from "./b5-raw.ts";
import { loadReports } from "./b5-rows.ts";
import { freePort, startChild } from "./child.ts";
import { deploymentDatabase } from "./databases.ts";
import { median, percentile, rounded } from "./figures.ts";

export interface B5Options {
  readonly adminUrl: string;
  readonly reports: number;
  readonly tenants: number;
  /** How often each page is asked for, by either. */
  readonly times: number;
}

/** Milliseconds of one page, as the desk's use-case finds it and as plain SQL of the owner does; both make the same rows of it. */
interface Page {
  readonly desk: string;
  readonly asked: string;
  readonly rows: number;
  readonly p50: number;
  readonly p95: number;
  readonly rawP50: number;
  readonly rawP95: number;
  /** Of either: what it takes to make rows of what was read. */
  readonly shaping: number;
}

export interface B5 {
  /** What a raw page takes ÷ what the desk's takes: of all pages the geometric mean, where none counts for more than 1. */
  readonly ratio: number;
  /** The same without what it takes to make rows. */
  readonly listing: number;
  /** Of all pages that a desk asked for. */
  readonly p95: number;
  /** The first rows of the hub's list through HTTP. */
  readonly httpP95: number;
  readonly reports: number;
  readonly tenants: number;
  readonly loadedInSeconds: number;
  readonly pages: readonly Page[];
}

/** A list with its words, at the hub, at the institution that has most, and at one of the smallest. */
export async function measureB5(options: B5Options): Promise<B5> {
  const closing: (() => Promise<void>)[] = [];
  try {
    const hub = await hubOf(options, closing);
    const began = performance.now();
    const desks = desksOf(hub.office.ctx.hub);
    const measured = Object.values(desks).map(({ tenant }) => tenant);
    await loadReports(hub.office.ctx, hub.urls.owner, options.reports, measured);
    const loadedInSeconds = (performance.now() - began) / 1000;
    const owner = postgres(hub.urls.owner, { max: 1 });
    closing.push(() => owner.end());
    const pages: Page[] = [];
    const ratios: { whole: number; listing: number }[] = [];
    const all: number[] = [];
    for (const [desk, actor] of Object.entries(desks))
      for (const [name, given] of Object.entries(asked)) {
        const input = listInput.parse(given);
        const ask = async () => {
          const page = await listRows(hub.office.ctx, actor, input);
          if (page.outcome === "failed") throw new Error(page.code);
          return page.value.items.map(({ id }) => id);
        };
        const shaping: number[] = [];
        const raw = async () => {
          const found = await askRaw(hub.office.ctx, owner, actor.tenant, given);
          shaping.push(found.shaping);
          return found.ids;
        };
        // What both find is the same, or the figure says nothing.
        const [mine, theirs] = [await ask(), await raw()];
        if (mine.join() !== theirs.join()) throw new Error(`${desk} ${name} finds something else`);
        const [ours, plain]: [number[], number[]] = [[], []];
        // In turns, so that what else the machine does disturbs both.
        for (let n = 0; n < options.times; n += 1) {
          ours.push(await timed(ask));
          plain.push(await timed(raw));
        }
        all.push(...ours);
        const [desk50, raw50, shaped] = [median(ours), median(plain), median(shaping)];
        ratios.push({
          whole: Math.min(1, raw50 / desk50),
          listing: Math.min(1, (raw50 - shaped) / (desk50 - shaped)),
        });
        pages.push({
          desk,
          asked: name,
          rows: mine.length,
          p50: rounded(desk50),
          p95: rounded(percentile(ours, 0.95)),
          rawP50: rounded(raw50),
          rawP95: rounded(percentile(plain, 0.95)),
          shaping: rounded(shaped),
        });
      }
    const over = await throughHttp(hub, options.times * 4);
    return {
      ratio: rounded(geometricMean(ratios.map(({ whole }) => whole))),
      listing: rounded(geometricMean(ratios.map(({ listing }) => listing))),
      p95: rounded(percentile(all, 0.95)),
      httpP95: rounded(percentile(over, 0.95)),
      reports: options.reports,
      tenants: options.tenants,
      loadedInSeconds: rounded(loadedInSeconds),
      pages,
    };
  } finally {
    for (const step of closing.toReversed()) await step();
  }
}

const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((all, value) => all + Math.log(value), 0) / values.length);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Beyond any limit: it is the list that is measured. */
const unlimited = 1_000_000;

interface Hub {
  readonly office: Deployment;
  readonly urls: { readonly owner: string };
  readonly url: string;
}

/** The first page as a browser asks for it, with a key in the place of a session. */
async function throughHttp({ office, url }: Hub, times: number): Promise<number[]> {
  const { key } = await issueKey(office.ctx, office.ctx.hub, "bench", ["reports:read"], unlimited);
  const input = encodeURIComponent(
    JSON.stringify({ sort: "due", filter: { states: ["received"] } }),
  );
  const headers = { authorization: `Bearer ${key}` };
  const latencies: number[] = [];
  for (let n = 0; n < times; n += 1)
    latencies.push(
      await timed(async () => {
        const answer = await fetch(`${url}/trpc/report.list?input=${input}`, { headers });
        const body = await answer.text();
        if (!answer.ok || !body.includes("trackingId"))
          throw new Error(`the list was answered ${answer.status}`);
      }),
    );
  return latencies;
}

/** A hub that hosts every tenant itself, on a database of its own, and its process. */
async function hubOf(
  { adminUrl, tenants }: B5Options,
  closing: (() => Promise<void>)[],
): Promise<Hub> {
  const folder = await mkdtemp(join(tmpdir(), "simpul-bench-b5-"));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const urls = await deploymentDatabase(adminUrl, closing);
  const state = { stateDir: join(folder, hubNode), contentDir: join(folder, hubNode, "content") };
  const now = Temporal.Now.instant();
  const keyring = await initHub({ appUrl: urls.app, stateDir: state.stateDir, now });
  const db = connect(urls.app, { max: 1 });
  for (const tenant of bulkTenants(tenants, hubNode)) await upsertTenant(db, tenant);
  await publishDirectory(db, keyring, hubNode, now);
  await db.close();
  const vaultKey = randomBytes(32);
  const made = { kind: "hub", node: hubNode, appUrl: urls.app, vaultKey, ...state } as const;
  const office = await openDeployment({ ...made, maxConnections: 2 });
  closing.push(() => office.close());
  const port = await freePort();
  const service = await startChild({ kind: "hub", id: hubNode, urls, port, folder, vaultKey });
  closing.push(() => service.stop());
  return { office, urls, url: service.url };
}
