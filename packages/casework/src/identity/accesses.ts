import { abilityFor, staffRoles, tenantSubject } from "@simpul/access";
import type { Actor, StaffRole } from "@simpul/access";
import { findReport, unsealingsOf, wholeOf, withScope } from "@simpul/db";
import type { LoadedReport, Scope, Tx, UnsealingRow } from "@simpul/db";
import { accuses, unsealPurposes } from "@simpul/domain";
import type { UnsealPurpose } from "@simpul/domain";
import { reportAsked } from "../about-report.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { scopeOf } from "../scope-of.ts";
import { authorize } from "../upon-report.ts";

/** That somebody was told who the reporter is. RFC 3339, UTC. */
export interface IdentityAccess {
  readonly at: string;
  readonly role: StaffRole | "unknown";
  readonly tenant: string;
  readonly purpose: UnsealPurpose | "unknown";
  /** Of the officer and in their words: for who oversees, never for the reporter. */
  readonly inside?: { readonly by: string; readonly reason: string };
}

const most = 500;

/**
 * Who was told who the reporter is, the newest first, 500 at most. For an auditor of the tenant, for an examiner, and for
 * the reporter, who learns when, which role of which tenant and for what kind of reason (UU PDP 27/2022, art. 7), but of no
 * officer.
 */
export async function accessesOf(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<IdentityAccess[]>> {
  const id = reportAsked(typed);
  if (id.outcome === "failed") return id;
  // An auditor knows of every report that something was done with it, and of no report more than that.
  const isAuditor = abilityFor(actor, ctx.hub).can("read", tenantSubject("Audit", actor.tenant));
  return withScope(ctx.db, auditScope(ctx, actor), async (tx) => {
    const report = await auditedReport(ctx, tx, actor, id.value, isAuditor);
    if (report.outcome === "failed") return report;
    const rows = await unsealingsOf(tx, actor.tenant, report.value, most);
    const isReporter = actor.kind === "reporter";
    return done(rows.map((row) => accessOf(row, actor.tenant, isReporter)));
  });
}

/** For the second wall, apart from what the rules say. */
const holdsAudit = (actor: Actor & { tenant: string }): boolean =>
  actor.kind === "staff" &&
  actor.roles.some(({ role, tenant }) => role === "auditor" && tenant === actor.tenant);

/** What an auditor's, or anybody else's, transaction about the audit of one report finds at all. */
export const auditScope = (ctx: Context, actor: Actor & { tenant: string }): Scope =>
  holdsAudit(actor) ? wholeOf([actor.tenant]) : scopeOf(ctx, actor);

/** Whistleblowing about an institution is not known to its own auditors either. */
const accusesWhole = ({ case: { report } }: LoadedReport, tenant: string): boolean =>
  report.class === "whistleblowing" && accuses(report, tenant);

/** The id of a report, for whoever may know what was done with it. */
export async function auditedReport(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  id: string,
  isAuditor: boolean,
): Promise<Result<string>> {
  const loaded = await findReport(tx, id, actor.tenant);
  if (loaded === undefined || loaded.tenant !== actor.tenant) return failed("notFound");
  if (isAuditor) return accusesWhole(loaded, actor.tenant) ? failed("notFound") : done(loaded.id);
  const may = authorize(ctx, actor, actor.kind === "reporter" ? "read" : "allowUnseal", loaded);
  return may === "yes" ? done(loaded.id) : may;
}

function accessOf(
  { at, actor, detail }: UnsealingRow,
  tenant: string,
  isReporter: boolean,
): IdentityAccess {
  const { role, purpose, reason, asker } = detail;
  return {
    at,
    role: staffRoles.find((each) => each === role) ?? "unknown",
    // Of an answer to another tenant's question: that one, whose officer was told.
    tenant: typeof asker === "string" ? asker : tenant,
    purpose: unsealPurposes.find((each) => each === purpose) ?? "unknown",
    ...(isReporter
      ? {}
      : { inside: { by: actor, reason: typeof reason === "string" ? reason : "" } }),
  };
}
