import type { Database } from "../client.ts";
import type { Tx } from "../scope.ts";

/** A signed message on its way to a node. Moments are RFC 3339, UTC. */
export interface QueuedMessage {
  readonly fromNode: string;
  readonly toNode: string;
  /** SHA-256 of the bytes, base64url. */
  readonly hash: string;
  /** Of the ask that it is, or answers. */
  readonly id: string;
  readonly kind: "ask" | "answer";
  readonly jws: string;
  readonly at: string;
  readonly expiresAt: string;
}

/**
 * Once, however often the same bytes come: also after they were delivered.
 * @param most that one node may have waiting for another; beyond it nothing is kept
 */
export async function queueMessage(
  tx: Tx,
  m: QueuedMessage,
  most: number,
): Promise<"queued" | "known" | "full"> {
  const [row] = await tx<{ known: boolean; waiting: number }[]>`
    select exists (select from federation.message where to_node = ${m.toNode} and hash = ${m.hash}) as known,
      (select count(*) from federation.message
        where to_node = ${m.toNode} and from_node = ${m.fromNode} and delivered_at is null)::int as waiting`;
  if (row?.known === true) return "known";
  if ((row?.waiting ?? 0) >= most) return "full";
  const rows = await tx`
    insert into federation.message (from_node, to_node, hash, id, kind, jws, queued_at, expires_at)
    values (${m.fromNode}, ${m.toNode}, ${m.hash}, ${m.id}, ${m.kind}, ${m.jws}, ${m.at}::text::timestamptz,
      ${m.expiresAt}::text::timestamptz)
    on conflict do nothing returning hash`;
  return rows.length === 1 ? "queued" : "known";
}

/** What waits for a node, the oldest first. */
export async function waitingMessages(
  db: Database,
  toNode: string,
  now: string,
  limit: number,
): Promise<{ readonly hash: string; readonly jws: string }[]> {
  const rows = await db.pg<{ hash: string; jws: string }[]>`
    select hash, jws from federation.message
    where to_node = ${toNode} and delivered_at is null and expires_at > ${now}::text::timestamptz
    order by place limit ${limit}`;
  return [...rows];
}

/** The node has dealt with them; what was sealed in them is not kept here. */
export async function markMessagesDelivered(
  db: Database,
  toNode: string,
  hashes: readonly string[],
  at: string,
): Promise<void> {
  if (hashes.length === 0) return;
  await db.pg`
    update federation.message set delivered_at = ${at}::text::timestamptz, jws = null
    where to_node = ${toNode} and hash = any (${[...hashes]}::text[]) and delivered_at is null`;
}

export async function sweepMessages(tx: Tx, now: string): Promise<void> {
  await tx`delete from federation.message where expires_at <= ${now}::text::timestamptz`;
}
