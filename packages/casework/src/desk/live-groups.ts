import { abilityBy, reportSubject, rulesFor } from "@simpul/access";
import type { Ability, ReportSubject, Staff } from "@simpul/access";
import { listedAmong, withScope } from "@simpul/db";
import type { Scope } from "@simpul/db";
import type { Context } from "../context.ts";
import { scopeOf } from "../scope-of.ts";
import type { Changed } from "./live-changed.ts";

/** People at one desk who are shown the same: they are asked about once. */
export interface Sight {
  readonly key: string;
  readonly tenant: string;
  readonly ability: Ability;
  readonly scope: Scope;
}

export function sightOf(ctx: Context, actor: Staff): Sight {
  const rules = rulesFor(actor, ctx.hub);
  const scope = scopeOf(ctx, actor);
  return {
    key: JSON.stringify([actor.tenant, scope, rules]),
    tenant: actor.tenant,
    ability: abilityBy(rules),
    scope,
  };
}

/** What somebody hears of a moment: reports that they may list, and whether their lists are others than before. */
export interface Heard {
  readonly reports: readonly string[];
  readonly lists: boolean;
}

/** More than that is read anew as a whole. */
const mostReports = 100;

/**
 * What those of one sight hear of changes. A report that they may not list tells nothing by itself: only if they could list
 * it a moment ago they hear that something left their lists. `all`: too much to tell one by one.
 */
export async function heardBy(
  ctx: Context,
  { tenant, ability, scope }: Sight,
  changed: Changed,
): Promise<Heard | "all"> {
  const canList = (subject: ReportSubject) => ability.can("list", reportSubject(subject));
  const subjects = await changed.subjects();
  // The first lock alone spares a query where nothing is for them; what it lets through the second is asked about.
  const candidates = subjects.filter(canList).map(({ id }) => id);
  const listed = new Set(
    candidates.length === 0
      ? []
      : await withScope(ctx.db, scope, (tx) => listedAmong(tx, ability, tenant, candidates)),
  );
  const unseen = changed.older.filter((id) => !listed.has(id));
  const left = unseen.length > 0 && (await changed.before(unseen)).some(canList);
  // What only came is in nobody's hands as something older.
  const reports = changed.older.filter((id) => listed.has(id));
  if (reports.length > mostReports) return "all";
  return { reports, lists: left || listed.size > 0 };
}
