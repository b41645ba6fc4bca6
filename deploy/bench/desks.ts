import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import type { ClientRequest } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { targetOf } from "./b1.ts";
import { percentile, rounded } from "./figures.ts";
import { startLoad } from "./load.ts";
import type { SendOptions, Sent } from "./processes/send-reports.ts";
import type { Stage } from "./stage.ts";

export interface Desks {
  readonly desks: number;
  /** Of the hub's process: with nobody listening, and at most while all were. */
  readonly beforeMiB: number;
  readonly mostMiB: number;
  readonly moreMiB: number;
  /** Acts upon reports, each of which every desk has to hear of. */
  readonly acts: number;
  readonly heard: number;
  readonly missed: number;
  /** Streams that were cut and went on from where they were. */
  readonly cut: number;
  /** Milliseconds from an act's answer to its hint at a desk. */
  readonly p50: number;
  readonly p99: number;
  readonly intakesPerSecond: number;
  readonly intakeP99: number;
}

export interface DesksOptions {
  readonly desks: number;
  readonly seconds: number;
  readonly actsPerSecond: number;
  readonly intakesPerSecond: number;
}

/** Of one person there are at most twenty. */
const perPerson = 10;
const patienceMs = 20_000;

/**
 * Open desks on one process of the hub, each with its stream, while reports pour in and are worked upon. A tenth of the
 * streams is cut on the way. Every desk has to hear of every act.
 */
export async function measureDesks(stage: Stage, options: DesksOptions): Promise<Desks> {
  const { desks, seconds, actsPerSecond, intakesPerSecond } = options;
  const sql = postgres(stage.hub.urls.owner, { max: 2 });
  const open: Desk[] = [];
  try {
    const cookies = await signedIn(sql, desks);
    const load = (most: number, forSeconds: number) =>
      startLoad<SendOptions, Sent>("send-reports", {
        ...targetOf(stage.hub),
        connections: 8,
        seconds: forSeconds,
        most,
        rate: intakesPerSecond,
      });
    // What an intake takes of memory is not the desks'.
    await (await load(intakesPerSecond * 3 + 32, 3)).go();
    const reports = await sql<{ id: string }[]>`
      select id from simpul.report where state = 'received' order by received_at limit ${Math.ceil(seconds * actsPerSecond)}`;
    const before = residentMiB(stage.hub.service.pid);
    const read = async () =>
      (
        await sql<{ report: string }[]>`
          select distinct report from simpul.audit where tenant = 'national' and verb = 'note'`
      ).map(({ report }) => report);
    for (const cookie of cookies) open.push(await openDesk(stage.hub.service.url, cookie, read));
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, residentMiB(stage.hub.service.pid));
    }, 100);
    const sending = (await load(intakesPerSecond * (seconds + 2) + 32, seconds)).go();
    const acted = new Map<string, number>();
    const started = performance.now();
    let cut = 0;
    for (const [n, { id }] of reports.entries()) {
      await pause(Math.max(0, started + (n * 1000) / actsPerSecond - performance.now()));
      await note(stage, id);
      acted.set(id, performance.now());
      const desk = open[n * 10];
      if (desk !== undefined) {
        desk.cut();
        cut += 1;
      }
    }
    const until = performance.now() + patienceMs;
    const isThrough = () => open.every(({ heard }) => reports.every(({ id }) => heard.has(id)));
    while (!isThrough() && performance.now() < until) await pause(50);
    const sent = await sending;
    clearInterval(watch);
    const waits = open.flatMap(({ heard }) =>
      [...acted].flatMap(([id, at]) => {
        const then = heard.get(id);
        return then === undefined ? [] : [Math.max(0, then - at)];
      }),
    );
    return {
      desks: open.length,
      beforeMiB: before,
      mostMiB: most,
      moreMiB: most - before,
      acts: acted.size,
      heard: waits.length,
      missed: open.length * acted.size - waits.length,
      cut,
      p50: rounded(percentile(waits, 0.5)),
      p99: rounded(percentile(waits, 0.99)),
      intakesPerSecond: rounded(sent.perSecond),
      intakeP99: rounded(percentile(sent.latencies, 0.99)),
    };
  } finally {
    for (const desk of open) desk.close();
    await sql.end();
  }
}

