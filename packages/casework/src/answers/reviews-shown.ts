import { abilityFor, actorName, reportSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import {
  findAttachments,
  findReport,
  findReview,
  insertAudit,
  newestReview,
  officersOf,
  readsAnswersTwice,
  reviewsAskedBy,
  setReadsAnswersTwice,
  subjectsOf,
  waitingReviews,
  withScope,
} from "@simpul/db";
import type { LoadedReport, ReviewDecision, ReviewRow, Tx } from "@simpul/db";
import { circumspect } from "@simpul/domain";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { givenOut } from "../files/given-out.ts";
import { allowedTypes } from "../files/prepare.ts";
import type { FileGiven } from "../files/read-file.ts";
import { stampOf } from "../people/today.ts";
import { respondInput } from "./answer.ts";
import type { RespondInput } from "./answer.ts";
import { scopeOf } from "../scope-of.ts";
import { subjectOf } from "../subject-of.ts";
import { filesOf } from "./drafts.ts";
import type { DraftFile } from "./drafts.ts";
import { mayLook } from "./reviews.ts";
import { isStale } from "./stale.ts";
import { mayLookAfterAnswers } from "./templates.ts";

type AtDesk = Actor & { tenant: string };

/** An answer that waits for a second person, as its author and who may review it see it. */
export interface ReviewShown {
  readonly id: string;
  readonly report: string;
  readonly trackingId: string;
  readonly state: string;
  readonly kind: RespondInput["kind"];
  /** None of a secret report where the sign-in is not fresh. */
  readonly answer?: RespondInput;
  readonly files: readonly DraftFile[];
  readonly author: string;
  readonly isMine: boolean;
  readonly mayDecide: boolean;
  readonly askedAt: string;
  readonly note?: string;
  readonly decision?: ReviewDecision;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  readonly reason?: string;
  readonly isPublished: boolean;
}

const most = 100;
/** Own ones that were decided stay on the list this long. */
const shownDays = 30;

/** What waits for the actor's word, the oldest first, and what became of their own. */
export async function listReviews(
  ctx: Context,
  actor: AtDesk,
): Promise<Result<{ waiting: readonly ReviewShown[]; own: readonly ReviewShown[] }>> {
  if (actor.kind !== "staff") return failed("forbidden");
  const ability = abilityFor(actor, ctx.hub);
  if (!ability.can("review", "Report") && !ability.can("respond", "Report"))
    return failed("forbidden");
  const since = ctx.now().subtract({ hours: shownDays * 24 });
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const { tenant } = actor;
    const waits = ability.can("review", "Report") ? await waitingReviews(tx, tenant, most) : [];
    const asked = await reviewsAskedBy(
      tx,
      tenant,
      actorName(actor),
      since.toString({ fractionalSecondDigits: 3 }),
      most,
    );
    const all = await seen(ctx, tx, actor, [...waits, ...asked]);
    return done({
      waiting: all
        .slice(0, waits.length)
        .flatMap((one) => one ?? [])
        .filter(({ mayDecide }) => mayDecide),
      own: all.slice(waits.length).flatMap((one) => one ?? []),
    });
  });
}

/**
 * How many wait for the actor's word, 100 at most: as many as `listReviews` lists, without reading a word of them. Refused as
 * that is.
 */
export async function countReviews(ctx: Context, actor: AtDesk): Promise<Result<number>> {
  if (actor.kind !== "staff") return failed("forbidden");
  const ability = abilityFor(actor, ctx.hub);
  if (!ability.can("review", "Report"))
    return ability.can("respond", "Report") ? done(0) : failed("forbidden");
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const rows = (await waitingReviews(tx, actor.tenant, most)).filter(
      ({ askedBy }) => askedBy !== actorName(actor),
    );
    const reports = await subjectsOf(
      tx,
      actor.tenant,
      rows.map(({ report }) => report),
    );
    const theirs = new Set(
      reports
        .filter((subject) => ability.can("review", reportSubject(subject)))
        .map(({ id }) => id),
    );
    return done(rows.filter(({ report }) => theirs.has(report)).length);
  });
}

/** The actor's last about a report, as the editor shows it. */
export async function ownReview(
  ctx: Context,
  tx: Tx,
  actor: AtDesk,
  loaded: LoadedReport,
): Promise<ReviewShown | undefined> {
  const row = await newestReview(tx, loaded.tenant, loaded.id, actorName(actor));
  if (row === undefined || row.epoch !== loaded.case.turn.epoch) return undefined;
  return (await seen(ctx, tx, actor, [row]))[0];
}

