import { instantText } from "../client.ts";
import type { AuditEntry } from "../change.ts";
import type { Tx } from "../scope.ts";

/** For acts that change no report; those that do, audit through `append`. */
export async function insertAudit(
  tx: Tx,
  tenant: string,
  at: string,
  entry: AuditEntry & { report?: string },
): Promise<void> {
  await tx`insert into simpul.audit (tenant, at, actor, verb, report, outcome, detail)
    values (${tenant}, ${at}, ${entry.actor}, ${entry.verb}, ${entry.report ?? null}, ${entry.outcome},
      ${JSON.stringify(entry.detail ?? {})}::text::jsonb)`;
}

/** The same act upon each of several reports: a row each, in one statement. */
export async function auditEach(
  tx: Tx,
  tenant: string,
  at: string,
  entry: AuditEntry,
  reports: readonly string[],
): Promise<void> {
  await tx`
    insert into simpul.audit (tenant, at, actor, verb, report, outcome, detail)
    select ${tenant}, ${at}::text::timestamptz, ${entry.actor}, ${entry.verb}, report, ${entry.outcome},
      ${JSON.stringify(entry.detail ?? {})}::text::jsonb
    from unnest(${[...reports]}::uuid[]) as report`;
}

/** When a copy was kept here first, RFC 3339 UTC: what made it was audited with it. */
export async function keptSince(
  tx: Tx,
  tenant: string,
  report: string,
): Promise<string | undefined> {
  const [row] = await tx<{ at: string }[]>`
    select at from simpul.audit where tenant = ${tenant} and report = ${report} order by id limit 1`;
  return row === undefined ? undefined : instantText(row.at);
}
