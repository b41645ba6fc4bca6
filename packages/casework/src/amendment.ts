import { isDeepStrictEqual } from "node:util";
import { referenceBody } from "@simpul/db";
import type { Reach, TermsVersions } from "@simpul/db";
import { differenceOf, validateCalendar, widest } from "@simpul/domain";
import type { Context } from "./context.ts";
import { termsOf } from "./terms.ts";

/** The day begins there first. */
const easternmost = "Asia/Jayapura";

/**
 * Which deadlines the newest calendar can have moved, compared with the one by which all were computed before: those that
 * end before the first day on which the two differ stand where they stand.
 * @returns undefined: any. Where the policy is another one, or what came before cannot be read
 */
export async function reachOf(
  ctx: Context,
  was: TermsVersions,
  to: TermsVersions,
): Promise<Reach | undefined> {
  if (was.policy !== to.policy) return undefined;
  const { version, body: next } = ctx.reference.calendar();
  const before = validateCalendar(await referenceBody(ctx.db, "calendar", was.calendar));
  const after = validateCalendar(next);
  if (before.outcome !== "valid" || after.outcome !== "valid") return undefined;
  if (!isDeepStrictEqual(before.document.everyDay, after.document.everyDay)) return undefined;
  const calendar = () => ({ version, body: before.document });
  const old = termsOf({ ...ctx, reference: { ...ctx.reference, calendar } });
  const now = termsOf(ctx);
  // Of seven hundred tenants nearly all keep to the nation's, which is one and the same object.
  const pairs = new Map(
    ctx.reference.tenants().map(({ code }) => [now.calendarOf(code), old.calendarOf(code)]),
  );
  const differences = [...pairs].flatMap(([is, b]) => differenceOf(b, is) ?? []);
  const { from, restores } = widest(differences) ?? { from: "9999-01-01", restores: false };
  const start = Temporal.PlainDate.from(from).toZonedDateTime(easternmost).toInstant();
  return { from: start.toString({ fractionalSecondDigits: 3 }), restores };
}
