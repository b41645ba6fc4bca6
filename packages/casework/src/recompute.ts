import {
  latestReference,
  moveDeadlines,
  outdated,
  outdatedReports,
  releaseLease,
  takeLease,
  withScope,
} from "@simpul/db";
import type { NewDue, OpenReport, Outdated } from "@simpul/db";
import type { Context } from "./context.ts";
import { dueOf } from "./due.ts";
import { termsOf } from "./terms.ts";

export interface Recomputed extends Moved {
  /**
   * `elsewhere`: another process is at it. `behind`: a newer version lies in the database than this process has read; by
   * an older one it would take deadlines back.
   */
  readonly outcome: "done" | "elsewhere" | "behind";
}

interface Moved {
  /** Copies that have the newest versions now. */
  readonly recomputed: number;
  /** Of these, the ones whose earliest deadline is another, each with a row of history. */
  readonly moved: number;
}

/** Copies a statement: an officer who wants one of them waits as long as it takes: 35 ms at 60 000 reports. */
const most = 1000;
const firstId = "00000000-0000-0000-0000-000000000000";

/** One process is at it: two in step would compute everything twice. If it is killed, another takes over after so long. */
const leaseSeconds = 30;

/**
 * Computes the deadlines of open reports anew that were computed with another calendar or policy than the newest that
 * this process knows; where nothing is outdated that costs a few looks into an index. The case is the truth and the
 * index says what is left to do, so a run that is killed is gone on with by the next, and should two be at it at once,
 * nothing is done twice.
 * @param onBatch told after each batch how many were recomputed so far
 */
export async function recomputeDeadlines(
  ctx: Context,
  onBatch: (soFar: number) => void = () => {},
): Promise<Recomputed> {
  let [recomputed, moved] = [0, 0];
  if (await isBehind(ctx)) return { outcome: "behind", recomputed, moved };
  const scope = { tenants: ctx.here.tenants() };
  const found = await withScope(ctx.db, scope, (tx) => outdated(tx, versionsOf(ctx)));
  if (found.length === 0) return { outcome: "done", recomputed, moved };
  const holder = ctx.newId();
  const take = () => takeLease(ctx.db, "recompute", holder, leaseSeconds);
  const lease = await take();
  if (lease === "taken") return { outcome: "elsewhere", recomputed, moved };
  let renewed = ctx.now();
  try {
    for (const few of fewTenants(found))
      for await (const batch of recomputeFew(ctx, few)) {
        recomputed += batch.recomputed;
        moved += batch.moved;
        onBatch(recomputed);
        if (renewed.until(ctx.now()).total("seconds") < leaseSeconds / 3) continue;
        if ((await take()) === "taken") return { outcome: "elsewhere", recomputed, moved };
        renewed = ctx.now();
      }
    return { outcome: (await isBehind(ctx)) ? "behind" : "done", recomputed, moved };
  } finally {
    await releaseLease(ctx.db, lease);
  }
}

/** The wall looks for the tenant of every row in the scope, so a scope of hundreds would take longer than the rows. */
const narrow = 24;

/** Neighbours in the index, of one pair of versions. */
function fewTenants(found: readonly Outdated[]): Outdated[][] {
  const few: Outdated[][] = [];
  for (const one of found) {
    const [first] = few.at(-1) ?? [];
    const isNeighbour = first?.calendar === one.calendar && first.policy === one.policy;
    if (isNeighbour && (few.at(-1)?.length ?? 0) < narrow) few.at(-1)?.push(one);
    else few.push([one]);
  }
  return few;
}

/** Reads the next batch while the last is being written: one core computes, the other writes. */
async function* recomputeFew(ctx: Context, few: readonly Outdated[]): AsyncGenerator<Moved, void> {
  const scope = { tenants: few.map(({ tenant }) => tenant) };
  const [was, last] = [few[0], few.at(-1)];
  if (was === undefined || last === undefined) return;
  let writing: Promise<Moved> | undefined;
  for (let after = { tenant: was.tenant, id: firstId }; ;) {
    const read = await withScope(ctx.db, scope, (tx) =>
      outdatedReports(tx, was, after, last.tenant, most),
    );
    const to = versionsOf(ctx);
    const computed = read.map((report) => newDueOf(ctx, report));
    if (writing !== undefined) yield await writing;
    const end = read.at(-1);
    if (end === undefined || (await isBehind(ctx))) return;
    const at = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
    writing = withScope(ctx.db, scope, (tx) => moveDeadlines(tx, was, to, computed, at));
    if (read.length < most) return yield await writing;
    // Awaited one batch later; until then its failure is nobody's.
    writing.catch(() => {});
    after = end;
  }
}

/**
 * The version of a copy, which is its ETag, rises if its earliest deadline is another one or of another certainty: that is
 * what lists and chips show. That a deadline which did not move now names a newer calendar is no reason to turn down
 * what an officer is just about to send.
 */
function newDueOf(ctx: Context, { tenant, id, version, case: current, due }: OpenReport): NewDue {
  const { marks, calendar: _, policy: __, ...now } = dueOf(ctx, tenant, current, due.marks);
  const moves = now.at !== due.at;
  return {
    tenant,
    id,
    version,
    due: now,
    ...(moves && due.at !== undefined ? { was: due.at } : {}),
    shows: moves || now.clock !== due.clock || now.provisional !== due.provisional,
  };
}

function versionsOf(ctx: Context): { calendar: string; policy: string } {
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
