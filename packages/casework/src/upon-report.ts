import { abilityFor, reportSubject } from "@simpul/access";
import type { Action, Actor } from "@simpul/access";
import { append, appendTogether, findReport, lookUpMessage, wholeOf, withScope } from "@simpul/db";
import type { Change, DedupKey, LoadedReport, Scope, Tx } from "@simpul/db";
import { partsShown } from "./audience.ts";
import type { Context } from "./context.ts";
import { done, failed } from "./failure.ts";
import type { Failure, Result } from "./failure.ts";
import { canonicalReportId, scopeOf } from "./scope-of.ts";
import { subjectOf } from "./subject-of.ts";
import { summaryOf } from "./summary.ts";
import type { Summary } from "./summary.ts";
import { owesAct, settleDue } from "./watch.ts";

/** Which report a verb is about. */
export interface Target {
  /** An id or a tracking id. */
  readonly report: string;
  /** The version the caller saw (If-Match): refused if the report moved on. */
  readonly ifVersion?: number;
  /** What makes this message the same as an earlier one: said again it has no effect, and the same answer. */
  readonly dedup?: readonly DedupKey[];
  /** Decides as it would, answers with the version that is there, and keeps nothing. */
  readonly rehearses?: boolean;
}

/** The first is about the report itself; any others are kept with it or not at all. */
export type Changes = readonly [Change, ...Change[]];

/** Two officers rarely meet on one report; five times in a row means that something else is wrong. */
const attempts = 5;

/**
 * Every verb goes through here, so it is read once: authorize, load with the version, decide, append.
 * A conflict means somebody else was first: load and decide again.
 */
export async function uponReport(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  action: Action,
  decideOn: (loaded: LoadedReport, tx: Tx) => Promise<Result<Changes>> | Result<Changes>,
): Promise<Result<Summary>> {
  const id = canonicalReportId(target.report);
  if (id === "mistyped") return failed("mistypedTrackingId");
  if (id === "unknown") return failed("notFound");
  const scope = scopeOf(ctx, actor);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const read = await withScope(ctx.db, scope, async (tx) => {
      const found = await findFor(ctx, actor, target, action, id, tx);
      if (found.outcome === "failed") return found;
      const { loaded, isRepeated } = found.value;
      if (isRepeated) return done({ loaded, changes: undefined });
      if (owesAct(ctx, loaded) && target.rehearses !== true)
        return done({ loaded, changes: "owing" as const });
      const changes = await decideOn(loaded, tx);
      return changes.outcome === "failed" ? changes : done({ loaded, changes: changes.value });
    });
    if (read.outcome === "failed") return read;
    const { loaded, changes } = read.value;
    if (changes === undefined || target.rehearses === true)
      return done(summaryOf(ctx, loaded, partsShown(ctx, actor, loaded)));
    if (changes === "owing") {
      await settleDue(ctx, loaded);
      continue;
    }
    // What was decided is written whole: a report may leave the sight of who classified it.
    if ((await keep(ctx, wholeOf(scope.tenants), changes)) === "saved") {
      ctx.wake();
      const [{ case: current, at }] = changes;
      const kept = { ...loaded, case: current, version: loaded.version + 1, updatedAt: at };
      // As they could see it before: who classifies a report is told what became of it.
      return done(summaryOf(ctx, kept, partsShown(ctx, actor, loaded)));
    }
  }
  return failed("busy");
}

async function findFor(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  action: Action,
  id: string,
  tx: Tx,
): Promise<Result<{ loaded: LoadedReport; isRepeated: boolean }>> {
  const loaded = await findReport(tx, id, actor.tenant);
  if (loaded === undefined) return failed("notFound");
  const may = authorize(ctx, actor, action, loaded);
  if (may !== "yes") return may;
  // Before the rules: what was said once is no longer allowed in the state that it led to.
  const before = await lookUpMessage(tx, loaded.tenant, target.dedup ?? []);
  if (before === "differs") return failed("bodyDiffers");
  if (before === "same") return done({ loaded, isRepeated: true });
  if (target.ifVersion !== undefined && target.ifVersion !== loaded.version)
    return failed("versionChanged");
  return done({ loaded, isRepeated: false });
}

async function keep(ctx: Context, scope: Scope, changes: Changes): Promise<"saved" | "not"> {
  const outcome =
    changes.length > 1
      ? await appendTogether(ctx.db, scope, changes)
      : (await append(ctx.db, scope, changes))[0]?.outcome;
  return outcome === "saved" ? "saved" : "not";
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