/** Verifiers of the hub with sessions, as signing in leaves them; hashing so many passwords is not what is measured. */
async function signedIn(sql: postgres.Sql, count: number): Promise<string[]> {
  const cookies: string[] = [];
  let account = "";
  for (let n = 0; n < count; n += 1) {
    if (n % perPerson === 0) {
      account = randomBytes(12).toString("hex");
      await sql`insert into auth."user" (id, name, email, created_at, updated_at)
        values (${account}, 'Verifikator', ${`${account}@hub.example`}, now(), now())`;
      await sql`insert into simpul.officer
        (tenant, id, account, name, email, role, held_at, reach, begins, created_at)
        values ('national', gen_random_uuid(), ${account}, 'Verifikator', ${`${account}@hub.example`}, 'nationalVerifier',
          'national', 'self', '2026-01-01', now())`;
    }
    const token = randomBytes(32).toString("base64url");
    await sql`insert into auth.session (id, token_hash, user_id, agent, how, started_at, seen_at)
      values (${randomBytes(12).toString("hex")}, ${createHash("sha256").update(token).digest("base64url")}, ${account},
        'bench', 'password', now(), now())`;
    cookies.push(`__Host-simpul=${token}.bench`);
  }
  return cookies;
}

interface Desk {
  /** When it heard of a report first, of those that were acted upon. */
  readonly heard: ReadonlyMap<string, number>;
  /** Breaks its connection; it comes back by itself, as a browser does. */
  cut(): void;
  close(): void;
}

/**
 * Resolves once the stream stands and has said where it begins.
 * @param read what it finds where it is told to read everything anew
 */
async function openDesk(url: string, cookie: string, read: () => Promise<string[]>): Promise<Desk> {
  const heard = new Map<string, number>();
  let lastId = "";
  let running: ClientRequest | undefined;
  let isClosed = false;
  const readAnew = async (): Promise<void> => {
    const found = await read().catch(() => []);
    for (const id of found) if (!heard.has(id)) heard.set(id, performance.now());
  };
  const listen = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = { cookie, ...(lastId === "" ? {} : { "last-event-id": lastId }) };
      const asked = request(`${url}/desk/events`, { headers, agent: false }, (answer) => {
        if (answer.statusCode !== 200) {
          reject(new Error(`a desk was answered ${answer.statusCode}`));
          return;
        }
        let rest = "";
        answer.setEncoding("utf8");
        answer.on("data", (text: string) => {
          const blocks = (rest + text).split("\n\n");
          rest = blocks.pop() ?? "";
          const now = performance.now();
          for (const block of blocks) {
            lastId = /^id: (.*)$/m.exec(block)?.[1] ?? lastId;
            const data = /^event: changed$/m.test(block) ? /^data: (.*)$/m.exec(block)?.[1] : "{}";
            // Proof: the hub's own stream; what else it said would have no reports.
            const { reports = [] } = JSON.parse(data ?? "{}") as { reports?: string[] };
            for (const id of reports) if (!heard.has(id)) heard.set(id, now);
            if (/^event: all$/m.test(block)) void readAnew();
          }
          if (lastId !== "") resolve();
        });
        answer.on("close", () => {
          if (!isClosed) void listen().catch(() => {});
        });
        answer.on("error", () => {});
      });
      asked.on("error", reject);
      asked.end();
      running = asked;
    });
  await listen();
  return {
    heard,
    cut: () => running?.destroy(),
    close() {
      isClosed = true;
      running?.destroy();
    },
  };
}

async function note(stage: Stage, report: string): Promise<void> {
  const answer = await fetch(`${stage.hub.service.url}/api/v1/reports/${report}/note`, {
    method: "POST",
    headers: { authorization: `Bearer ${stage.key}`, "content-type": "application/json" },
    body: JSON.stringify({ text: "Dicek" }),
  });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`a note was answered ${answer.status}`);
}

/** What the process has in memory. @source proc(5), VmRSS, in KiB */
function residentMiB(pid: number): number {
  const read = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
  return Math.round(Number(read?.[1] ?? 0) / 1024);
}
