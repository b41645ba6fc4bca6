import { abilityFor, reportSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { findFollowers, findReport } from "@simpul/db";
import type { LoadedReport } from "@simpul/db";
import type { State } from "@simpul/domain";
import { aboutReport } from "../about-report.ts";
import type { Context } from "../context.ts";
import { done } from "../failure.ts";
import type { Result } from "../failure.ts";
import { subjectOf } from "../subject-of.ts";

/** How one report stands to another: what it was split from, its parts, what it follows, what follows it. */
export type Relation = "splitFrom" | "sibling" | "part" | "main" | "follower";

/** Without its words: those are read where it is opened. */
export interface RelatedReport {
  readonly relation: Relation;
  readonly id: string;
  readonly trackingId: string;
  readonly state: State;
  readonly receivedAt: string;
  readonly category?: string;
  readonly institution?: string;
}

const most = 100;

/**
 * Reports that belong to one: only those that the actor may list, so neither a row nor a number tells of another. At most 100
 * of each kind. Refused: `notFound`, `mistypedTrackingId`.
 */
export function relatedTo(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<readonly RelatedReport[]>> {
  const ability = abilityFor(actor, ctx.hub);
  return aboutReport(ctx, actor, typed, "read", async (tx, loaded) => {
    const { report } = loaded.case;
    const found: RelatedReport[] = [];
    const take = (relation: Relation, other: LoadedReport | undefined): void => {
      if (other === undefined || other.id === loaded.id) return;
      if (found.some((each) => each.id === other.id)) return;
      if (ability.can("list", reportSubject(subjectOf(other)))) found.push(shown(relation, other));
    };
    const whole =
      report.splitFrom === undefined
        ? undefined
        : await findReport(tx, report.splitFrom, loaded.tenant);
    take("splitFrom", whole);
    for (const part of report.parts.slice(0, most))
      take("part", await findReport(tx, part, loaded.tenant));
    for (const sibling of whole?.case.report.parts.slice(0, most) ?? [])
      take("sibling", await findReport(tx, sibling, loaded.tenant));
    if (report.state === "archived" && report.duplicateOf !== undefined)
      take("main", await findReport(tx, report.duplicateOf, loaded.tenant));
    const followers = await findFollowers(tx, loaded.tenant, loaded.id);
    for (const follower of followers.slice(0, most)) take("follower", follower);
    return done(found);
  });
}

function shown(relation: Relation, { id, case: { report } }: LoadedReport): RelatedReport {
  const { trackingId, state, receivedAt, category, institution } = report;
  return {
    relation,
    id,
    trackingId,
    state,
    receivedAt,
    ...(category === undefined ? {} : { category }),
    ...(institution === undefined ? {} : { institution }),
  };
}
