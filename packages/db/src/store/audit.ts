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
