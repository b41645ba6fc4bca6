import type { Actor, Staff, StaffRole } from "@simpul/access";
import { findReport } from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { canonicalReportId } from "../scope-of.ts";
import { authorize } from "../upon-report.ts";
import { mayKnow, roleThatMay } from "./may-open.ts";

/** Who may open a reporter's identity, or let somebody open it, and how many persons that takes. */
export interface Entitled {
  readonly loaded: LoadedReport;
  readonly staff: Staff;
  /** The role that lets them; what the reporter is told. */
  readonly role: StaffRole;
  readonly persons: 1 | 2;
}

/**
 * The report, for somebody who may know its reporter: the ability first, then a sign-in that is fresh, then the rule of the
 * domain. Refuses with `notFound`, `forbidden`, `freshSignInNeeded` or `identityWithheld`.
 */
export async function entitled(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  typed: string,
  action: "unseal" | "allowUnseal",
): Promise<Result<Entitled>> {
  const id = canonicalReportId(typed);
  if (id === "mistyped") return failed("mistypedTrackingId");
  if (id === "unknown") return failed("notFound");
  const loaded = await findReport(tx, id, actor.tenant);
  if (loaded === undefined) return failed("notFound");
  const may = authorize(ctx, actor, action, loaded);
  if (may !== "yes") return may;
  const role = actor.kind === "staff" ? roleThatMay(ctx, actor, action, loaded) : undefined;
  // A person answers for it: no key opens an identity, whatever its scopes will be one day.
  if (actor.kind !== "staff" || role === undefined) return failed("forbidden");
  if (actor.isFresh !== true) return failed("freshSignInNeeded");
  const rule = mayKnow(ctx, actor, loaded);
  return rule.outcome === "yes"
    ? done({ loaded, staff: actor, role, persons: rule.persons })
    : failed("identityWithheld");
}
