import { abilityFor, actorName, reportSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import {
  decideReview,
  findReport,
  findReview,
  insertAudit,
  insertReview,
  lockReviews,
  withScope,
} from "@simpul/db";
import type { LoadedReport, ReviewRow, Tx } from "@simpul/db";
import { z } from "zod";
import { aboutReport } from "../about-report.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Failure, Result } from "../failure.ts";
import { text } from "../input.ts";
import { stampOf } from "../people/today.ts";
import { incomplete, respondInput } from "./answer.ts";
import { scopeOf } from "../scope-of.ts";
import { subjectOf } from "../subject-of.ts";
import { authorize } from "../upon-report.ts";
import { filesOf, holdFiles } from "./drafts.ts";
import { isStale } from "./stale.ts";
import { digestOf, isFinal } from "./said.ts";

type AtDesk = Actor & { tenant: string };

export const askReviewInput = z.strictObject({
  report: z.string().min(1).max(64),
  answer: respondInput,
  /** For the reviewer. */
  note: text.optional(),
});

/**
 * Asks a second person to look at a final answer before it is published. Asked again, it takes the place of the first. Refused
 * as answering is, and `invalid` of an answer that nobody has to look at.
 */
export function askReview(
  ctx: Context,
  actor: AtDesk,
  { report, answer, note }: z.infer<typeof askReviewInput>,
): Promise<Result<{ readonly id: string }>> {
  return aboutReport(ctx, actor, report, "respond", async (tx, loaded) => {
    if (actor.kind !== "staff") return failed("forbidden");
    if (!isFinal(answer.kind)) return failed("invalid", "/answer/kind");
    const missing = incomplete(answer);
    if (missing !== undefined) return failed(missing.code, `/answer${missing.pointer}`);
    await lockReviews(tx, loaded.tenant, loaded.id);
    const { attachments = [], onBehalf } = answer;
    const there = await filesOf(tx, loaded.tenant, actorName(actor), answer);
    if (there.length < attachments.length + (onBehalf === undefined ? 0 : 1))
      return failed("unknownAttachment", "/answer/attachments");
    await holdFiles(ctx, tx, actor, answer);
    const row: ReviewRow = {
      id: ctx.newId(),
      report: loaded.id,
      epoch: loaded.case.turn.epoch,
      digest: digestOf(answer),
      said: JSON.stringify(answer),
      askedBy: actorName(actor),
      askedAt: stampOf(ctx),
      ...(note === undefined ? {} : { note }),
    };
    await insertReview(tx, loaded.tenant, row);
    await audit(tx, actor, "askReview", "asked", row, row.askedAt);
    return done({ id: row.id });
  });
}

export const decideReviewInput = z
  .strictObject({
    review: z.uuid(),
    decision: z.enum(["approved", "sentBack"]),
    /** What has to change; of an approval, what else there is to say. */
    reason: text.optional(),
  })
  .refine(({ decision, reason }) => decision === "approved" || reason !== undefined, {
    error: "what has to change is missing",
    path: ["reason"],
  });

/**
 * The second person's word. Refused: `notFound`, `forbidden` to who may not review this report's answers, `ownAnswer`,
 * `alreadyDecided` (also by the author, who took it back), `freshSignInNeeded` of a secret one.
 */
export async function decideOnReview(
  ctx: Context,
  actor: AtDesk,
  { review, decision, reason }: z.infer<typeof decideReviewInput>,
): Promise<Result<{ readonly id: string }>> {
  return upon(ctx, actor, review, async (tx, row, loaded) => {
    const may = authorize(ctx, actor, "review", loaded);
    if (may !== "yes") return may;
    if (row.askedBy === actorName(actor)) return failed("ownAnswer");
    // What is not shown to them is not approved by them.
    if (isStale(actor, loaded)) return failed("freshSignInNeeded");
    return decide(ctx, tx, actor, row, { decision, reason });
  });
}

/** The author takes it back. */
export async function withdrawReview(
  ctx: Context,
  actor: AtDesk,
  { review }: { readonly review: string },
): Promise<Result<{ readonly id: string }>> {
  return upon(ctx, actor, review, (tx, row) =>
    row.askedBy === actorName(actor)
      ? decide(ctx, tx, actor, row, { decision: "withdrawn" })
      : failed("forbidden"),
  );
}

async function upon(
  ctx: Context,
  actor: AtDesk,
  review: string,
  work: (
    tx: Tx,
    row: ReviewRow,
    loaded: LoadedReport,
  ) => Promise<Result<{ readonly id: string }>> | Failure,
): Promise<Result<{ readonly id: string }>> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const found = await findReview(tx, actor.tenant, review);
    const loaded = found && (await findReport(tx, found.report, actor.tenant));
    if (found === undefined || loaded === undefined) return failed("notFound");
    const seen = mayLook(ctx, actor, found, loaded);
    if (!seen) return failed("notFound");
    await lockReviews(tx, actor.tenant, found.report);
    return work(tx, found, loaded);
  });
}

/** The author, as long as they may answer, and who may review. */
export function mayLook(
  ctx: Context,
  actor: AtDesk,
  { askedBy }: ReviewRow,
  loaded: LoadedReport,
): boolean {
  const ability = abilityFor(actor, ctx.hub);
  const subject = reportSubject(subjectOf(loaded));
  return (
    actor.kind === "staff" &&
    (ability.can("review", subject) ||
      (askedBy === actorName(actor) && ability.can("respond", subject)))
  );
}

async function decide(
  ctx: Context,
  tx: Tx,
  actor: AtDesk,
  row: ReviewRow,
  word: { decision: "approved" | "sentBack" | "withdrawn"; reason?: string | undefined },
): Promise<Result<{ readonly id: string }>> {
  const at = stampOf(ctx);
  const outcome = await decideReview(tx, actor.tenant, row.id, {
    ...word,
    by: actorName(actor),
    at,
  });
  if (outcome === "before") return failed("alreadyDecided");
  await audit(tx, actor, "decideReview", word.decision, row, at);
  return done({ id: row.id });
}

const audit = (
  tx: Tx,
  actor: AtDesk,
  verb: string,
  outcome: string,
  { id, report, digest }: ReviewRow,
  at: string,
) =>
  insertAudit(tx, actor.tenant, at, {
    actor: actorName(actor),
    verb,
    outcome,
    report,
    detail: { review: id, answer: digest },
  });
