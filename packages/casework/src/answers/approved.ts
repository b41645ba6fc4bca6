import { abilityFor, actorName, reportSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { approvalOf, readsAnswersTwice, spendReviews, wholeOf, withScope } from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import type { Context } from "../context.ts";
import { failed } from "../failure.ts";
import type { Failure } from "../failure.ts";
import { stampOf } from "../people/today.ts";
import type { RespondInput } from "./answer.ts";
import { subjectOf } from "../subject-of.ts";
import { dropDraft } from "./drafts.ts";
import { digestOf, isFinal } from "./said.ts";

/**
 * Whether an officer's answer waits for a second person: at a tenant that wants it, of what ends the turn, unless they may
 * review this report's answers themselves. A key is the institution's own system: its administrator gave it the right to act,
 * and who signs there is settled before it is sent here (docs/adr/0031).
 */
export async function needsReview(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  loaded: LoadedReport,
): Promise<boolean> {
  if (actor.kind !== "staff") return false;
  const reviews = abilityFor(actor, ctx.hub).can("review", reportSubject(subjectOf(loaded)));
  return !reviews && (await readsAnswersTwice(tx, loaded.tenant));
}

/** Refused with `reviewNeeded` where nobody has approved this very answer in this turn. */
export async function mayPublish(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  loaded: LoadedReport,
  answer: RespondInput,
): Promise<"yes" | Failure> {
  if (!isFinal(answer.kind) || !(await needsReview(ctx, tx, actor, loaded))) return "yes";
  const approved = await approvalOf(tx, loaded.tenant, {
    report: loaded.id,
    epoch: loaded.case.turn.epoch,
    askedBy: actorName(actor),
    digest: digestOf(answer),
  });
  return approved === undefined ? failed("reviewNeeded") : "yes";
}

/** What was published is written no more: the author's draft goes, and with a final answer every review of the report is over. */
export async function published(
  ctx: Context,
  actor: Actor & { tenant: string },
  report: string,
  kind: RespondInput["kind"],
): Promise<void> {
  await withScope(ctx.db, wholeOf([actor.tenant]), async (tx) => {
    await dropDraft(tx, actor, report);
    if (isFinal(kind)) await spendReviews(tx, actor.tenant, report, actorName(actor), stampOf(ctx));
  });
}
