import { once } from "node:events";
import type { Writable } from "node:stream";
import { termsOf, dueOf } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import { clocksOf, composeTrackingId, hubTenant, marksOf } from "@simpul/domain";
import type { Tenant } from "@simpul/domain";
import { uuidv7 } from "@simpul/db";
import postgres from "postgres";
import { caseOf, placeholders, stories } from "./bulk-cases.ts";

export interface BulkOptions {
  /** Open reports. */
  readonly count: number;
  /** The same seed on the same day makes the same rows. */
  readonly seed: number;
}

/**
 * Open reports by the million, for benches: rows of `simpul.report` and their snapshots, one copy each, as lists and clocks read
 * them, without events, contents or audit. Their bodies are folded from decided events, their deadlines and kept marks are
 * those of this context's terms on its day; states, ages and tenants are spread as in an installation, a third of
 * what institutions hold with one of them. Written with COPY as the owner: a million takes a minute.
 */
export async function bulkReports(
  ctx: Context,
  ownerUrl: string,
  { count, seed }: BulkOptions,
): Promise<void> {
  const random = seeded(seed);
  const days = daysOf(moulds(ctx));
  const byZone = Map.groupBy(
    ctx.reference.tenants().filter(({ accepts }) => accepts),
    ({ zone }) => zone,
  );
  const sql = postgres(ownerUrl, { max: 2 });
  try {
    const [reports, snapshots] = await Promise.all([
      sql`
        copy simpul.report (tenant, id, version, tracking_id, state, holder, epoch, origin, institution, unit, class,
          category, area, urgency, anonymous, secret, channel, supervisory, hops, received_at, updated_at, complete_at, due_clock, due_at,
          due_provisional, watch_at, marks, calendar, policy) from stdin`.writable(),
      sql`copy simpul.snapshot (tenant, report, body) from stdin`.writable(),
    ]);
    const write = async (copying: Writable, lines: readonly string[]): Promise<void> => {
      if (!copying.write(lines.join(""))) await once(copying, "drain");
    };
    let lines: Cast[] = [];
    for (let n = 0; n < count; n += 1) {
      const mould = pick(days, n / count, random());
      const at = mould.receivedAt + Math.floor(random() * 3_600_000);
      lines.push(
        mould.cast({
          id: uuidv7(at, bytes(random, 10)),
          trackingId: composeTrackingId(bytes(random, 12)),
          receivedAt: new Date(at).toISOString(),
          tenant: skewed(byZone.get(mould.zone) ?? [], random()),
        }),
      );
      if (lines.length === 500 || n === count - 1) {
        const full = lines;
        await write(
          reports,
          full.map(({ report }) => report),
        );
        await write(
          snapshots,
          full.map(({ snapshot }) => snapshot),
        );
        lines = [];
      }
    }
    for (const copying of [reports, snapshots]) {
      copying.end();
      await once(copying, "finish");
    }
    await sql`analyze simpul.report, simpul.snapshot`;
  } finally {
    await sql.end();
  }
}

/** The hub's tenant and, below 38 provinces, as many institutions as are asked for: as the country is made. */
export function bulkTenants(count: number, node: string): Tenant[] {
  const provinces = [
    ["Asia/Jakarta", "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62"],
    ["Asia/Makassar", "51 52 53 63 64 65 71 72 73 74 75 76"],
    ["Asia/Jayapura", "81 82 91 92 93 94 95 96"],
  ].flatMap(([zone = "", codes = ""]) => codes.split(" ").map((code) => ({ code, zone })));
  const kept = provinces.slice(0, Math.max(1, count - 1));
  const at = (n: number) => kept[n % kept.length] ?? { code: "11", zone: "Asia/Jakarta" };
  return Array.from({ length: count }, (_, n): Tenant => {
    if (n === 0)
      return {
        code: hubTenant,
        name: hubTenant,
        kind: "national",
        parent: null,
        zone: "Asia/Jakarta",
        node,
        accepts: false,
      };
    const { code: province, zone } = at(n - 1);
    if (n <= kept.length)
      return {
        code: province,
        name: `Provinsi ${province}`,
        kind: "province",
        parent: hubTenant,
        zone,
        node,
        accepts: true,
      };
    const code = `${province}.${String(Math.ceil(n / kept.length)).padStart(2, "0")}`;
    return {
      code,
      name: `Kabupaten ${code}`,
      kind: "regency",
      parent: province,
      zone,
      node,
      accepts: true,
    };
  });
}

/** A case folded once, of which as many reports are made as are wanted. */
interface Mould {
  readonly share: number;
  readonly age: number;
  readonly zone: string;
  readonly receivedAt: number;
  cast(given: Given): Cast;
}

/** What each report has of its own. Hardly two are received at once: where many were, an index would find them by that. */
interface Given {
  readonly id: string;
  readonly trackingId: string;
  readonly tenant: string;
  /** Within the hour of its mould's, on the same day in every zone. */
  readonly receivedAt: string;
}

/** Lines of COPY. */
interface Cast {
  readonly report: string;
  readonly snapshot: string;
}

