import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { addChannel, recomputeDeadlines, termsOf } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import { connect, upsertTenant } from "@simpul/db";
import {
  hubNode,
  initHub,
  openDeployment,
  publishDirectory,
  publishReference,
} from "@simpul/federation";
import type { Deployment } from "@simpul/federation";
import { bulkReports, bulkTenants } from "@simpul/testkit";
import postgres from "postgres";
import { freePort, startChild } from "./child.ts";
import { deploymentDatabase } from "./databases.ts";
import type { Urls } from "./databases.ts";
import { percentile, rounded } from "./figures.ts";
import { startLoad } from "./load.ts";
import type { SendOptions, Sent } from "./processes/send-reports.ts";

export interface B6 {
  /** From the publication of the amended calendar until every open report was gone through. */
  readonly seconds: number;
  readonly reports: number;
  readonly perSecond: number;
  /** Whose earliest deadline is another one now. */
  readonly moved: number;
  readonly intakes: number;
  /** Milliseconds: of intakes meanwhile, and of as many a second before, when nothing else ran. */
  readonly intakeP99: number;
  readonly quietP99: number;
  readonly loadedInSeconds: number;
}

export interface B6Options {
  readonly adminUrl: string;
  readonly reports: number;
  readonly tenants: number;
  readonly intakesPerSecond: number;
  /** Of intakes before. */
  readonly quietSeconds: number;
}

/** No limit of the channel is to be what is measured. */
const unlimited = 1_000_000;

/**
 * One more day off, as the decree of 7 August 2025 brought: every open deadline is computed anew, by the process that
 * imports it and whichever task of the hub's wakes meanwhile, while the hub takes in reports. Each intake must be
 * answered 201, and of what was open no deadline may end on that day afterwards. (What the hub's other process takes in
 * before it has heard is mended ten minutes later.)
 */
export async function measureB6(options: B6Options): Promise<B6> {
  const closing: (() => Promise<void>)[] = [];
  try {
    const hub = await hubOf(options, closing);
    const { ctx } = hub.office;
    const began = performance.now();
    await bulkReports(ctx, hub.urls.owner, { count: options.reports, seed: 6 });
    const loadedInSeconds = secondsSince(began);
    const quiet = await (await intakes(hub, options, options.quietSeconds)).go();
    // It must last longer than what it is to disturb: at a third of the goal's rate, and then some.
    const load = await intakes(hub, options, 3 + options.reports / 12_000);
    const sending = load.go();
    const calendar = amended(ctx);
    const from = performance.now();
    const published = ctx.now().toString();
    await publishReference(
      hub.office.db,
      hub.office.keyring,
      "calendar",
      calendar.document,
      ctx.now(),
    );
    await hub.office.reference.refresh();
    // While another process is at it, this one waits; the last one ends it.
    while ((await recomputeDeadlines(ctx)).outcome !== "done") await pause(100);
    const seconds = secondsSince(from);
    const sent = await sending;
    const { moved, wrong } = await movedIn(hub.urls, calendar.dayOff, published);
    if (wrong > 0) throw new Error(`${wrong} deadlines end on a day that is off now`);
    if (moved === 0) throw new Error("no deadline moved");
    const refused = [quiet, sent].flatMap(({ statuses }) =>
      Object.entries(statuses).filter(([status]) => status !== "201"),
    );
    if (refused.length > 0) throw new Error(`intakes were refused: ${JSON.stringify(refused)}`);
    return {
      seconds: rounded(seconds),
      reports: options.reports,
      perSecond: rounded(options.reports / seconds),
      moved,
      intakes: sent.latencies.length,
      intakeP99: rounded(percentile(sent.latencies, 0.99)),
      quietP99: rounded(percentile(quiet.latencies, 0.99)),
      loadedInSeconds: rounded(loadedInSeconds),
    };
  } finally {
    for (const step of closing.toReversed()) await step();
  }
}

