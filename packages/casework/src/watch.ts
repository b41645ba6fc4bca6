import {
  circumspect,
  commandAt,
  dateIn,
  decide,
  endOfDay,
  hasPassed,
  nthWorkingDayAfter,
  shown,
} from "@simpul/domain";
import type { Case, Mark, Report, Rung } from "@simpul/domain";
import {
  append,
  appendEach,
  eventsOf,
  findCopies,
  findDue,
  keptSince,
  postponeWatch,
  unheardSince,
  withScope,
  wholeOf,
} from "@simpul/db";
import type { Change, LoadedReport, StoredEvent, StoredReminder, Tx } from "@simpul/db";
import { realTimeOf } from "./context.ts";
import type { Context } from "./context.ts";
import { faultKey, throwPassedOver } from "./passed-over.ts";
import type { Faults } from "./passed-over.ts";
import { deliveries, needsHistory } from "./deliveries.ts";
import { dueOf, marksDue } from "./due.ts";
import { grow } from "./grow.ts";
import { termsOf } from "./terms.ts";

/** Reports a round: one list of changes, one commit. */
const most = 200;
/**
 * What the clocks owe now: people are told of a mark once, a question nobody answered and a window nobody used lapse, a
 * file that was not verified in time counts as complete. Every mark is kept in the change that does what it asks for, under
 * the version that was read, so neither two workers nor a day of downtime does anything twice. What cannot be worked out or
 * written is passed over until the next run, and keeps nobody waiting.
 * @returns how many copies were gone through
 * @throws at the end of the run, once, naming the reports that were passed over; the first one's fault is the cause
 */
export async function watchDue(ctx: Context): Promise<number> {
  const scope = wholeOf(ctx.here.tenants());
  let watched = 0;
  const passed = new Set<string>();
  const faults: Faults = new Map();
  for (;;) {
    const at = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
    const round = await withScope(ctx.db, scope, (tx) => roundOf(ctx, tx, at, passed));
    if (round === "done") break;
    for (const [key, reason] of round.faults) faults.set(key, reason);
    const { changes } = round;
    const settled = await appendEach(ctx.db, scope, changes);
    if (changes.some(({ outbox }) => outbox.length > 0)) ctx.wake();
    for (const [i, change] of changes.entries()) {
      const done = settled[i];
      if (done?.status === "fulfilled" && done.value.outcome === "saved") watched += 1;
      // Another worker is at it, or it cannot be written: its mark waits for the next run.
      else passed.add(keyOf(change));
      if (done?.status === "rejected") faults.set(keyOf(change), done.reason);
    }
    for (const key of faults.keys()) passed.add(key);
    // A database that takes nothing at all is not asked once a report.
    if (changes.length === most && settled.every(({ status }) => status === "rejected")) break;
  }
  throwPassedOver("the watch", faults);
  return watched;
}

const keyOf = ({ tenant, report }: { readonly tenant: string; readonly report: string }): string =>
  faultKey(tenant, report);

/** Whether a deadline of this copy has passed whose act its holder, here, has not written yet. */
export function owesAct(ctx: Context, { tenant, marks, case: current }: LoadedReport): boolean {
  const at = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
  return marksDue(ctx, tenant, current, marks, at).some((mark) => {
    const command = commandAt(mark, current, tenant, ctx.hub);
    return command?.type === "lapse" || command?.type === "deem";
  });
}

/**
 * What a deadline asked for, before anybody else acts on the copy: that the watch is late gives nobody another day. A
 * conflict means that somebody else was first; the caller reads anew in any case.
 */
export async function settleDue(ctx: Context, copy: LoadedReport): Promise<void> {
  const scope = wholeOf([copy.tenant]);
  const at = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
  const change = await withScope(ctx.db, scope, (tx) => changeOf(ctx, tx, copy, at));
  if (change === "postponed") return;
  await append(ctx.db, scope, [change]);
  ctx.wake();
}

interface Round {
  readonly changes: Change[];
  /** Of reports whose deadlines cannot be worked out. */
  readonly faults: ReadonlyMap<string, unknown>;
}

/** The next copies that are due. @param passed they stay at the head of what is due, and are asked for on top */
async function roundOf(
  ctx: Context,
  tx: Tx,
  at: string,
  passed: Set<string>,
): Promise<Round | "done"> {
  const found = await findDue(tx, at, most + passed.size);
  const due = found.filter((each) => !passed.has(keyOf(each)));
  if (due.length === 0) return "done";
  const changes: Change[] = [];
  const faults = new Map<string, unknown>();
  for (const copy of await findCopies(tx, due))
    try {
      const change = await changeOf(ctx, tx, copy, at);
      if (change !== "postponed") changes.push(change);
    } catch (reason) {
      faults.set(keyOf({ tenant: copy.tenant, report: copy.id }), reason);
    }
  return { changes, faults };
}

