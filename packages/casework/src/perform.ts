import { abilityFor, actorName, reportSubject } from "@simpul/access";
import type { Action, Actor } from "@simpul/access";
import { decide, holderOf, react, step } from "@simpul/domain";
import type { ActorRole, Case, Command, Recorded, ReportEvent } from "@simpul/domain";
import { append, eventsOf, findReport, lookUpMessage, withScope } from "@simpul/db";
import type { Change, DedupKey, LoadedReport, StoredEvent, Tx } from "@simpul/db";
import type { Context } from "./context.ts";
import { deliveries } from "./deliveries.ts";
import { encloseAttachments, encloseWords } from "./enclose.ts";
import type { Words } from "./enclose.ts";
import { done, failed } from "./failure.ts";
import type { Failure, Result } from "./failure.ts";
import { seal } from "./seal.ts";
import { canonicalReportId, scopeOf } from "./scope-of.ts";
import { summaryOf } from "./summary.ts";
import type { Summary } from "./summary.ts";

/** Which report a verb is about. */
export interface Target {
  /** An id or a tracking id. */
  readonly report: string;
  /** The version the caller saw (If-Match): refused if the report moved on. */
  readonly ifVersion?: number;
  /** What makes this message the same as an earlier one: said again it has no effect, and the same answer. */
  readonly dedup?: readonly DedupKey[];
}

/** What one verb brings to `perform`. */
export interface Act extends Target {
  readonly verb: Action & Command["type"];
  readonly words?: Words;
  readonly attachments?: readonly string[];
  /** Who speaks, where it is not the actor: staff who record the reporter's word. */
  readonly by?: ActorRole;
  /** Makes the command from what was loaded; words and files are already enclosed. */
  command(loaded: LoadedReport, tx: Tx): Promise<Command | Failure> | Command | Failure;
}

/** Two officers rarely meet on one report; five times in a row means that something else is wrong. */
const attempts = 5;

/**
 * Every verb goes through here, so it is read once: authorize, load with the version, decide, react, append.
 * A conflict means somebody else was first: load and decide again.
 */
export async function perform(
  ctx: Context,
  actor: Actor & { tenant: string },
  act: Act,
): Promise<Result<Summary>> {
  const id = canonicalReportId(act.report);
  if (id === "mistyped") return failed("mistypedTrackingId");
  if (id === "unknown") return failed("notFound");
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const prepared = await withScope(ctx.db, scopeOf(ctx, actor), (tx) =>
      prepare(ctx, actor, act, id, tx),
    );
    if (prepared.outcome === "failed") return prepared;
    const { change, loaded } = prepared.value;
    if (change === "saidBefore") return done(summaryOf(loaded));
    const [outcome] = await append(ctx.db, scopeOf(ctx, actor), [change]);
    if (outcome?.outcome === "saved") {
      ctx.wake();
      return done(
        summaryOf({ ...loaded, case: change.case, version: outcome.version, updatedAt: change.at }),
      );
    }
  }
  return failed("busy");
}

async function prepare(
  ctx: Context,
  actor: Actor & { tenant: string },
  act: Act,
  id: string,
  tx: Tx,
): Promise<Result<{ change: Change | "saidBefore"; loaded: LoadedReport }>> {
  const loaded = await findReport(tx, id, actor.tenant);
  if (loaded === undefined) return failed("notFound");
  const may = authorize(ctx, actor, act.verb, loaded);
  if (may !== "yes") return may;
  // Before the rules: what was said once is no longer allowed in the state that it led to.
  const before = await lookUpMessage(tx, loaded.tenant, act.dedup ?? []);
  if (before === "differs") return failed("bodyDiffers");
  if (before === "same") return done({ change: "saidBefore", loaded });
  if (act.ifVersion !== undefined && act.ifVersion !== loaded.version)
    return failed("versionChanged");

  const said = encloseWords(ctx, act.words ?? {});
  const files = await encloseAttachments(
    tx,
    loaded.tenant,
    actorName(actor),
    act.attachments ?? [],
  );
  if ("outcome" in files) return files;
  const command = await act.command(loaded, tx);
  if ("outcome" in command) return command;

  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  const now = { me: loaded.tenant, hub: ctx.hub, at, by: act.by ?? roleOf(ctx, actor, loaded) };
  const decision = decide(
    loaded.case,
    { ...command, ...said.enclosed, attachments: files.refs },
    now,
  );
  if (decision.outcome === "refused") return failed(decision.code, decision.pointer);

  const grown = grow(ctx, loaded.tenant, loaded.id, loaded.case, decision.events, at);
  const isNewParty = grown.case.parties.length > loaded.case.parties.length;
  const history = isNewParty
    ? await eventsOf(tx, [{ tenant: loaded.tenant, report: loaded.id }])
    : [];
  const change: Change = {
    tenant: loaded.tenant,
    report: loaded.id,
    expectedVersion: loaded.version,
    case: grown.case,
    at,
    events: grown.events,
    contents: [...said.contents, ...files.contents],
    audit: [{ actor: actorName(actor), verb: act.verb, outcome: grown.case.report.state }],
    outbox: deliveries(ctx, loaded.tenant, loaded.case, grown.case, history, grown.events),
    dedup: act.dedup ?? [],
  };
  return done({ change, loaded });
}

/** Seals and evolves what was decided, then what the holder owes in turn, until nothing is owed. */
export function grow(
  ctx: Context,
  me: string,
  report: string,
  start: Case,
  events: readonly ReportEvent[],
  at: string,
): { case: Case; events: StoredEvent[]; recorded: Recorded[] } {
  let current = start;
  const stored: StoredEvent[] = [];
  const all: Recorded[] = [];
  const take = (event: ReportEvent): void => {
    const sealed = seal(ctx, me, report, current, event, at);
    current = step(current, sealed.recorded, ctx.hub).case;
    stored.push(sealed.stored);
    all.push(sealed.recorded);
  };
  for (const event of events) take(event);
  for (
    let owed = react(current, me, ctx.hub);
    owed !== "nothing";
    owed = react(current, me, ctx.hub)
  )
    take(owed);
  return { case: current, events: stored, recorded: all };
}

/** Not seeing a report and not being allowed to act on it are different answers only for those who may see it. */
export function authorize(
  ctx: Context,
  actor: Actor,
  action: Action,
  loaded: LoadedReport,
): "yes" | Failure {
  const ability = abilityFor(actor, ctx.hub);
  const subject = reportSubject(subjectOf(loaded));
  if (ability.can(action, subject)) return "yes";
  return ability.can("read", subject) ? failed("forbidden") : failed("notFound");
}

export function subjectOf(loaded: LoadedReport) {
  const { report } = loaded.case;
  return {
    tenant: loaded.tenant,
    unit: "unit" in report ? report.unit : undefined,
    class: report.class,
    accusedTenant: report.accused?.unit === undefined ? report.accused?.tenant : undefined,
    channelId: loaded.channelId,
  };
}

function roleOf(ctx: Context, actor: Actor, loaded: LoadedReport): ActorRole {
  switch (actor.kind) {
    case "channel":
      return "reporter";
    case "machine":
    case "staff":
      return loaded.tenant === ctx.hub && holderOf(loaded.case, ctx.hub) === ctx.hub
        ? "verifier"
        : "institution";
    case "clock":
      return "clock";
    case "peer":
    case "public":
    case "system":
      return "system";
  }
}
