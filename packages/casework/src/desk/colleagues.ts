import type { Actor, StaffRole } from "@simpul/access";
import { officersOf, rolesOfAccount, unitTree } from "@simpul/db";
import { pathUp } from "@simpul/domain";
import { aboutReport } from "../about-report.ts";
import type { Context } from "../context.ts";
import { done } from "../failure.ts";
import type { Result } from "../failure.ts";
import { worksOn } from "../people/entrust.ts";
import { subjectOf } from "../subject-of.ts";

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
export function colleaguesFor(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<readonly Colleague[]>> {
  return aboutReport(ctx, actor, typed, "entrust", async (tx, loaded) => {
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
