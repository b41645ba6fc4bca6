import { clocksOf, dateIn, marksOf, nextMark } from "@simpul/domain";
import type { Case, Mark, Terms } from "@simpul/domain";
import type { Due } from "@simpul/db";
import type { Context } from "./context.ts";
import { termsOf } from "./terms.ts";

/** What lists and the watch need of a case's clocks. @param kept marks that were kept before, and by this change */
export function dueOf(ctx: Context, tenant: string, current: Case, kept: readonly string[]): Due {
  const terms = termsOf(ctx);
  const clocks = clocksOf(current, terms);
  const [first] = clocks;
  const next = nextMark(marksOf(current, clocks, terms, tenant), kept);
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

const intakes = new WeakMap<Terms, Map<string, Due>>();

/**
 * As `dueOf`, of a report that was just taken in. It has one clock, which depends on the day, on who took it in and on what
 * it is about: worked out once a day, because every intake of a burst asks for the same.
 */
export function dueOfIntake(ctx: Context, tenant: string, current: Case): Due {
  const terms = termsOf(ctx);
  // A rule in hours counts from the very moment.
  if (terms.policy.rules.some(({ clock, unit }) => clock === "verification" && unit === "hours"))
    return dueOf(ctx, tenant, current, []);
  const known = intakes.get(terms) ?? new Map<string, Due>();
  intakes.set(terms, known);
  const { receivedAt, class: reportClass, category } = current.report;
  const day = dateIn(terms.zoneOf(tenant), receivedAt);
  const key = [tenant, day, reportClass, category].join(" ");
  const due = known.get(key) ?? dueOf(ctx, tenant, current, []);
  // Of a long life: the days before today are asked for no more.
  if (known.size > 10_000) known.clear();
  known.set(key, due);
  return due;
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
  return marksOf(current, clocksOf(current, terms), terms, tenant).filter(
    ({ at, key }) => at <= now && !kept.includes(key),
  );
}
