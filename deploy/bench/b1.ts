import postgres from "postgres";
import { median, percentile, rounded } from "./figures.ts";
import { startLoad } from "./load.ts";
import type { InsertOptions, Inserted } from "./processes/insert-rows.ts";
import type { SendOptions, Sent } from "./processes/send-reports.ts";
import type { Part, Stage } from "./stage.ts";

export interface B1 {
  /** Intakes ÷ single-row INSERTs, the median of the rounds. */
  readonly ratio: number;
  readonly intakesPerSecond: number;
  readonly insertsPerSecond: number;
  /** Milliseconds, of all rounds together. */
  readonly p50: number;
  readonly p99: number;
  readonly intakes: number;
  readonly rounds: readonly {
    readonly inserts: number;
    readonly intakes: number;
    readonly ratio: number;
  }[];
}

export interface B1Options {
  readonly rounds: number;
  readonly seconds: number;
  readonly warmUpSeconds: number;
}

const connections = 32;
/** More than any machine of today answers: what is not sent was only signed. */
const fastest = 12_000;

/**
 * Durable intakes a second through the generic webhook of the hub. Baseline and measure take turns, so that both meet
 * the same machine; every 201 is looked for in the database at the end.
 */
export async function measureB1(stage: Stage, options: B1Options): Promise<B1> {
  const before = await countReports(stage.hub);
  const sent = [await intakes(stage, options.warmUpSeconds)];
  await inserts(stage, Math.min(1, options.warmUpSeconds));
  const rounds: B1["rounds"][number][] = [];
  for (let round = 0; round < options.rounds; round += 1) {
    const unit = await inserts(stage, options.seconds);
    const measured = await intakes(stage, options.seconds);
    sent.push(measured);
    rounds.push({
      inserts: rounded(unit.perSecond),
      intakes: rounded(measured.perSecond),
      ratio: rounded(measured.perSecond / unit.perSecond),
    });
  }
  const acknowledged = sumOf(sent);
  const kept = (await countReports(stage.hub)) - before;
  if (kept !== acknowledged)
    throw new Error(`${acknowledged} intakes were acknowledged and ${kept} reports are there`);
  const latencies = sent.slice(1).flatMap((each) => each.latencies);
  return {
    ratio: rounded(median(rounds.map((r) => r.ratio))),
    intakesPerSecond: median(rounds.map((r) => r.intakes)),
    insertsPerSecond: median(rounds.map((r) => r.inserts)),
    p50: rounded(percentile(latencies, 0.5)),
    p99: rounded(percentile(latencies, 0.99)),
    intakes: acknowledged,
    rounds,
  };
}

async function inserts(stage: Stage, seconds: number): Promise<Inserted> {
  const load = await startLoad<InsertOptions, Inserted>("insert-rows", {
    url: stage.baselineUrl,
    connections,
    seconds,
  });
  return load.go();
}

async function intakes(stage: Stage, seconds: number): Promise<Sent> {
  const load = await startLoad<SendOptions, Sent>("send-reports", {
    ...targetOf(stage.hub),
    connections,
    seconds,
    most: Math.ceil(seconds * fastest),
  });
  return load.go();
}

export function targetOf({ service, channel }: Part) {
  return {
    port: Number(new URL(service.url).port),
    path: `/channels/${channel.id}/webhook`,
    secret: channel.secret,
  };
}

/** @throws if anything but intakes was answered: such a run measures something else */
function sumOf(sent: readonly Sent[]): number {
  let sum = 0;
  for (const { statuses } of sent)
    for (const [status, count] of Object.entries(statuses)) {
      if (status !== "201") throw new Error(`${count} deliveries were answered ${status}`);
      sum += count;
    }
  return sum;
}

export async function countReports({ urls, channel }: Part): Promise<number> {
  const sql = postgres(urls.owner, { max: 1 });
  const [row] = await sql<{ count: string }[]>`
    select count(*) from simpul.report where channel_id = ${channel.id}`;
  await sql.end();
  return Number(row?.count ?? 0);
}
