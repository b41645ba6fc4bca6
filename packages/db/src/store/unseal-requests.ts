import type { UnsealPurpose } from "@simpul/domain";
import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

/** That somebody wants to open a reporter's identity, and what a second person said. Moments are RFC 3339, UTC. */
export interface UnsealRequestRow {
  readonly id: string;
  readonly report: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly purpose: UnsealPurpose;
  readonly reason: string;
  readonly decidedBy?: string;
  readonly decidedAt?: string;
  readonly decision?: "allowed" | "refused";
}

interface Row {
  id: string;
  report: string;
  asked_by: string;
  asked_at: string;
  purpose: UnsealPurpose;
  reason: string;
  decided_by: string | null;
  decided_at: string | null;
  decision: "allowed" | "refused" | null;
}

const columns = (tx: Tx) =>
  tx`id, report, asked_by, asked_at, purpose, reason, decided_by, decided_at, decision`;

const requestOf = (row: Row): UnsealRequestRow => ({
  id: row.id,
  report: row.report,
  askedBy: row.asked_by,
  askedAt: instantText(row.asked_at),
  purpose: row.purpose,
  reason: row.reason,
  ...(row.decided_by === null || row.decided_at === null || row.decision === null
    ? {}
    : {
        decidedBy: row.decided_by,
        decidedAt: instantText(row.decided_at),
        decision: row.decision,
      }),
});

/** Until the end of the transaction nobody else asks for the same person about the same report. */
export async function lockAsking(
  tx: Tx,
  tenant: string,
  report: string,
  askedBy: string,
): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`unseal ${tenant} ${report} ${askedBy}`}, 0))`;
}

export async function insertUnsealRequest(
  tx: Tx,
  tenant: string,
  r: UnsealRequestRow,
): Promise<void> {
  await tx`insert into simpul.unseal_request (tenant, id, report, asked_by, asked_at, purpose, reason)
    values (${tenant}, ${r.id}, ${r.report}, ${r.askedBy}, ${r.askedAt}::text::timestamptz, ${r.purpose}, ${r.reason})`;
}

/** The last thing that this person asked about this report. */
export async function newestUnsealRequest(
  tx: Tx,
  tenant: string,
  report: string,
  askedBy: string,
): Promise<UnsealRequestRow | undefined> {
  const [row] = await tx<Row[]>`
    select ${columns(tx)} from simpul.unseal_request
    where tenant = ${tenant} and report = ${report} and asked_by = ${askedBy}
    order by asked_at desc, id desc limit 1`;
  return row === undefined ? undefined : requestOf(row);
}

export async function findUnsealRequest(
  tx: Tx,
  tenant: string,
  id: string,
): Promise<UnsealRequestRow | undefined> {
  const [row] = await tx<Row[]>`
    select ${columns(tx)} from simpul.unseal_request where tenant = ${tenant} and id = ${id}`;
  return row === undefined ? undefined : requestOf(row);
}

/** Undecided ones since a moment, the oldest first; those about reports that the transaction may see. */
export async function waitingUnsealRequests(
  tx: Tx,
  tenant: string,
  since: string,
  limit: number,
): Promise<UnsealRequestRow[]> {
  const rows = await tx<Row[]>`
    select ${columns(tx)} from simpul.unseal_request
    where tenant = ${tenant} and decision is null and asked_at > ${since}::text::timestamptz
    order by asked_at, id limit ${limit}`;
  return rows.map(requestOf);
}

/** Decided once: of two at a time the second finds it decided. */
export async function decideUnsealRequest(
  tx: Tx,
  tenant: string,
  id: string,
  word: { readonly decision: "allowed" | "refused"; readonly by: string; readonly at: string },
): Promise<"decided" | "before"> {
  const rows = await tx`
    update simpul.unseal_request
    set decision = ${word.decision}, decided_by = ${word.by}, decided_at = ${word.at}::text::timestamptz
    where tenant = ${tenant} and id = ${id} and decision is null returning id`;
  return rows.length === 1 ? "decided" : "before";
}

/** Each time that a reporter's identity was opened, the newest first; of the tenant that was written to when it was. */
export interface UnsealingRow {
  readonly at: string;
  readonly actor: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export async function unsealingsOf(
  tx: Tx,
  tenant: string,
  report: string,
  limit: number,
): Promise<UnsealingRow[]> {
  const rows = await tx<{ at: string; actor: string; detail: string }[]>`
    select at, actor, detail::text as detail from simpul.audit
    where tenant = ${tenant} and report = ${report} and verb = 'unseal' and outcome = 'opened'
    order by id desc limit ${limit}`;
  return rows.map(({ at, actor, detail }) => ({
    at: instantText(at),
    actor,
    // Proof: the column's default and everything that is written there are objects.
    detail: JSON.parse(detail) as Record<string, unknown>,
  }));
}

/** Addresses of officers of these roles whose place on the roster counts today, without those of one account. */
export async function addressesOfRoles(
  tx: Tx,
  tenant: string,
  roles: readonly string[],
  today: string,
  without: string,
): Promise<string[]> {
  const rows = await tx<{ email: string }[]>`
    select distinct email from simpul.officer
    where tenant = ${tenant} and role = any (${[...roles]}::text[]) and ended_at is null and account <> ${without}
      and begins <= ${today}::text::date and (ends is null or ends >= ${today}::text::date)
    order by email limit 50`;
  return rows.map(({ email }) => email);
}
