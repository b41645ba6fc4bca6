import { clocksOf, marksOf, nextMark } from "@simpul/domain";
import type { Case, Mark } from "@simpul/domain";
import type { Due } from "@simpul/db";
import type { Context } from "./context.ts";
import { termsOf } from "./terms.ts";

/** What lists and the watch need of a case's clocks. @param kept marks that were kept before, and by this change */
export function dueOf(ctx: Context, tenant: string, current: Case, kept: readonly string[]): Due {
  const terms = termsOf(ctx);
  const clocks = clocksOf(current, terms);
  const [first] = clocks;
  const next = nextMark(marksOf(current, clocks, terms, tenant === ctx.hub ? "hub" : "node"), kept);
  const calendar = terms.calendarOf(first?.owedBy ?? tenant);
  return {
    ...(first === undefined ? {} : { clock: first.name, at: first.deadline }),
    provisional: first?.provisional ?? false,
    ...(next === undefined ? {} : { watchAt: next.at }),
    marks: kept,
    calendar: calendar.version,
    policy: terms.policy.version,
  };
}

/** The marks of a case that have come and are not kept, in their order. @param now RFC 3339, UTC, milliseconds */
export function marksDue(
  ctx: Context,
  tenant: string,
  current: Case,
  kept: readonly string[],
  now: string,
): Mark[] {
  const terms = termsOf(ctx);
  return marksOf(
    current,
    clocksOf(current, terms),
    terms,
    tenant === ctx.hub ? "hub" : "node",
  ).filter(({ at, key }) => at <= now && !kept.includes(key));
}
