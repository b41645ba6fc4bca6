import { abilityFor, actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { agedReports, findCopies, insertAudit, withScope, wholeOf } from "@simpul/db";
import type { Tx } from "@simpul/db";
import {
  accuses,
  allows,
  circumspect,
  clocksOf,
  dateIn,
  nthUnpaused,
  ombudsmanTenant,
  pausedDays,
  runningIn,
  shown,
  states,
} from "@simpul/domain";
import type { Case, ClockPolicy, Terms } from "@simpul/domain";
import type { Context } from "./context.ts";
import { done, failed } from "./failure.ts";
import type { Result } from "./failure.ts";
import { withoutSmallCells } from "./small-cells.ts";
import { termsOf } from "./terms.ts";

/** How many open reports the days of the Ombudsman's clock have reached. */
interface Reached {
  /** Working days since the file was complete. */
  readonly day: number;
  /** `null`: too few to be told apart from one. */
  readonly reports: number | null;
}

export interface Outlook {
  /** RFC 3339, UTC. */
  readonly asOf: string;
  /** By whom the report is with, which for one that no institution has is the hub; in the order of their codes. */
  readonly institutions: readonly {
    readonly institution: string;
    readonly name: string;
    readonly past: readonly Reached[];
  }[];
  /** Of the whole nation. */
  readonly whistleblowing: readonly Reached[];
}

const most = 1000;
/** In the place of an institution: the nation. */
const nation = "";

/**
 * What comes towards the Ombudsman: how many unsettled reports stand past each day on which the policy warns (40, 50 and
 * 57), without a word or an id of any. Whistleblowing is counted for the nation alone: who knows the other reports about an
 * institution could subtract them, and one that accuses the office itself is not counted at all (docs/adr/0022).
 * Refused: `notFound` anywhere but at the hub, `forbidden` for a key without the scope. Audited as `outlook`.
 */
export async function readOutlook(ctx: Context, actor: Actor): Promise<Result<Outlook>> {
  const { hub } = ctx;
  if (!ctx.here.tenants().includes(hub)) return failed("notFound");
  if (!abilityFor(actor, hub).can("outlook", "Report")) return failed("forbidden");
  const terms = termsOf(ctx);
  const days = warningDays(terms.policy);
  const now = ctx.caseNow();
  const asOf = now.toString({ fractionalSecondDigits: 3 });
  const reached = new Map<string, number[]>();
  await withScope(ctx.db, wholeOf([hub]), async (tx) => {
    await insertAudit(tx, hub, ctx.now().toString({ fractionalSecondDigits: 3 }), {
      actor: actorName(actor),
      verb: "outlook",
      outcome: "done",
    });
    const before = now.subtract({ hours: 24 * Math.max(0, (days[0] ?? 0) - 1) }).toString();
    for await (const current of openSince(tx, hub, before)) {
      const { report } = current;
      const last = lastReached(current, terms, asOf);
      if (last === undefined) continue;
      const accused = accuses(report, ombudsmanTenant);
      const shows = shown("statistic", circumspect(report, { accused }));
      if (!shows.has("existence")) continue;
      const where = shows.has("facts") ? (report.institution ?? hub) : nation;
      const counts = reached.get(where) ?? days.map(() => 0);
      const isPast = (day = Infinity) => (day <= last ? 1 : 0);
      reached.set(
        where,
        counts.map((count, i) => count + isPast(days[i])),
      );
    }
  });
  const past = (counts: readonly number[] = days.map(() => 0)): Reached[] => {
    const shown = withoutSmallCells(counts);
    return days.map((day, i) => ({ day, reports: shown[i] ?? null }));
  };
  const tenants = new Map(ctx.reference.tenants().map(({ code, name }) => [code, name]));
  return done({
    asOf,
    institutions: [...reached]
      .filter(([institution]) => institution !== nation)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([institution, counts]) => ({
        institution,
        name: tenants.get(institution) ?? institution,
        past: past(counts),
      })),
    whistleblowing: past(reached.get(nation)),
  });
}

/** What the hub has that is still on its way: an answer that stands waits for the reporter's word, and has no such clock. */
async function* openSince(tx: Tx, hub: string, before: string): AsyncGenerator<Case, void> {
  for (const state of states.filter((one) => allows(one, "referred"))) {
    const of = { tenant: hub, state, before };
    let page = await agedReports(tx, of, undefined, most);
    while (page.length > 0) {
      for (const { case: current } of await findCopies(tx, page)) yield current;
      page = page.length < most ? [] : await agedReports(tx, of, page.at(-1), most);
    }
  }
}

function warningDays({ rules }: ClockPolicy): number[] {
  const all = rules
    .filter(({ clock, unit }) => clock === "ombudsman" && unit !== "hours")
    .flatMap(({ warnAt }) => warnAt);
  return [...new Set(all)].toSorted((a, b) => a - b);
}

/** The last of its warning days that a case has come to, by the date at whoever owes it. */
function lastReached(current: Case, terms: Terms, now: string): number | undefined {
  const clock = clocksOf(current, terms).find(({ name }) => name === "ombudsman");
  const running = runningIn(current, terms).find(({ name }) => name === "ombudsman");
  const rule = terms.policy.rules.find(({ id }) => id === clock?.rule);
  if (clock === undefined || running === undefined || rule === undefined) return undefined;
  const { from, owedBy } = clock;
  const zone = terms.zoneOf(owedBy);
  const calendar = terms.calendarOf(owedBy);
  const paused = pausedDays(running, calendar, zone);
  const today = dateIn(zone, now);
  return rule.warnAt
    .filter((n) => {
      switch (rule.unit) {
        case "workingDays":
          return nthUnpaused(calendar, from, n, paused).date <= today;
        case "calendarDays":
          return Temporal.PlainDate.from(from).add({ days: n }).toString() <= today;
        case "hours":
          // It has no days to count.
          return false;
      }
    })
    .toSorted((one, other) => other - one)[0];
}
