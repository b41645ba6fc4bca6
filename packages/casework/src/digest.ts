import { dateIn } from "@simpul/domain";
import type { Terms } from "@simpul/domain";
import { addresseesWaiting, makeDigests, withScope, wholeOf } from "@simpul/db";
import type { Context } from "./context.ts";
import { peopleOf, queueDigests } from "./mail/digest-mails.ts";
import { termsOf } from "./terms.ts";

/** Hours of the day, local: people are told from 08:00 on working days, and never at night (EXPERIENCE). */
const [morning, evening] = [8, 18];

/**
 * Gathers what people were not told yet into one digest an addressee: a role of a tenant, or of one unit of it. It is made
 * on a working day of that tenant between 08:00 and 18:00 of its zone, once a day; after days without a worker it is one
 * digest of all of them. The mails to its people wait in the same transaction.
 * @returns how many digests were made
 */
export async function digestReminders(ctx: Context): Promise<number> {
  const terms = termsOf(ctx);
  const now = ctx.caseNow();
  const scope = wholeOf(ctx.here.tenants());
  const due = (await withScope(ctx.db, scope, addresseesWaiting)).flatMap((addressee) => {
    const day = dayToTell(terms, addressee.tenant, now);
    return day === "later" ? [] : [{ ...addressee, id: ctx.newId(), day }];
  });
  if (due.length === 0) return 0;
  const people = await peopleOf(ctx, [...new Set(due.map(({ tenant }) => tenant))]);
  const at = now.toString({ fractionalSecondDigits: 3 });
  return withScope(ctx.db, scope, async (tx) => {
    const made = new Set(await makeDigests(tx, due, at));
    await queueDigests(
      ctx,
      tx,
      due.filter(({ id }) => made.has(id)),
      people,
    );
    return made.size;
  });
}

/** Today, as an ISO date in the zone of the tenant, if its people may be told now. */
export function dayToTell(terms: Terms, tenant: string, now: Temporal.Instant): string {
  const zone = terms.zoneOf(tenant);
  const { hour } = now.toZonedDateTimeISO(zone);
  const today = dateIn(zone, now);
  return hour >= morning && hour < evening && terms.calendarOf(tenant).isWorkingDay(today)
    ? today
    : "later";
}
