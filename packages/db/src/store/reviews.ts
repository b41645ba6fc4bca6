import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

export const reviewDecisions = ["approved", "sentBack", "withdrawn"] as const;
export type ReviewDecision = (typeof reviewDecisions)[number];

/** An answer that waits for a second person, or what that one said. Moments are RFC 3339, UTC. */
export interface ReviewRow {
  readonly id: string;
  readonly report: string;
  /** The turn in which it was written. */
  readonly epoch: number;
  /** Of the very answer. */
  readonly digest: string;
  readonly said: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly note?: string;
  readonly decision?: ReviewDecision;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  readonly reason?: string;
  readonly publishedAt?: string;
}

interface Row {
  id: string;
  report: string;
  epoch: number;
  digest: string;
  said: string;
  asked_by: string;
  asked_at: string;
  note: string | null;
  decision: ReviewDecision | null;
  decided_by: string | null;
  decided_at: string | null;
  reason: string | null;
  published_at: string | null;
}

const columns = (tx: Tx) =>
  tx`id, report, epoch, digest, said, asked_by, asked_at, note, decision, decided_by, decided_at, reason, published_at`;

const reviewOf = (row: Row): ReviewRow => ({
  id: row.id,
  report: row.report,
  epoch: row.epoch,
  digest: row.digest,
  said: row.said,
  askedBy: row.asked_by,
  askedAt: instantText(row.asked_at),
  ...(row.note === null ? {} : { note: row.note }),
  ...(row.decision === null || row.decided_by === null || row.decided_at === null
    ? {}
    : {
        decision: row.decision,
        decidedBy: row.decided_by,
        decidedAt: instantText(row.decided_at),
      }),
  ...(row.reason === null ? {} : { reason: row.reason }),
  ...(row.published_at === null ? {} : { publishedAt: instantText(row.published_at) }),
});

export async function readsAnswersTwice(tx: Tx, tenant: string): Promise<boolean> {
  const [row] = await tx<{ reviewed: boolean }[]>`
    select reviewed from simpul.answer_setting where tenant = ${tenant}`;
  return row?.reviewed === true;
}

export async function setReadsAnswersTwice(
  tx: Tx,
  tenant: string,
  reviewed: boolean,
  at: string,
): Promise<void> {
  await tx`
    insert into simpul.answer_setting (tenant, reviewed, changed_at) values (${tenant}, ${reviewed}, ${at})
    on conflict (tenant) do update set reviewed = excluded.reviewed, changed_at = excluded.changed_at`;
}

/** Until the end of the transaction nobody else asks, decides or publishes about this report. */
export async function lockReviews(tx: Tx, tenant: string, report: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`review ${tenant} ${report}`}, 0))`;
}

/** Takes the place of one that this author has waiting about the report. */
export async function insertReview(
  tx: Tx,
  tenant: string,
  { id, report, epoch, digest, said, askedBy, askedAt, note }: ReviewRow,
): Promise<void> {
  await tx`
    update simpul.answer_review set decision = 'withdrawn', decided_by = ${askedBy}, decided_at = ${askedAt}
    where tenant = ${tenant} and report = ${report} and asked_by = ${askedBy} and decision is null`;
  await tx`
    insert into simpul.answer_review (tenant, id, report, epoch, digest, said, asked_by, asked_at, note)
    values (${tenant}, ${id}, ${report}, ${epoch}, ${digest}, ${said}, ${askedBy}, ${askedAt}, ${note ?? null})`;
}

export async function findReview(
  tx: Tx,
  tenant: string,
  id: string,
): Promise<ReviewRow | undefined> {
  const [row] = await tx<Row[]>`
    select ${columns(tx)} from simpul.answer_review where tenant = ${tenant} and id = ${id}`;
  return row === undefined ? undefined : reviewOf(row);
}

/** @returns `before` where it was decided already */
export async function decideReview(
  tx: Tx,
  tenant: string,
  id: string,
  word: { decision: ReviewDecision; by: string; at: string; reason?: string | undefined },
): Promise<"decided" | "before"> {
  const decided = await tx`
    update simpul.answer_review
    set decision = ${word.decision}, decided_by = ${word.by}, decided_at = ${word.at}, reason = ${word.reason ?? null}
    where tenant = ${tenant} and id = ${id} and decision is null`;
  return decided.count > 0 ? "decided" : "before";
}

/** What waits at a desk, the oldest first. */
export async function waitingReviews(tx: Tx, tenant: string, limit: number): Promise<ReviewRow[]> {
  const rows = await tx<Row[]>`
    select ${columns(tx)} from simpul.answer_review where tenant = ${tenant} and decision is null
    order by asked_at, id limit ${limit}`;
  return rows.map(reviewOf);
}

/** What somebody asked for since, the newest first, but what they took back. */
export async function reviewsAskedBy(
  tx: Tx,
  tenant: string,
  askedBy: string,
  since: string,
  limit: number,
): Promise<ReviewRow[]> {
  const rows = await tx<Row[]>`
    select ${columns(tx)} from simpul.answer_review
    where tenant = ${tenant} and asked_by = ${askedBy} and asked_at >= ${since}
      and decision is distinct from 'withdrawn'
    order by asked_at desc, id limit ${limit}`;
  return rows.map(reviewOf);
}

/** The last of somebody's about a report, but what they took back. */
export async function newestReview(
  tx: Tx,
  tenant: string,
  report: string,
  askedBy: string,
): Promise<ReviewRow | undefined> {
  const [row] = await tx<Row[]>`
    select ${columns(tx)} from simpul.answer_review
    where tenant = ${tenant} and report = ${report} and asked_by = ${askedBy}
      and decision is distinct from 'withdrawn'
    order by asked_at desc, id desc limit 1`;
  return row === undefined ? undefined : reviewOf(row);
}

/** An approval of this very answer, in this turn, by its author, that nothing was published by yet. */
export async function approvalOf(
  tx: Tx,
  tenant: string,
  about: { report: string; epoch: number; askedBy: string; digest: string },
): Promise<string | undefined> {
  const [row] = await tx<{ id: string }[]>`
    select id from simpul.answer_review
    where tenant = ${tenant} and report = ${about.report} and epoch = ${about.epoch}
      and asked_by = ${about.askedBy} and digest = ${about.digest}
      and decision = 'approved' and published_at is null
    order by asked_at desc limit 1`;
  return row?.id;
}

/** What was approved of this report or still waits is spent by an answer. */
export async function spendReviews(
  tx: Tx,
  tenant: string,
  report: string,
  by: string,
  at: string,
): Promise<void> {
  await tx`
    update simpul.answer_review set published_at = ${at}
    where tenant = ${tenant} and report = ${report} and decision = 'approved' and published_at is null`;
  await tx`
    update simpul.answer_review set decision = 'withdrawn', decided_by = ${by}, decided_at = ${at}
    where tenant = ${tenant} and report = ${report} and decision is null`;
}
