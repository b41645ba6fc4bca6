import {
  keepRun,
  latestReference,
  moveDeadlines,
  openReports,
  openSince,
  readRun,
  releaseLease,
  takeLease,
  withScope,
  wholeOf,
} from "@simpul/db";
import type { Lease, NewDue, OpenReport, Place, Run, TermsVersions } from "@simpul/db";
import { reachOf } from "./amendment.ts";
import type { Context } from "./context.ts";
import { faultKey, throwPassedOver } from "./passed-over.ts";
import type { Faults } from "./passed-over.ts";
import { dueOf } from "./due.ts";
import { termsOf } from "./terms.ts";

export interface Recomputed {
  /**
   * `elsewhere`: another process is at it. `behind`: a newer version lies in the database than this process has read; by
   * an older one it would take deadlines back.
   */
  readonly outcome: "done" | "elsewhere" | "behind";
  /** Copies that were computed by the newest versions. */
  readonly recomputed: number;
  /** Of these, the ones whose earliest deadline is another, each with a row of history. */
  readonly moved: number;
}

/** Copies a statement: an officer who wants one of them waits as long as it takes: 35 ms at 60 000 reports. */
const most = 1000;
const start: Place = { tenant: "", id: "00000000-0000-0000-0000-000000000000" };

/** One process is at it: two in step would compute everything twice. If it is killed, another takes over after so long. */
const leaseSeconds = 30;

/**
 * Other processes hear of a new version within seconds, and until then compute by the one before. What they wrote is gone
 * through once more at the end of the run and once after this time, which also is how far their clocks may differ.
 */
const lateMinutes = 10;

/**
 * Computes the deadlines of all open reports anew once another calendar or policy is the newest that this process knows.
 * Only what moves is written, and the place in the run is kept after each batch: a run that is killed is gone on with by
 * the next, and what is computed twice is moved once. Where nothing is new that costs a look at one row. A report whose
 * deadlines cannot be worked out keeps those it has, and keeps nobody waiting.
 * @param onBatch told after each batch how many were computed so far
 * @throws at the end of the run, once, naming the reports that were passed over
 */
export async function recomputeDeadlines(
  ctx: Context,
  onBatch: (soFar: number) => void = () => {},
): Promise<Recomputed> {
  const none = { recomputed: 0, moved: 0 };
  if (await isBehind(ctx)) return { outcome: "behind", ...none };
  if (restsUntil(await readRun(ctx.db), versionsOf(ctx)) > momentOf(ctx))
    return { outcome: "done", ...none };
  const holder = ctx.newId();
  const take = () => takeLease(ctx.db, "recompute", holder, leaseSeconds);
  const lease = await take();
  if (lease === "taken") return { outcome: "elsewhere", ...none };
  let [recomputed, moved] = [0, 0];
  let renewed = ctx.now();
  const faults: Faults = new Map();
  try {
    for await (const batch of goThrough(ctx, lease, faults)) {
      recomputed += batch.recomputed;
      moved += batch.moved;
      onBatch(recomputed);
      if (renewed.until(ctx.now()).total("seconds") < leaseSeconds / 3) continue;
      if ((await take()) === "taken") return { outcome: "elsewhere", recomputed, moved };
      renewed = ctx.now();
    }
    throwPassedOver("the recomputation", faults);
    return { outcome: (await isBehind(ctx)) ? "behind" : "done", recomputed, moved };
  } finally {
    await releaseLease(ctx.db, lease);
  }
}

/** Greater than every moment in RFC 3339. */
const never = "~";

/** When there is something to do by these versions: now, later, or never. */
function restsUntil(run: Run | undefined, to: TermsVersions): string {
  if (run === undefined || !isOf(run, to) || run.stage === "going") return "";
  return run.stage === "late" ? later(run.beganAt, lateMinutes) : never;
}

const isOf = (run: Run, { calendar, policy }: TermsVersions): boolean =>
  run.calendar === calendar && run.policy === policy;

interface Batch {
  readonly recomputed: number;
  readonly moved: number;
}

/** The rest of the run, then what came late. Killed before its first place was kept it begins anew. */
async function* goThrough(ctx: Context, lease: Lease, faults: Faults): AsyncGenerator<Batch, void> {
  const to = versionsOf(ctx);
  const found = await readRun(ctx.db);
  let run: Run = found !== undefined && isOf(found, to) ? found : await begun(ctx, found, to);
  // A deployment that knew no other version has nothing to go through, however much it took in since it opened.
  if (found === undefined && (await isAllOf(ctx, to)))
    return keepRun(ctx.db, lease, { ...run, stage: "done" });
  if (run.stage === "done") return;
  if (run.stage === "going") {
    for await (const { end, ...batch } of computeFrom(ctx, run, faults)) {
      run = { ...run, at: end };
      await keepRun(ctx.db, lease, run);
      yield batch;
      if (await isBehind(ctx)) return;
    }
    run = { ...run, stage: "late" };
    await keepRun(ctx.db, lease, run);
  }
  const isLast = later(run.beganAt, lateMinutes) <= momentOf(ctx);
  yield* computeLate(ctx, to, later(run.beganAt, -lateMinutes), faults);
  if (isLast) await keepRun(ctx.db, lease, { ...run, stage: "done" });
}

/** Only where the last run has ended do all rows stand as its versions have it. */
async function begun(ctx: Context, before: Run | undefined, to: TermsVersions): Promise<Run> {
  const within = before?.stage === "done" ? await reachOf(ctx, before, to) : undefined;
  const run = { ...to, stage: "going", at: start, beganAt: momentOf(ctx) } as const;
  return within === undefined ? run : { ...run, within };
}

