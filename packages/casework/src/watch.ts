import { commandAt, dateIn, decide, endOfDay, hasPassed, nthWorkingDayAfter } from "@simpul/domain";
import type { Case, Mark } from "@simpul/domain";
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
} from "@simpul/db";
import type { Change, LoadedReport, StoredEvent, StoredReminder, Tx } from "@simpul/db";
import { realTimeOf } from "./context.ts";
import type { Context } from "./context.ts";
import { deliveries, needsHistory } from "./deliveries.ts";
import { dueOf, marksDue } from "./due.ts";
import { grow } from "./grow.ts";
import { termsOf } from "./terms.ts";

/** Reports a round: one list of changes, one commit. */
const most = 200;

/**
 * What the clocks owe now: people are told of a mark once, a question nobody answered and a window nobody used lapse, a
 * file that was not verified in time counts as complete. Every mark is kept in the change that does what it asks for, under
 * the version that was read, so neither two workers nor a day of downtime does anything twice.
 * @returns how many copies were gone through
 */
export async function watchDue(ctx: Context): Promise<number> {
  const scope = { tenants: ctx.here.tenants() };
  let watched = 0;
  for (;;) {
    const at = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
    const { changes, postponed, fault } = await withScope(ctx.db, scope, (tx) =>
      roundOf(ctx, tx, at),
    );
    if (changes.length === 0 && postponed > 0) continue;
    if (changes.length === 0 && fault !== undefined) throw fault.reason;
    if (changes.length === 0) return watched;
    const settled = await appendEach(ctx.db, scope, changes);
    const saved = settled.filter((s) => s.status === "fulfilled" && s.value.outcome === "saved");
    if (changes.some(({ outbox }) => outbox.length > 0)) ctx.wake();
    watched += saved.length;
    const failure = settled.find((s) => s.status === "rejected");
    // One report that cannot be written must not keep the task from ending; its mark waits for the next round.
    if (failure !== undefined && saved.length === 0) throw failure.reason;
    // All of them in conflict: another worker is at the same list.
    if (saved.length === 0) return watched;
  }
}

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
  const scope = { tenants: [copy.tenant] };
  const at = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
  const change = await withScope(ctx.db, scope, (tx) => changeOf(ctx, tx, copy, at));
  if (change === "postponed") return;
  await append(ctx.db, scope, [change]);
  ctx.wake();
}

/** `fault`: of a report that cannot be worked out; the others do not wait for it. */
async function roundOf(
  ctx: Context,
  tx: Tx,
  at: string,
): Promise<{ changes: Change[]; postponed: number; fault?: { readonly reason: unknown } }> {
  const due = await findDue(tx, at, most);
  const copies = due.length === 0 ? [] : await findCopies(tx, due);
  const changes: Change[] = [];
  let postponed = 0;
  let fault: { readonly reason: unknown } | undefined;
  for (const copy of copies)
    try {
      const change = await changeOf(ctx, tx, copy, at);
      if (change === "postponed") postponed += 1;
      else changes.push(change);
    } catch (reason) {
      fault = { reason };
    }
  return { changes, postponed, ...(fault === undefined ? {} : { fault }) };
}

async function changeOf(
  ctx: Context,
  tx: Tx,
  copy: LoadedReport,
  at: string,
): Promise<Change | "postponed"> {
  const owed = await owedBy(ctx, tx, copy, at);
  if (owed.marks.length === copy.marks.length && owed.later !== undefined) {
    await postponeWatch(tx, copy, owed.later);
    return "postponed";
  }
  const history = needsHistory(ctx, copy.case, owed.current)
    ? await eventsOf(tx, [{ tenant: copy.tenant, report: copy.id }])
    : [];
  const next = dueOf(ctx, copy.tenant, owed.current, owed.marks);
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
    const until =
      command?.type === "refer" ? await mayReferFrom(ctx, tx, copy, current, mark, at) : undefined;
    if (until !== undefined) {
      waiting.add(mark.key);
      later = until;
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
 * @returns when to look again; undefined: now
 */
async function mayReferFrom(
  ctx: Context,
  tx: Tx,
  { tenant, id }: LoadedReport,
  current: Case,
  { deadline, at: passed }: Mark,
  at: string,
): Promise<string | undefined> {
  const others = current.parties.filter((party) => party !== ctx.hub);
  const unheard = await unheardSince(tx, ctx.here.node, others, realTimeOf(ctx, passed));
  if (unheard.length === 0) return undefined;
  const terms = termsOf(ctx);
  const zone = terms.zoneOf(ctx.hub);
  const since = ctx.here.since().toString({ fractionalSecondDigits: 3 });
  const registered = (await keptSince(tx, tenant, id)) ?? deadline;
  const latest = [deadline, since, registered].toSorted().at(-1) ?? deadline;
  const from = dateIn(zone, latest);
  const { date } = nthWorkingDayAfter(terms.calendarOf(ctx.hub), from, 1);
  if (hasPassed(endOfDay(date, zone), at)) return undefined;
  return Temporal.Instant.from(at).add({ minutes: 1 }).toString({ fractionalSecondDigits: 3 });
}

function remindersOf(
  { key, tells, clock, stage, deadline }: Mark,
  { report }: Case,
): StoredReminder[] {
  return tells.map((rung) => ({
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