interface Hub {
  readonly office: Deployment;
  readonly urls: Urls;
  readonly port: number;
  readonly channel: { readonly id: string; readonly secret: string };
}

/** A hub that hosts every tenant itself, on a database of its own; its process serves and works. */
async function hubOf(
  { adminUrl, tenants }: B6Options,
  closing: (() => Promise<void>)[],
): Promise<Hub> {
  const folder = await mkdtemp(join(tmpdir(), "simpul-bench-b6-"));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const urls = await deploymentDatabase(adminUrl, closing);
  const state = { stateDir: join(folder, "hub"), contentDir: join(folder, "hub", "content") };
  const now = Temporal.Now.instant();
  const keyring = await initHub({ appUrl: urls.app, stateDir: state.stateDir, now });
  const db = connect(urls.app, { max: 1 });
  for (const tenant of bulkTenants(tenants, hubNode)) await upsertTenant(db, tenant);
  await publishDirectory(db, keyring, hubNode, now);
  await db.close();
  const vaultKey = randomBytes(32);
  const office = await openDeployment({
    kind: "hub",
    node: hubNode,
    appUrl: urls.app,
    vaultKey,
    maxConnections: 4,
    ...state,
  });
  closing.push(() => office.close());
  const channel = await addChannel(office.ctx, {
    tenant: office.ctx.hub,
    kind: "generic",
    name: "bench",
    rate: unlimited,
  });
  const port = await freePort();
  const service = await startChild({ kind: "hub", id: hubNode, urls, port, folder, vaultKey });
  closing.push(() => service.stop());
  return { office, urls, port, channel };
}

function intakes({ port, channel }: Hub, { intakesPerSecond }: B6Options, seconds: number) {
  return startLoad<SendOptions, Sent>("send-reports", {
    port,
    path: `/channels/${channel.id}/webhook`,
    secret: channel.secret,
    connections: 4,
    seconds,
    most: Math.ceil(seconds * intakesPerSecond) + 4,
    rate: intakesPerSecond,
  });
}

/** The calendar that counts, with the third working day from today taken away. */
function amended(ctx: Context): { dayOff: string; document: object } {
  const calendar = termsOf(ctx).calendarOf(ctx.hub);
  let day = ctx.now().toZonedDateTimeISO("Asia/Jakarta").toPlainDate();
  for (let left = 3; left > 0;)
    if (calendar.isWorkingDay((day = day.add({ days: 1 })).toString())) left -= 1;
  // Proof: the hub publishes calendar documents alone, and has published this one.
  const { decrees, ...rest } = ctx.reference.calendar().body as { decrees: object[] };
  const taken = { date: day.toString(), name: "Cuti bersama", kind: "collectiveLeave" };
  const decree = {
    id: "bench",
    decree: "SKB (perubahan)",
    year: day.year,
    adds: [taken],
    removes: [],
  };
  return {
    dayOff: taken.date,
    document: { ...rest, version: "amended", decrees: [...decrees, decree] },
  };
}

/** Only the reporter's thirty days, which are calendar days, may end on a day off. */
async function movedIn(
  { owner }: Urls,
  dayOff: string,
  before: string,
): Promise<{ moved: number; wrong: number }> {
  const sql = postgres(owner, { max: 1 });
  const [row] = await sql<{ moved: number; wrong: number }[]>`
    select
      (select count(*) from simpul.deadline_change where calendar = 'amended')::int as moved,
      (select count(*) from simpul.report
        where state not in ('archived', 'closed') and received_at < ${before}
          and due_clock <> 'completion' and due_at in (
          select (${`${dayOff} 23:59:59`}::timestamp at time zone zone)
          from unnest(array['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']) zone))::int as wrong`;
  await sql.end();
  return row ?? { moved: 0, wrong: 0 };
}

const secondsSince = (began: number): number => (performance.now() - began) / 1000;
