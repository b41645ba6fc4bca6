import type { ReportSubject } from "@simpul/access";
import { eventsOf, subjectsOf, wholeOf, withScope } from "@simpul/db";
import type { Acted, KeptEvent } from "@simpul/db";
import { fold } from "@simpul/domain";
import type { Context } from "../context.ts";
import { recordedOf } from "../recorded.ts";
import { subjectOf } from "../subject-of.ts";
import { verbs } from "../verbs.ts";

/** What happened at one tenant within a moment; each question is asked of the database once, for all who want to know. */
export interface Changed {
  /** Reports to which more happened than that they came. */
  readonly older: readonly string[];
  /** All of them, as they are now. */
  subjects(): Promise<readonly (ReportSubject & { readonly id: string })[]>;
  /** What these were just before, and on the way to what they are now. */
  before(reports: readonly string[]): Promise<readonly ReportSubject[]>;
}

/** @param acts of this tenant */
export function changedBy(ctx: Context, tenant: string, acts: readonly Acted[]): Changed {
  const byReport = Map.groupBy(acts, ({ report }) => report);
  const scope = wholeOf([tenant]);
  const older = [...byReport].flatMap(([report, its]) => (its.every(isIntake) ? [] : [report]));
  const once = new Map<string, readonly ReportSubject[]>();
  let now: ReturnType<typeof subjectsOf> | undefined;
  return {
    older,
    subjects: () =>
      (now ??= withScope(ctx.db, scope, (tx) => subjectsOf(tx, tenant, [...byReport.keys()]))),
    async before(reports) {
      const asked = reports.filter((report) => !once.has(report));
      if (asked.length > 0) {
        const keys = asked.map((report) => ({ tenant, report }));
        const kept = Map.groupBy(
          await withScope(ctx.db, scope, (tx) => eventsOf(tx, keys)),
          ({ report }) => report,
        );
        for (const report of asked)
          once.set(
            report,
            subjectsBefore(ctx, tenant, kept.get(report) ?? [], byReport.get(report) ?? []),
          );
      }
      return reports.flatMap((report) => once.get(report) ?? []);
    },
  };
}

const isIntake = ({ verb }: Acted): boolean => verb === "receive" || verb === "received";

/** Folded once each: a report that many things happened to at once is told of as if it had been everywhere on the way. */
const mostSteps = 20;

/** @param kept all events of a copy, in the order in which they reached it */
function subjectsBefore(
  ctx: Context,
  tenant: string,
  kept: readonly KeptEvent[],
  acts: readonly Acted[],
): ReportSubject[] {
  const last = Math.min(eventsIn(kept, acts), mostSteps);
  const subjects: ReportSubject[] = [];
  for (let left = 1; left <= last; left += 1) {
    const before = kept.slice(0, -left);
    const id = kept[0]?.report ?? "";
    const current = fold(before.flatMap(recordedOf), id, ctx.hub);
    if (current !== undefined) subjects.push(subjectOf({ tenant, id, case: current }));
  }
  return subjects;
}

/** Of a note, or of giving a case to a colleague, there is no event. */
const deciding: ReadonlySet<string> = new Set(
  [...Object.keys(verbs), "receive", "watch"].filter((verb) => verb !== "note"),
);

/**
 * How many of the last events these acts made: what was decided here bears the act's own moment, and of what came from
 * elsewhere each event has an act of its own.
 */
function eventsIn(kept: readonly KeptEvent[], acts: readonly Acted[]): number {
  const moments = new Set(acts.flatMap(({ verb, at }) => (deciding.has(verb) ? [at] : [])));
  let fromElsewhere = acts.filter(({ actor }) => actor.startsWith("peer:")).length;
  let count = 0;
  for (const { at } of kept.toReversed()) {
    if (!moments.has(at)) {
      if (fromElsewhere === 0) break;
      fromElsewhere -= 1;
    }
    count += 1;
  }
  return count;
}