async function changeOf(
  ctx: Context,
  tx: Tx,
  copy: LoadedReport,
  at: string,
): Promise<Change | "postponed"> {
  const owed = await owedBy(ctx, tx, copy, at);
  const next = dueOf(ctx, copy.tenant, owed.current, owed.marks);
  // Nothing has come: something has to wait, or a calendar moved the mark since the watch was set.
  if (owed.marks.length === copy.marks.length) {
    await postponeWatch(tx, copy, owed.later ?? next.watchAt);
    return "postponed";
  }
  const history = needsHistory(ctx, copy.case, owed.current)
    ? await eventsOf(tx, [{ tenant: copy.tenant, report: copy.id }])
    : [];
  return {
    tenant: copy.tenant,
    report: copy.id,
    expectedVersion: copy.version,
    case: owed.current,
    due: owed.later === undefined ? next : { ...next, watchAt: owed.later },
    at,
    events: owed.events,
    contents: [],
    reminders: owed.reminders,
    audit: owed.events.map(({ type }) => ({ actor: "clock", verb: "watch", outcome: type })),
    outbox: deliveries(ctx, copy.tenant, copy.case, owed.current, history, owed.events),
    dedup: [],
  };
}

/** What the marks that have come make of one copy. `later`: one of them has to wait until then. */
async function owedBy(ctx: Context, tx: Tx, copy: LoadedReport, at: string) {
  const me = copy.tenant;
  let current = copy.case;
  let later: string | undefined;
  const marks = new Set(copy.marks);
  const waiting = new Set<string>();
  const reminders: StoredReminder[] = [];
  const events: StoredEvent[] = [];
  // One at a time: what a mark does may stop the clock of the next, or start one whose marks have come as well.
  for (;;) {
    const [mark] = marksDue(ctx, me, current, [...marks, ...waiting], at);
    if (mark === undefined) return { current, marks: [...marks], reminders, events, later };
    const command = commandAt(mark, current, me, ctx.hub);
    const wait =
      command?.type === "refer"
        ? await waitBefore(ctx, tx, copy, current, mark, [...marks], at)
        : "none";
    if (wait !== "none") {
      waiting.add(mark.key);
      later = wait.until;
      if (wait.noted !== undefined) marks.add(wait.noted);
      continue;
    }
    marks.add(mark.key);
    reminders.push(...remindersOf(mark, current));
    if (command === undefined) continue;
    const decision = decide(current, command, { me, hub: ctx.hub, at, by: "clock" });
    if (decision.outcome === "refused") continue;
    const grown = grow(ctx, me, copy.id, current, decision.events, at);
    current = grown.case;
    events.push(...grown.events);
  }
}

/**
 * The hub refers once every node that held the report has been heard since the deadline, so that an answer of the last day
 * counts; at the latest one working day after the latest of the deadline, its own return, and the report's registration
 * here: a node that was away for weeks tells first of the report, then of its answer (PRODUCT, "Unsettled").
 * A hub that opened after the deadline notes its return on the copy when it first looks. That return counts for good, so a
 * hub that restarts every day waits no longer.
 * @returns `until`: when to look again; `noted`: the mark of the return
 */
async function waitBefore(
  ctx: Context,
  tx: Tx,
  { tenant, id }: LoadedReport,
  current: Case,
  { key, deadline, at: passed }: Mark,
  kept: readonly string[],
  at: string,
): Promise<{ until: string; noted?: string } | "none"> {
  const others = current.parties.filter((party) => party !== ctx.hub);
  const unheard = await unheardSince(tx, ctx.here.node, others, realTimeOf(ctx, passed));
  if (unheard.length === 0) return "none";
  const terms = termsOf(ctx);
  const zone = terms.zoneOf(ctx.hub);
  const returned = `${key} returned `;
  const known = kept.find((mark) => mark.startsWith(returned))?.slice(returned.length);
  const since = ctx.here.since().toString({ fractionalSecondDigits: 3 });
  const back = known ?? (since > deadline ? since : deadline);
  const registered = (await keptSince(tx, tenant, id)) ?? deadline;
  const latest = [deadline, back, registered].toSorted().at(-1) ?? deadline;
  const from = dateIn(zone, latest);
  const { date } = nthWorkingDayAfter(terms.calendarOf(ctx.hub), from, 1);
  if (hasPassed(endOfDay(date, zone), at)) return "none";
  const until = Temporal.Instant.from(at).add({ minutes: 1 });
  return {
    until: until.toString({ fractionalSecondDigits: 3 }),
    ...(known === undefined && back !== deadline ? { noted: returned + back } : {}),
  };
}

/** Of whistleblowing whoever examines is told, in the place of all staff: its count at a desk is part of the secret. */
function toldOf(tells: readonly Rung[], report: Report): readonly Rung[] {
  if (shown("notification", circumspect(report)).has("existence")) return tells;
  const isForStaff = tells.some((rung) => rung !== "reporter");
  const own = tells.filter((rung) => rung === "reporter");
  return isForStaff ? [...own, "examiner"] : own;
}

function remindersOf(
  { key, tells, clock, stage, deadline }: Mark,
  { report }: Case,
): StoredReminder[] {
  return toldOf(tells, report).map((rung) => ({
    mark: key,
    rung,
    clock,
    stage: String(stage),
    deadline,
    // Everybody else is told of all units together.
    ...((rung === "liaison" || rung === "unitHead") && "unit" in report && report.unit !== undefined
      ? { unit: report.unit }
      : {}),
  }));
}
