import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

export const blockReasons = ["spam", "abuse", "threats", "falseReports"] as const;
export type BlockReason = (typeof blockReasons)[number];
export const senderKinds = ["phone", "email", "channelUser"] as const;
export type SenderKind = (typeof senderKinds)[number];

export interface BlockedSenderRow {
  readonly tenant: string;
  readonly id: string;
  readonly kind: SenderKind;
  /** A digest under the vault's key. */
  readonly sender: string;
  readonly reason: BlockReason;
  readonly note: string | null;
  readonly blocked_by: string;
  /** RFC 3339, UTC; so is `expires_at`. */
  readonly at: string;
  readonly expires_at: string;
}

/** Blocking again changes why and until when; the id stays. */
export async function putBlockedSender(tx: Tx, row: BlockedSenderRow): Promise<string> {
  const [kept] = await tx<{ id: string }[]>`
    insert into simpul.blocked_sender as b (tenant, id, kind, sender, reason, note, blocked_by, at, expires_at)
    values (${row.tenant}, ${row.id}, ${row.kind}, ${row.sender}, ${row.reason}, ${row.note}, ${row.blocked_by}, ${row.at},
      ${row.expires_at})
    on conflict (tenant, sender) do update set reason = excluded.reason, note = excluded.note,
      blocked_by = excluded.blocked_by, at = excluded.at, expires_at = excluded.expires_at
    returning id`;
  return kept?.id ?? row.id;
}

/** Those who are blocked now, the newest first. */
export async function blockedSendersOf(
  tx: Tx,
  tenant: string,
  now: string,
): Promise<BlockedSenderRow[]> {
  const rows = await tx<BlockedSenderRow[]>`
    select tenant, id, kind, sender, reason, note, blocked_by, at, expires_at from simpul.blocked_sender
    where tenant = ${tenant} and expires_at > ${now} order by at desc, id`;
  return rows.map((row) => ({
    ...row,
    at: instantText(row.at),
    expires_at: instantText(row.expires_at),
  }));
}

export async function deleteBlockedSender(
  tx: Tx,
  tenant: string,
  id: string,
): Promise<"deleted" | "missing"> {
  const deleted =
    await tx`delete from simpul.blocked_sender where tenant = ${tenant} and id = ${id}`;
  return deleted.count > 0 ? "deleted" : "missing";
}
