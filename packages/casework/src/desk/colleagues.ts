import type { Actor, StaffRole } from "@simpul/access";
import { findReport, officersOf, rolesOfAccount, unitTree, withScope } from "@simpul/db";
import { pathUp } from "@simpul/domain";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { worksOn } from "../people/entrust.ts";
import { canonicalReportId, scopeOf } from "../scope-of.ts";
import { subjectOf } from "../subject-of.ts";
import { authorize } from "../upon-report.ts";

/** Somebody who can be put in charge of a case. */
export interface Colleague {
  /** Their place on the roster: what `roster.entrust` takes. */
  readonly officer: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly unit?: string;
  readonly isSelf: boolean;
}

const most = 100;

/**
 * Who works on a case: the officers whom `entrust` takes, by name, 100 at most. For whoever may entrust it. Refused:
 * `notFound`, `mistypedTrackingId`, `forbidden`.
 */
export async function colleaguesFor(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<readonly Colleague[]>> {
  const id = canonicalReportId(typed);
  if (id === "mistyped") return failed("mistypedTrackingId");
  if (id === "unknown") return failed("notFound");
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const loaded = await findReport(tx, id, actor.tenant);
    if (loaded === undefined) return failed("notFound");
    const may = authorize(ctx, actor, "entrust", loaded);
    if (may !== "yes") return may;
    const { unit } = subjectOf(loaded);
    const chain = unit === undefined ? [] : pathUp(unit, await unitTree(tx, actor.tenant));
    const near = (await officersOf(tx, actor.tenant))
      .filter(
        (one) =>
          !one.isEnded &&
          (one.role === "inspectorate" || (one.unit !== undefined && chain.includes(one.unit))),
      )
      .slice(0, most);
    const found: Colleague[] = [];
    for (const one of near) {
      const roles = await rolesOfAccount(tx, actor.tenant, one.account);
      const own = roles.find(({ officer, cover }) => officer === one.id && cover === undefined);
      if (own === undefined || !worksOn(ctx, actor.tenant, own, loaded)) continue;
      found.push({
        officer: one.id,
        name: one.name,
        role: one.role,
        ...(one.unit === undefined ? {} : { unit: one.unit }),
        isSelf: actor.kind === "staff" && actor.id === one.account,
      });
    }
    return done(found.toSorted((a, b) => a.name.localeCompare(b.name)));
  });
}
