import { actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import {
  findReport,
  identityRequestsOf,
  identityRequestsSince,
  insertAudit,
  insertIdentityRequest,
  lockIdentityAsks,
  withScope,
} from "@simpul/db";
import type { IdentityRequestRow } from "@simpul/db";
import { askHours, identityAskState, identityUntil } from "@simpul/domain";
import type { IdentityAskState } from "@simpul/domain";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { stampOf } from "../people/today.ts";
import { canonicalReportId, scopeOf } from "../scope-of.ts";
import { authorize } from "../upon-report.ts";
import { entitled } from "./entitled.ts";
import { originTells } from "./may-open.ts";
import type { UnsealInput } from "./unseal.ts";

/** What a tenant may ask others in 24 hours, and be answered by each: who wants to know everybody is found out. */
export const asksPerDay = 100;

/** An ask as its asker sees it. Moments are RFC 3339, UTC. */
export interface IdentityAsked {
  readonly id: string;
  readonly report: string;
  /** The tenant of origin. */
  readonly origin: string;
  readonly askedAt: string;
  readonly purpose: string;
  readonly reason: string;
  readonly state: IdentityAskState;
  /** Why it was refused, in the origin's word. */
  readonly code?: string;
  /** Until when it is waited for, or may be opened. */
  readonly until: string;
}

/**
 * Asks the tenant that took the report in who its reporter is, through the hub; the answer comes by itself. The officer's
 * reason stays here: the word for it, their role and the tenant travel. Asked again while the first waits or may be opened,
 * it is that one.
 *
 * Refuses as `unseal` does, and with `identityHere` (open it instead), `tooManyAsks` and `originUnreachable` (the tenant is
 * on no deployment that can be asked).
 */
export async function askOrigin(
  ctx: Context,
  actor: Actor & { tenant: string },
  { report }: { readonly report: string },
  { purpose, reason }: UnsealInput,
): Promise<Result<IdentityAsked>> {
  const result = await withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const may = await entitled(ctx, tx, actor, report, "unseal");
    if (may.outcome === "failed") return may;
    const { loaded, role } = may.value;
    const { tenant, id, case: current } = loaded;
    const { origin } = current.report;
    if (origin === tenant) return failed("identityHere");
    if (!originTells(ctx, loaded)) return failed("identityWithheld");
    await lockIdentityAsks(tx, tenant, tenant);
    const askedBy = actorName(actor);
    const [before] = await identityRequestsOf(tx, tenant, id, askedBy, 1);
    const state = before === undefined ? "none" : identityAskState(before, stampOf(ctx));
    if (before !== undefined && (state === "waiting" || state === "given"))
      return done(asked(ctx, before));
    // Read once: the ask's time is measured between the two.
    const now = ctx.now();
    const dayAgo = stamp(now.subtract({ hours: 24 }));
    if ((await identityRequestsSince(tx, tenant, dayAgo)) >= asksPerDay)
      return failed("tooManyAsks");
    const row: IdentityRequestRow = {
      id: ctx.newId(),
      report: id,
      origin,
      askedBy,
      role,
      askedAt: stamp(now),
      expiresAt: stamp(now.add({ hours: askHours })),
      purpose,
      reason,
    };
    await insertIdentityRequest(tx, tenant, row);
    const { askedAt: at, expiresAt: exp } = row;
    const ask = { id: row.id, from: tenant, to: origin, report: id, purpose, role, at, exp };
    // Nothing of it is kept: a failure that is returned would commit the row.
    if ((await ctx.identityLine.ask(tx, ask)) === "unreachable") throw new Unreachable();
    await insertAudit(tx, tenant, row.askedAt, {
      actor: askedBy,
      verb: "askIdentity",
      outcome: "asked",
      report: id,
      detail: { role, purpose, reason, origin, request: row.id },
    });
    return done(asked(ctx, row));
  }).catch((error: unknown) => {
    if (error instanceof Unreachable) return failed("originUnreachable");
    throw error;
  });
  if (result.outcome === "done") ctx.wake();
  return result;
}

class Unreachable extends Error {}

/** What the actor asked about a report, the newest first. */
export async function askedOf(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<IdentityAsked[]>> {
  const report = canonicalReportId(typed);
  if (report === "mistyped") return failed("mistypedTrackingId");
  if (report === "unknown") return failed("notFound");
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const loaded = await findReport(tx, report, actor.tenant);
    if (loaded === undefined) return failed("notFound");
    const may = authorize(ctx, actor, "unseal", loaded);
    if (may !== "yes") return may;
    const rows = await identityRequestsOf(tx, loaded.tenant, loaded.id, actorName(actor), 20);
    return done(rows.map((row) => asked(ctx, row)));
  });
}

function asked(ctx: Context, row: IdentityRequestRow): IdentityAsked {
  const { id, report, origin, askedAt, purpose, reason, code } = row;
  return {
    id,
    report,
    origin,
    askedAt,
    purpose,
    reason,
    state: identityAskState(row, stampOf(ctx)),
    ...(code === undefined ? {} : { code }),
    until: identityUntil(row),
  };
}

const stamp = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 });
