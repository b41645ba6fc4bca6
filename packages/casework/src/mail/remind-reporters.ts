import {
  findCopies,
  findFollowers,
  sealedContactOf,
  takeReporterReminders,
  withScope,
  wholeOf,
} from "@simpul/db";
import type { LoadedReport, ReporterReminder, Tx } from "@simpul/db";
import { circumspect, clocksOf, consentOf, dateIn } from "@simpul/domain";
import { z } from "zod";
import type { Context } from "../context.ts";
import { dayToTell } from "../digest.ts";
import { termsOf } from "../terms.ts";
import type { MailContent } from "./mail.ts";
import { queueMail } from "./queue-mail.ts";

/** Reminders a round. */
const most = 100;

/**
 * Tells reporters what their clocks ask of them: to complete a report, to respond to an answer (and who follows a report, that
 * it was answered), and whether the Ombudsman may learn who they are. By mail, where the vault has an address; within the hours in which people are told things. What
 * was settled meanwhile is not asked any more. Each reminder is taken once, also where there is no address.
 * @returns how many reminders were gone through
 */
export async function remindReporters(ctx: Context): Promise<number> {
  let gone = 0;
  for (;;) {
    const terms = termsOf(ctx);
    const days = ctx.here.tenants().flatMap((tenant) => {
      const day = dayToTell(terms, tenant, ctx.caseNow());
      return day === "later" ? [] : [{ tenant, day }];
    });
    if (days.length === 0) return gone;
    const taken = await withScope(ctx.db, wholeOf(ctx.here.tenants()), async (tx) => {
      const reminders = await takeReporterReminders(tx, days, most);
      await remind(ctx, tx, reminders);
      return reminders.length;
    });
    gone += taken;
    if (taken < most) return gone;
  }
}

async function remind(ctx: Context, tx: Tx, reminders: readonly ReporterReminder[]): Promise<void> {
  // Of two marks of one clock, told after a weekend, one mail.
  const once = new Map(
    reminders.map((each) => [`${each.tenant} ${each.report} ${each.clock}`, each]),
  );
  const copies = new Map(
    (await findCopies(tx, reminders)).map((copy) => [`${copy.tenant} ${copy.id}`, copy]),
  );
  for (const reminder of once.values()) {
    const { tenant, report } = reminder;
    const copy = copies.get(`${tenant} ${report}`);
    const content = copy === undefined ? "settled" : contentOf(ctx, copy, reminder);
    if (copy === undefined || content === "settled") continue;
    const to = await addressOf(ctx, tx, tenant, report);
    if (to !== undefined) await queueMail(ctx, tx, { tenant, to, ...content, report });
    if (reminder.clock === "reporterWindow") await tellFollowers(ctx, tx, copy, reminder);
  }
}

/** "Duplicates: the reporter then follows N": whose page shows the answer is told that it is there. */
async function tellFollowers(
  ctx: Context,
  tx: Tx,
  { tenant, id, case: { report } }: LoadedReport,
  { deadline }: ReporterReminder,
): Promise<void> {
  if (circumspect(report).restricted) return;
  for (const follower of await findFollowers(tx, tenant, id)) {
    const { trackingId } = follower.case.report;
    // The page of a secret report shows its own steps alone.
    if (circumspect(follower.case.report).secret) continue;
    const to = await addressOf(ctx, tx, tenant, follower.id);
    if (to === undefined) continue;
    const day = dateIn(termsOf(ctx).zoneOf(tenant), deadline);
    const parameters = {
      trackingId,
      clock: "followed",
      day,
      path: `/lacak/${trackingId}`,
    } as const;
    await queueMail(ctx, tx, {
      tenant,
      to,
      template: "reporterReminder",
      parameters,
      report: follower.id,
    });
  }
}

type Asked = Extract<MailContent, { template: "consentRequest" | "reporterReminder" }>;

function contentOf(
  ctx: Context,
  { tenant, case: current }: LoadedReport,
  { clock, deadline }: ReporterReminder,
): Asked | "settled" {
  const { report } = current;
  const { trackingId } = report;
  const path = `/lacak/${trackingId}`;
  const terms = termsOf(ctx);
  const runs = clocksOf(current, terms).some(({ name }) => name === clock);
  if (clock === "completion" || clock === "reporterWindow") {
    if (!runs) return "settled";
    const day = dateIn(terms.zoneOf(tenant), deadline);
    return { template: "reporterReminder", parameters: { trackingId, clock, day, path } };
  }
  const isReferred = report.state === "referred" && report.referral.outcome === undefined;
  if (clock !== "ombudsman" || consentOf(current) !== "open" || !(runs || isReferred))
    return "settled";
  return { template: "consentRequest", parameters: { trackingId, path, isReferred } };
}

const reachable = z.object({ email: z.string() });

async function addressOf(
  ctx: Context,
  tx: Tx,
  tenant: string,
  report: string,
): Promise<string | undefined> {
  const sealed = await sealedContactOf(tx, tenant, report);
  if (sealed === undefined) return undefined;
  const contact = reachable.safeParse(JSON.parse(await ctx.vault.open(sealed)));
  return contact.success ? contact.data.email : undefined;
}
