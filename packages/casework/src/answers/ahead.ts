import { abilityFor, reportSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { withScope } from "@simpul/db";
import type { LoadedReport } from "@simpul/db";
import { calendarOfClock, clocksOf, decide, pausedDays, runningIn } from "@simpul/domain";
import type { Circumstances, Clock, ReportEvent } from "@simpul/domain";
import type { Context } from "../context.ts";
import { done } from "../failure.ts";
import type { Result } from "../failure.ts";
import { findInside } from "../find-inside.ts";
import { grow } from "../grow.ts";
import type { RespondInput } from "./answer.ts";
import { scopeOf } from "../scope-of.ts";
import { subjectOf } from "../subject-of.ts";
import { termsOf } from "../terms.ts";
import { needsReview } from "./approved.ts";
import { ownReview } from "./reviews-shown.ts";
import type { ReviewShown } from "./reviews-shown.ts";

type Kind = RespondInput["kind"];
const kinds: readonly Kind[] = ["initial", "interim", "plan", "done", "refused"];

/** What an institution's next step would come to, computed and not done. */
export interface Ahead {
  /** Those that the report's life allows now. */
  readonly kinds: readonly Kind[];
  /** Of `done` and `refused`: a second person looks first. */
  readonly isReviewed: boolean;
  readonly review?: ReviewShown;
  /** Whether the actor may record what a unit wrote on paper. */
  readonly mayRecord: boolean;
  /** The earliest deadline that an extension would move, and where to; none where there is no such thing. */
  readonly extension?: Pick<Clock, "date" | "provisional"> & { readonly from: string };
  /** Working days that may still be spent waiting for the reporter, of how many. */
  readonly pause?: { readonly left: number; readonly most: number };
}

/** For whoever may read all of the report. */
export async function lookAhead(
  ctx: Context,
  actor: Actor & { tenant: string },
  report: string,
): Promise<Result<Ahead>> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const found = await findInside(ctx, tx, actor, report);
    if (found.outcome === "failed") return found;
    const loaded = found.value;
    const at = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
    const now = { me: loaded.tenant, hub: ctx.hub, at, by: "institution" as const };
    const ability = abilityFor(actor, ctx.hub);
    const subject = reportSubject(subjectOf(loaded));
    const review = await ownReview(ctx, tx, actor, loaded);
    const extension = extensionOf(ctx, loaded, now);
    const pause = pauseOf(ctx, loaded);
    return done({
      kinds: ability.can("respond", subject)
        ? kinds.filter(
            (kind) => decide(loaded.case, { type: "respond", kind }, now).outcome !== "refused",
          )
        : [],
      isReviewed: await needsReview(ctx, tx, actor, loaded),
      ...(review === undefined ? {} : { review }),
      mayRecord: ability.can("assign", subject),
      ...(extension === undefined ? {} : { extension }),
      ...(pause === undefined ? {} : { pause }),
    });
  });
}

function extensionOf(
  ctx: Context,
  { tenant, id, case: current }: LoadedReport,
  now: Circumstances,
): Ahead["extension"] {
  const decision = decide(current, { type: "extend" }, now);
  if (decision.outcome === "refused") return undefined;
  const terms = termsOf(ctx);
  // Before the first response there is no follow-up yet: as if it came now.
  const first = decide(current, { type: "respond", kind: "initial" }, now);
  const begun =
    current.report.state === "assigned" && first.outcome !== "refused" ? first.events : [];
  const followUp = (events: readonly ReportEvent[]) =>
    clocksOf(grow(ctx, tenant, id, current, events, now.at).case, terms).find(
      ({ name }) => name === "followUp",
    );
  const before = followUp(begun);
  const after = followUp([...decision.events, ...begun]);
  if (before === undefined || after === undefined) return undefined;
  return { from: before.date, date: after.date, provisional: after.provisional };
}

/** Of all pauses together, by the clock that they stop. */
function pauseOf(ctx: Context, { case: current }: LoadedReport): Ahead["pause"] {
  const terms = termsOf(ctx);
  const running = runningIn(current, terms).find(({ mostPaused }) => mostPaused !== undefined);
  if (running?.mostPaused === undefined) return undefined;
  const calendar = calendarOfClock(current, running, terms);
  const used = pausedDays(running, calendar, terms.zoneOf(running.owedBy)).size;
  return { left: Math.max(0, running.mostPaused - used), most: running.mostPaused };
}