/** In the order of the rows; none of those that the actor may not look at. */
async function seen(
  ctx: Context,
  tx: Tx,
  actor: AtDesk,
  rows: readonly ReviewRow[],
): Promise<(ReviewShown | undefined)[]> {
  if (rows.length === 0) return [];
  const names = new Map(
    (await officersOf(tx, actor.tenant)).map(({ account, name }) => [`staff:${account}`, name]),
  );
  const nameOf = (who: string): string => names.get(who) ?? who.replace(/^staff:/, "");
  const ability = abilityFor(actor, ctx.hub);
  return Promise.all(
    rows.map(async (row) => {
      const loaded = await findReport(tx, row.report, actor.tenant);
      if (loaded === undefined || !mayLook(ctx, actor, row, loaded)) return undefined;
      const answer = respondInput.parse(JSON.parse(row.said));
      const isMine = row.askedBy === actorName(actor);
      const may = ability.can("review", reportSubject(subjectOf(loaded)));
      const isShown = !isStale(actor, loaded);
      const { id, report, askedAt, note, decision, decidedBy, decidedAt, reason } = row;
      return {
        id,
        report,
        trackingId: loaded.case.report.trackingId,
        state: loaded.case.report.state,
        kind: answer.kind,
        ...(isShown ? { answer } : {}),
        files: isShown ? await filesOf(tx, actor.tenant, row.askedBy, answer) : [],
        author: nameOf(row.askedBy),
        isMine,
        mayDecide: may && !isMine && decision === undefined,
        askedAt,
        ...(note === undefined || !isShown ? {} : { note }),
        ...(decision === undefined ? {} : { decision }),
        ...(decidedBy === undefined ? {} : { decidedBy: nameOf(decidedBy) }),
        ...(decidedAt === undefined ? {} : { decidedAt }),
        ...(reason === undefined || !isShown ? {} : { reason }),
        isPublished: row.publishedAt !== undefined,
      };
    }),
  );
}

/**
 * A file of an answer that is not published yet, for its author and the reviewer. Refused: `notFound`, `beingChecked`,
 * `infectedFile`, `freshSignInNeeded` of a secret report.
 */
export async function readReviewFile(
  ctx: Context,
  actor: AtDesk,
  { review, file }: { readonly review: string; readonly file: string },
): Promise<Result<FileGiven>> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const row = await findReview(tx, actor.tenant, review);
    const loaded = row && (await findReport(tx, row.report, actor.tenant));
    if (row === undefined || loaded === undefined || !mayLook(ctx, actor, row, loaded))
      return failed("notFound");
    const { attachments = [], onBehalf } = respondInput.parse(JSON.parse(row.said));
    if (![...attachments, onBehalf?.scan].includes(file)) return failed("notFound");
    const [found] = await findAttachments(tx, actor.tenant, row.askedBy, [file]);
    if (found === undefined) return failed("notFound");
    const may = givenOut(found.state);
    if (may !== "yes") return may;
    if (isStale(actor, loaded)) return failed("freshSignInNeeded");
    const isSecret = circumspect(loaded.case.report).secret;
    if (isSecret)
      await insertAudit(tx, actor.tenant, stampOf(ctx), {
        actor: actorName(actor),
        verb: "readFile",
        outcome: "secret",
        report: loaded.id,
        detail: { review: row.id, file },
      });
    const isKnown = allowedTypes.has(found.type);
    return done({
      type: isKnown ? found.type : "application/octet-stream",
      size: found.size,
      ...(found.name === null ? {} : { name: found.name }),
      isPicture: isKnown && found.type.startsWith("image/"),
      isSecret,
      stream: (range) => ctx.blobs.stream(found.sha256, range),
    });
  });
}

export const reviewSettingInput = z.strictObject({ reviewed: z.boolean() });

/** Whether a second person looks at what ends the turn; off where nobody has set it. For whoever answers or administers. */
export async function readReviewSetting(
  ctx: Context,
  actor: AtDesk,
): Promise<Result<{ readonly reviewed: boolean }>> {
  if (!mayLookAfterAnswers(ctx, actor)) return failed("forbidden");
  const { tenant } = actor;
  const reviewed = await withScope(ctx.db, scopeOf(ctx, actor), (tx) =>
    readsAnswersTwice(tx, tenant),
  );
  return done({ reviewed });
}

export async function setReviewSetting(
  ctx: Context,
  actor: AtDesk,
  { reviewed }: z.infer<typeof reviewSettingInput>,
): Promise<Result<{ readonly reviewed: boolean }>> {
  if (!mayLookAfterAnswers(ctx, actor)) return failed("forbidden");
  const { tenant } = actor;
  const at = stampOf(ctx);
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    await setReadsAnswersTwice(tx, tenant, reviewed, at);
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "reviewAnswers",
      outcome: reviewed ? "on" : "off",
    });
    return done({ reviewed });
  });
}