/** Each story at each of its ages, at three hours of the day, in the zones of the tenants that there are. */
function moulds(ctx: Context): Mould[] {
  const accepting = ctx.reference.tenants().filter(({ accepts }) => accepts);
  const inZone = Map.groupBy(accepting, ({ zone }) => zone);
  const today = ctx.caseNow().toZonedDateTimeISO("UTC").startOfDay();
  return [...inZone].flatMap(([zone, tenants]) => {
    const { code } = tenants[0] ?? { code: "" };
    return stories.flatMap((story) => {
      const [youngest, oldest] = story.ages;
      const ages = oldest - youngest + 1;
      return Array.from({ length: ages * 3 }, (_, n) => {
        const age = youngest + Math.floor(n / 3);
        const intake = today.subtract({ days: age }).add({ hours: [1, 5, 13][n % 3] ?? 1 });
        const share = (story.share * tenants.length) / (ages * 3 * accepting.length);
        return { share, age, zone, ...cast(ctx, story, code, intake.toInstant()) };
      });
    });
  });
}

function cast(
  ctx: Context,
  story: (typeof stories)[number],
  code: string,
  intake: Temporal.Instant,
): Pick<Mould, "receivedAt" | "cast"> {
  const at = intake.toString({ fractionalSecondDigits: 3 });
  const now = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
  const current = caseOf(story, ctx.hub, code, at);
  const { report, turn } = current;
  const terms = termsOf(ctx);
  const owner = story.desk === "hub" ? ctx.hub : code;
  const kept = marksOf(current, clocksOf(current, terms), terms, owner).filter((m) => m.at <= now);
  const due = dueOf(
    ctx,
    owner,
    current,
    kept.map(({ key }) => key),
  );
  const line = [
    owner,
    report.id,
    1,
    report.trackingId,
    report.state,
    turn.holder,
    turn.epoch,
    report.origin,
    report.institution,
    "unit" in report ? report.unit : undefined,
    report.class,
    report.category,
    report.place.area,
    report.urgency,
    report.flags.anonymous,
    report.flags.secret,
    report.channel,
    report.supervisory,
    report.hops,
    at,
    at,
    report.completeAt,
    due.clock,
    due.at,
    due.provisional,
    due.watchAt,
    `{${due.marks.map((mark) => JSON.stringify(mark)).join(",")}}`,
    due.calendar,
    due.policy,
  ];
  const [row, snapshot] = [line, [owner, report.id, JSON.stringify(current)]].map((values) =>
    filling(lineOf(values), code, at),
  );
  return {
    receivedAt: intake.epochMilliseconds,
    cast: (given) => ({ report: row?.(given) ?? "", snapshot: snapshot?.(given) ?? "" }),
  };
}

function lineOf(values: readonly (string | number | boolean | undefined)[]): string {
  const texts = values.map((value) =>
    value === undefined ? "\\N" : String(value).replaceAll("\\", "\\\\"),
  );
  return `${texts.join("\t")}\n`;
}

/** The line with its own ids, tenant and hour in place of the mould's, wherever they stand as a value of their own. */
function filling(line: string, code: string, at: string): (given: Given) => string {
  const own = new RegExp(
    `(${placeholders.id}|${placeholders.trackingId}|${at.replaceAll(".", "\\.")}|(?<=^|[\\t"])${code.replace(".", "\\.")}(?=[\\t"]))`,
  );
  const parts = line.split(own);
  return ({ id, trackingId, tenant, receivedAt }) => {
    let text = "";
    for (const part of parts)
      text +=
        part === placeholders.id
          ? id
          : part === placeholders.trackingId
            ? trackingId
            : part === code
              ? tenant
              : part === at
                ? receivedAt
                : part;
    return text;
  };
}

/** Oldest first, as rows come to lie in a table that grew. */
interface Day {
  /** Of all reports: those that came before the end of this day. */
  readonly until: number;
  readonly moulds: readonly Mould[];
  readonly share: number;
}

function daysOf(all: readonly Mould[]): Day[] {
  const total = sum(all);
  let until = 0;
  return [...Map.groupBy(all, ({ age }) => age)]
    .toSorted(([a], [b]) => b - a)
    .map(([, ofDay]) => {
      const share = sum(ofDay);
      return { until: (until += share / total), moulds: ofDay, share };
    });
}

const sum = (some: readonly Mould[]): number => some.reduce((all, { share }) => all + share, 0);

function pick(days: readonly Day[], at: number, chance: number): Mould {
  const day = days.find(({ until }) => at < until) ?? days.at(-1);
  let left = chance * (day?.share ?? 0);
  const found = day?.moulds.find(({ share }) => (left -= share) < 0) ?? day?.moulds.at(-1);
  if (found === undefined) throw new Error("there is no tenant that accepts reports");
  return found;
}

/** One tenant has a third, and of the others the first far more than the last. */
function skewed(tenants: readonly Tenant[], chance: number): string {
  const at = chance < 1 / 3 ? 0 : Math.floor(((chance - 1 / 3) * 1.5) ** 2 * tenants.length);
  return tenants[at]?.code ?? "";
}

function bytes(random: () => number, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => random() * 256);
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
