import { openReports, withScope, wholeOf } from "@simpul/db";
import { clockNames, clocksOf } from "@simpul/domain";
import type { CalendarDocument, ClockName, ClockPolicy, Terms } from "@simpul/domain";
import type { Context } from "./context.ts";
import { termsOf } from "./terms.ts";

/** Numbers of deadlines: a report has one a running clock. */
export interface TermsPreview {
  readonly open: number;
  /** That would be another moment than by the versions that count now; also where the clock runs only then. */
  readonly moved: number;
  /** That run now and would no more: a policy may have no rule for a clock. Not among `open`. */
  readonly ended: number;
  /** That would touch a year of which no decree is known. */
  readonly provisional: number;
  /** Only clocks that run somewhere, in the order of `clockNames`. */
  readonly clocks: readonly {
    readonly clock: ClockName;
    readonly open: number;
    readonly moved: number;
    readonly ended: number;
    readonly provisional: number;
  }[];
}

const most = 1000;
const firstId = "00000000-0000-0000-0000-000000000000";

/** What a calendar would do to the open deadlines of all copies here, if it were the newest. Reads, and writes nothing. */
export async function previewCalendar(
  ctx: Context,
  document: CalendarDocument,
): Promise<TermsPreview> {
  const calendar = () => ({ ...ctx.reference.calendar(), body: document });
  return previewTerms(ctx, termsOf({ ...ctx, reference: { ...ctx.reference, calendar } }));
}

/** As `previewCalendar`, of a clock policy. */
export async function previewPolicy(ctx: Context, document: ClockPolicy): Promise<TermsPreview> {
  const clockPolicy = () => ({ ...ctx.reference.clockPolicy(), body: document });
  return previewTerms(ctx, termsOf({ ...ctx, reference: { ...ctx.reference, clockPolicy } }));
}

async function previewTerms(ctx: Context, then: Terms): Promise<TermsPreview> {
  const now = termsOf(ctx);
  const counts = new Map(
    clockNames.map((clock) => [clock, { open: 0, moved: 0, ended: 0, provisional: 0 }]),
  );
  for (const tenant of ctx.here.tenants())
    for (let after = { tenant, id: firstId }; ;) {
      const read = await withScope(ctx.db, wholeOf([tenant]), (tx) => openReports(tx, after, most));
      for (const { case: current } of read) {
        const before = new Map(clocksOf(current, now).map((clock) => [clock.name, clock.deadline]));
        for (const { name, deadline, provisional } of clocksOf(current, then)) {
          const count = counts.get(name);
          if (count === undefined) continue;
          count.open += 1;
          if (before.get(name) !== deadline) count.moved += 1;
          if (provisional) count.provisional += 1;
          before.delete(name);
        }
        for (const name of before.keys()) {
          const count = counts.get(name);
          if (count !== undefined) count.ended += 1;
        }
      }
      const end = read.at(-1);
      if (end === undefined || read.length < most) break;
      after = end;
    }
  const clocks = [...counts].flatMap(([clock, count]) =>
    count.open + count.ended === 0 ? [] : [{ clock, ...count }],
  );
  const sum = (of: keyof Omit<(typeof clocks)[number], "clock">): number =>
    clocks.reduce((all, count) => all + count[of], 0);
  return {
    open: sum("open"),
    moved: sum("moved"),
    ended: sum("ended"),
    provisional: sum("provisional"),
    clocks,
  };
}
