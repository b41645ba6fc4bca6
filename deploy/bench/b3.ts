import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { targetOf } from "./b1.ts";
import { percentile, rounded } from "./figures.ts";
import { startLoad } from "./load.ts";
import type { SendOptions, Sent } from "./processes/send-reports.ts";
import { nodeTenant } from "./stage.ts";
import type { Stage } from "./stage.ts";

export interface B3 {
  /** Milliseconds from the forward's answer to the sight of its receipt in the hub's feed. */
  readonly p50: number;
  readonly p99: number;
  readonly slowest: number;
  readonly forwards: number;
  /** What the hub took in meanwhile. */
  readonly intakesPerSecond: number;
  readonly intakeP99: number;
}

export interface B3Options {
  readonly seconds: number;
  readonly forwardsPerSecond: number;
  /** Half of what B1 found. */
  readonly intakesPerSecond: number;
}

/** What we look every so often adds at most that much to a figure. */
const lookMs = 5;
const patienceMs = 30_000;

/**
 * Forward committed, applied at the node, receipt at the hub. The clock starts with the forward's HTTP 200 and stops when
 * a look into the hub's database finds every row of that report's feed delivered, which the hub writes only under a
 * valid receipt; so a figure holds the receipt's own commit, and up to 5 ms of our looking.
 */
export async function measureB3(stage: Stage, options: B3Options): Promise<B3> {
  const { seconds, forwardsPerSecond, intakesPerSecond } = options;
  const sql = postgres(stage.hub.urls.owner, { max: 2 });
  try {
    const reports = await verified(stage, sql, Math.ceil(seconds * forwardsPerSecond));
    const load = await startLoad<SendOptions, Sent>("send-reports", {
      ...targetOf(stage.hub),
      connections: 32,
      seconds: seconds + 2,
      most: Math.ceil((seconds + 2) * intakesPerSecond) + 32,
      rate: intakesPerSecond,
    });
    const sending = load.go();
    await pause(1000);
    const committed = new Map<string, number>();
    const watching = watch(sql, committed, reports.length);
    const started = performance.now();
    await Promise.all(
      reports.map(async (report, n) => {
        await pause(Math.max(0, started + (n * 1000) / forwardsPerSecond - performance.now()));
        await act(stage, report, "forward", { tenant: nodeTenant });
        committed.set(report, performance.now());
      }),
    );
    const waits = await watching;
    const sent = await sending;
    await checkApplied(stage, reports);
    return {
      p50: rounded(percentile(waits, 0.5)),
      p99: rounded(percentile(waits, 0.99)),
      slowest: rounded(Math.max(...waits)),
      forwards: waits.length,
      intakesPerSecond: rounded(sent.perSecond),
      intakeP99: rounded(percentile(sent.latencies, 0.99)),
    };
  } finally {
    await sql.end();
  }
}

/** Reports of B1, made ready to be forwarded. */
async function verified(stage: Stage, sql: postgres.Sql, count: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select id from simpul.report where state = 'received' order by received_at limit ${count}`;
  if (rows.length < count) throw new Error(`only ${rows.length} of ${count} reports to forward`);
  for (const { id } of rows)
    await act(stage, id, "verify", { class: "complaint", category: "road" });
  return rows.map((row) => row.id);
}

async function act(stage: Stage, report: string, verb: string, body: object): Promise<void> {
  const answer = await fetch(`${stage.hub.service.url}/api/v1/reports/${report}/${verb}`, {
    method: "POST",
    headers: { authorization: `Bearer ${stage.key}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${verb} was answered ${answer.status}: ${text}`);
}

/** @returns how long each committed forward waited for its receipt */
async function watch(
  sql: postgres.Sql,
  committed: Map<string, number>,
  count: number,
): Promise<number[]> {
  const waits: number[] = [];
  let changedAt = performance.now();
  while (waits.length < count) {
    const open = [...committed.keys()];
    if (open.length > 0) {
      const rows = await sql<{ report: string }[]>`
        select report from simpul.feed where report = any (${open}::uuid[])
        group by report having bool_and(delivered_at is not null)`;
      const seen = performance.now();
      for (const { report } of rows) {
        waits.push(seen - (committed.get(report) ?? seen));
        committed.delete(report);
        changedAt = seen;
      }
    } else changedAt = performance.now();
    if (performance.now() - changedAt > patienceMs)
      throw new Error(`${committed.size} forwards have no receipt after ${patienceMs} ms`);
    await pause(lookMs);
  }
  return waits;
}

/** A receipt may also refuse: what counts is that the node holds every report. */
async function checkApplied({ node }: Stage, reports: readonly string[]): Promise<void> {
  const sql = postgres(node.urls.owner, { max: 1 });
  const [row] = await sql<{ count: string }[]>`
    select count(*) from simpul.report where id = any (${[...reports]}::uuid[]) and state = 'forwarded'`;
  await sql.end();
  if (Number(row?.count) !== reports.length)
    throw new Error(`${reports.length} were forwarded and ${row?.count} are at the node`);
}
