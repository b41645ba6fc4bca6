import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

/** What an officer asked the tenant of origin, and what came back. Moments are RFC 3339, UTC. */
export interface IdentityRequestRow {
  readonly id: string;
  readonly report: string;
  readonly origin: string;
  readonly askedBy: string;
  readonly role: string;
  readonly askedAt: string;
  readonly expiresAt: string;
  readonly purpose: string;
  readonly reason: string;
  readonly outcome?: "given" | "refused";
  /** Why it was refused. */
  readonly code?: string;
  /** A JWE to this deployment's encryption key; gone once it may not be opened any more. */
  readonly sealed?: string;
  readonly openedAt?: string;
}

interface Row {
  id: string;
  report: string;
  origin: string;
  asked_by: string;
  role: string;
  asked_at: string;
  expires_at: string;
  purpose: string;
  reason: string;
  outcome: "given" | "refused" | null;
  code: string | null;
  answer: string | null;
  opened_at: string | null;
}

const columns = (tx: Tx) =>
  tx`id, report, origin, asked_by, role, asked_at, expires_at, purpose, reason, outcome, code, answer, opened_at`;

const requestOf = (row: Row): IdentityRequestRow => ({
  id: row.id,
  report: row.report,
  origin: row.origin,
  askedBy: row.asked_by,
  role: row.role,
  askedAt: instantText(row.asked_at),
  expiresAt: instantText(row.expires_at),
  purpose: row.purpose,
  reason: row.reason,
  ...(row.outcome === null ? {} : { outcome: row.outcome }),
  ...(row.code === null ? {} : { code: row.code }),
  ...(row.answer === null ? {} : { sealed: row.answer }),
  ...(row.opened_at === null ? {} : { openedAt: instantText(row.opened_at) }),
});

/** Until the end of the transaction nobody else of the tenant asks another one: its asks of a day are counted. */
export async function lockIdentityAsks(tx: Tx, asker: string, origin: string): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`identity ${asker} ${origin}`}, 0))`;
}

export async function insertIdentityRequest(
  tx: Tx,
  tenant: string,
  r: IdentityRequestRow,
): Promise<void> {
  await tx`insert into simpul.identity_request
      (tenant, id, report, origin, asked_by, role, asked_at, expires_at, purpose, reason)
    values (${tenant}, ${r.id}, ${r.report}, ${r.origin}, ${r.askedBy}, ${r.role}, ${r.askedAt}::text::timestamptz,
      ${r.expiresAt}::text::timestamptz, ${r.purpose}, ${r.reason})`;
}

/** How much a tenant asked any other since a moment. */
export async function identityRequestsSince(
  tx: Tx,
  tenant: string,
  since: string,
): Promise<number> {
  const [row] = await tx<{ asked: number }[]>`
    select count(*)::int as asked from simpul.identity_request
    where tenant = ${tenant} and asked_at > ${since}::text::timestamptz`;
  return row?.asked ?? 0;
}

/** What one officer asked about a report, the newest first. */
export async function identityRequestsOf(
  tx: Tx,
  tenant: string,
  report: string,
  askedBy: string,
  limit: number,
): Promise<IdentityRequestRow[]> {
  const rows = await tx<Row[]>`
    select ${columns(tx)} from simpul.identity_request
    where tenant = ${tenant} and report = ${report} and asked_by = ${askedBy}
    order by asked_at desc, id desc limit ${limit}`;
  return rows.map(requestOf);
}

/** Locked until the end of the transaction: an answer and an opening do not cross. */
export async function findIdentityRequest(
  tx: Tx,
  tenant: string,
  id: string,
): Promise<IdentityRequestRow | undefined> {
  const [row] = await tx<Row[]>`
    select ${columns(tx)} from simpul.identity_request where tenant = ${tenant} and id = ${id} for update`;
  return row === undefined ? undefined : requestOf(row);
}

export interface IdentityAnswered {
  readonly outcome: "given" | "refused";
  readonly code?: string;
  readonly sealed?: string;
  readonly at: string;
}

/** The first answer counts. */
export async function keepIdentityAnswer(
  tx: Tx,
  tenant: string,
  id: string,
  { outcome, code, sealed, at }: IdentityAnswered,
): Promise<"kept" | "before"> {
  const rows = await tx`
    update simpul.identity_request set outcome = ${outcome}, code = ${code ?? null}, answer = ${sealed ?? null},
      answered_at = ${at}::text::timestamptz
    where tenant = ${tenant} and id = ${id} and outcome is null returning id`;
  return rows.length === 1 ? "kept" : "before";
}

export async function markIdentityOpened(
  tx: Tx,
  tenant: string,
  id: string,
  at: string,
): Promise<void> {
  await tx`update simpul.identity_request set opened_at = ${at}::text::timestamptz
    where tenant = ${tenant} and id = ${id} and opened_at is null`;
}

/** An ask of another tenant, as it was answered here. */
export interface IdentityAnswerRow {
  readonly id: string;
  readonly report: string;
  readonly asker: string;
  readonly outcome: "given" | "refused";
  readonly code?: string;
  readonly at: string;
  readonly expiresAt: string;
}

export async function wasIdentityAnswered(tx: Tx, tenant: string, id: string): Promise<boolean> {
  const rows =
    await tx`select 1 from simpul.identity_answer where tenant = ${tenant} and id = ${id}`;
  return rows.length > 0;
}

/** Of a tenant's asks since a moment, whatever was answered. */
export async function identityAnswersSince(
  tx: Tx,
  tenant: string,
  asker: string,
  since: string,
): Promise<number> {
  const [row] = await tx<{ answered: number }[]>`
    select count(*)::int as answered from simpul.identity_answer
    where tenant = ${tenant} and asker = ${asker} and at > ${since}::text::timestamptz`;
  return row?.answered ?? 0;
}

export async function insertIdentityAnswer(
  tx: Tx,
  tenant: string,
  a: IdentityAnswerRow,
): Promise<void> {
  await tx`insert into simpul.identity_answer (tenant, id, report, asker, outcome, code, at, expires_at)
    values (${tenant}, ${a.id}, ${a.report}, ${a.asker}, ${a.outcome}, ${a.code ?? null}, ${a.at}::text::timestamptz,
      ${a.expiresAt}::text::timestamptz)`;
}

/**
 * Takes sealed answers away that may not be opened any more, and rows that nobody asks for: the audit keeps who asked.
 * @param openedBefore answers that were first opened before this
 * @param askedBefore requests that were asked before this
 */
export async function sweepIdentity(
  tx: Tx,
  now: string,
  { openedBefore, askedBefore }: { readonly openedBefore: string; readonly askedBefore: string },
): Promise<void> {
  await tx`update simpul.identity_request set answer = null
    where answer is not null
      and (expires_at <= ${now}::text::timestamptz or opened_at <= ${openedBefore}::text::timestamptz)`;
  await tx`delete from simpul.identity_request where asked_at < ${askedBefore}::text::timestamptz`;
  await tx`delete from simpul.identity_answer
    where expires_at < ${now}::text::timestamptz and at < ${askedBefore}::text::timestamptz`;
}