async function isAllOf(ctx: Context, to: TermsVersions): Promise<boolean> {
  const [other] = await withScope(ctx.db, wholeOf(ctx.here.tenants()), (tx) =>
    openSince(tx, to, "1970-01-01T00:00:00.000Z", 1),
  );
  return other === undefined;
}

/** While one batch is computed the next is read and the last is written: one core computes, the other is the database's. */
async function* computeFrom(
  ctx: Context,
  run: Run,
  faults: Faults,
): AsyncGenerator<Batch & { end: Place }, void> {
  let writing: Promise<Batch & { end: Place }> | undefined;
  for await (const read of ahead(readFrom(ctx, run))) {
    const computed = read.reports.flatMap((report) => newDueOf(ctx, report, faults));
    if (writing !== undefined) yield await writing;
    writing = write(ctx, run, read.end.tenant, computed).then((moved) => ({
      recomputed: read.reports.length,
      moved,
      end: read.end,
    }));
    // Awaited one batch later; until then its failure is nobody's.
    writing.catch(() => {});
  }
  if (writing !== undefined) yield await writing;
}

/** Asks for the next one before this one is used. */
async function* ahead<T>(source: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  for (let next = source.next(); ;) {
    const { value, done } = await next;
    if (done === true) return;
    next = source.next();
    // Awaited when it is its turn; until then its failure is nobody's.
    next.catch(() => {});
    yield value;
  }
}

/** Tenant after tenant: the wall looks for the tenant of every row in the scope, and is quickest with one. */
async function* readFrom(
  ctx: Context,
  { at: from, within }: Run,
): AsyncGenerator<{ reports: readonly OpenReport[]; end: Place }, void> {
  for (const tenant of ctx.here.tenants().toSorted()) {
    if (tenant < from.tenant) continue;
    for (let after = tenant === from.tenant ? from : { ...start, tenant }; ;) {
      const reports = await withScope(ctx.db, wholeOf([tenant]), (tx) =>
        openReports(tx, after, most, within),
      );
      const end = reports.at(-1);
      if (end === undefined) break;
      after = { tenant, id: end.id };
      yield { reports, end: after };
      if (reports.length < most) break;
    }
  }
}

async function* computeLate(
  ctx: Context,
  to: TermsVersions,
  since: string,
  faults: Faults,
): AsyncGenerator<Batch, void> {
  const tenants = ctx.here.tenants();
  for (;;) {
    const read = await withScope(ctx.db, wholeOf(tenants), (tx) => openSince(tx, to, since, most));
    if (read.length === 0 || (await isBehind(ctx))) return;
    for (const [tenant, reports] of Map.groupBy(read, (report) => report.tenant)) {
      // Written whatever comes out, or they would be found again and again.
      const computed = reports.map((report) => newDueOf(ctx, report, faults)[0] ?? unmoved(report));
      yield { recomputed: reports.length, moved: await write(ctx, to, tenant, computed) };
    }
  }
}

/** First without waiting for anybody; what somebody holds is waited for by itself, and holds nobody up. */
async function write(
  ctx: Context,
  to: TermsVersions,
  tenant: string,
  computed: readonly NewDue[],
): Promise<number> {
  if (computed.length === 0) return 0;
  const at = momentOf(ctx);
  const move = (some: readonly NewDue[], held: "skip" | "wait") =>
    withScope(ctx.db, wholeOf([tenant]), (tx) => moveDeadlines(tx, to, some, held, at));
  let { moved, left } = await move(computed, "skip");
  for (const one of left) moved += (await move([one], "wait")).moved;
  return moved;
}

/**
 * The version of a copy, which is its ETag, rises if its earliest deadline is another one or of another certainty: that is
 * what lists and chips show. A mark that comes earlier is written without that. One that comes later is not: the watch wakes
 * in vain, once, and sets itself anew, which spares a third of all rows a move for every day off.
 * @returns nothing where nothing moves
 */
function newDueOf(ctx: Context, report: OpenReport, faults: Faults): NewDue[] {
  try {
    return moveOf(ctx, report);
  } catch (error) {
    faults.set(faultKey(report.tenant, report.id), error);
    return [];
  }
}

function moveOf(ctx: Context, report: OpenReport): NewDue[] {
  const { tenant, id, version, case: current, due } = report;
  const { marks: _, calendar: __, policy: ___, ...now } = dueOf(ctx, tenant, current, due.marks);
  const moves = now.at !== due.at;
  const shows = moves || now.clock !== due.clock || now.provisional !== due.provisional;
  if (!shows && (now.watchAt ?? never) >= (due.watchAt ?? never)) return [];
  return [
    {
      tenant,
      id,
      version,
      due: now,
      ...(moves && due.at !== undefined ? { was: due.at } : {}),
      shows,
    },
  ];
}

function unmoved({ tenant, id, version, due }: OpenReport): NewDue {
  const { marks: _, calendar: __, policy: ___, ...same } = due;
  return { tenant, id, version, due: same, shows: false };
}

function versionsOf(ctx: Context): TermsVersions {
  const terms = termsOf(ctx);
  return { calendar: terms.calendarOf(ctx.hub).version, policy: terms.policy.version };
}

/** Whether a newer version lies in the database than this process has read. */
async function isBehind({ db, reference }: Context): Promise<boolean> {
  return (
    (await latestReference(db, "calendar", reference.calendar().version)) !== undefined ||
    (await latestReference(db, "policy", reference.clockPolicy().version)) !== undefined
  );
}

const momentOf = ({ caseNow }: Context): string =>
  caseNow().toString({ fractionalSecondDigits: 3 });

const later = (at: string, minutes: number): string =>
  Temporal.Instant.from(at).add({ minutes }).toString({ fractionalSecondDigits: 3 });
