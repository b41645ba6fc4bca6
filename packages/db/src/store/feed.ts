import { instantText } from "../client.ts";
import type { Database } from "../client.ts";
import type { Tx } from "../scope.ts";
import { withScope } from "../scope.ts";
import type { Scope } from "../scope.ts";
import type { KeptEvent } from "./events.ts";

export interface OutboxRow {
  readonly tenant: string;
  readonly id: string;
  readonly kind: "deliver" | "job";
  readonly report: string | null;
  readonly to_tenant: string | null;
  readonly writer: string | null;
  readonly seq: number | null;
  readonly task: string | null;
  readonly payload: Record<string, unknown> | null;
  readonly traceparent: string | null;
}

/**
 * The relay's turn: a lock of the transaction, so that whoever writes holds it (a relay that was suspended
 * has lost its transaction, not only its lease). Nobody waits: the one that does not get it goes back to sleep.
 */
export async function takeRelayTurn(tx: Tx): Promise<"ours" | "theirs"> {
  const [row] = await tx<
    { ours: boolean }[]
  >`select pg_try_advisory_xact_lock(hashtext('simpul.relay')) as ours`;
  await tx`select set_config('idle_in_transaction_session_timeout', '15s', true)`;
  return row?.ours === true ? "ours" : "theirs";
}

/** What can move now: rows for a tenant that has no host yet wait, and must not fill the page before the others. */
export async function readOutbox(
  tx: Tx,
  reachable: readonly string[],
  limit: number,
): Promise<OutboxRow[]> {
  const rows = await tx<OutboxRow[]>`
    select tenant, id, kind, report, to_tenant, writer, seq, task, payload, traceparent
    from simpul.outbox
    where kind = 'job' or to_tenant = any (${[...reachable]}::text[])
    order by id limit ${limit}`;
  return [...rows];
}

export async function clearOutbox(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx`delete from simpul.outbox where id = any (${[...ids]}::bigint[])`;
}

export interface Stamp {
  readonly tenant: string;
  readonly peer: string;
  readonly toTenant: string;
  readonly report: string;
  readonly writer: string;
  readonly seq: number;
}

/** Gives each row the next gap-free position of its peer's feed; the head's row lock serialises stampers. */
export async function stampFeed(tx: Tx, stamps: readonly Stamp[], at: string): Promise<void> {
  for (const peer of new Set(stamps.map((s) => s.peer))) {
    const rows = stamps.filter((s) => s.peer === peer);
    const [head] = await tx<{ position: string }[]>`
      insert into federation.feed_head (peer, generation, position) values (${peer}, gen_random_uuid(), ${rows.length})
      on conflict (peer) do update set position = feed_head.position + ${rows.length}
      returning position`;
    const first = Number(head?.position ?? rows.length) - rows.length + 1;
    const positioned = rows.map((row, i) => ({ ...row, position: first + i }));
    await tx`
      insert into simpul.feed (tenant, peer, position, to_tenant, report, writer, seq, stamped_at)
      select tenant, peer, position, "toTenant", report, writer, seq, ${at}
      from json_to_recordset(${JSON.stringify(positioned)}::text::json) as x (
        tenant text, peer text, position bigint, "toTenant" text, report uuid, writer text, seq int)`;
  }
}

export interface FeedRow extends KeptEvent {
  readonly position: number;
  readonly toTenant: string;
}

interface FeedEventRow extends Omit<KeptEvent, "protected" | "signature" | "traceparent"> {
  position: string;
  to_tenant: string;
  traceparent: string | null;
  protected: string | null;
  signature: string | null;
}

/** What a peer has not receipted yet, after a position, with the events themselves. */
export async function feedPage(
  tx: Tx,
  peer: string,
  after: number,
  limit: number,
): Promise<FeedRow[]> {
  const rows = await tx<FeedEventRow[]>`
    select f.position, f.to_tenant, e.traceparent, e.tenant, e.report, e.writer, e.seq, e.hash, e.id, e.type, e.epoch,
      e.at, e.payload, e.protected, e.signature
    from simpul.feed f
    join simpul.event e on e.tenant = f.tenant and e.report = f.report and e.writer = f.writer and e.seq = f.seq
    where f.peer = ${peer} and f.position > ${after} and f.delivered_at is null
    order by f.position limit ${limit}`;
  return rows.map(feedRow);
}

/**
 * The rows that a receipt is about: of what was given out between two positions, what is not settled yet.
 * @param most the batch's size: positions are stamped in order, so no more of its rows can be open
 */
export async function feedRange(
  tx: Tx,
  peer: string,
  from: number,
  to: number,
  most: number,
): Promise<FeedRow[]> {
  const rows = await tx<FeedEventRow[]>`
    select f.position, f.to_tenant, e.traceparent, e.tenant, e.report, e.writer, e.seq, e.hash, e.id, e.type, e.epoch,
      e.at, e.payload, e.protected, e.signature
    from simpul.feed f
    join simpul.event e on e.tenant = f.tenant and e.report = f.report and e.writer = f.writer and e.seq = f.seq
    where f.peer = ${peer} and f.position between ${from} and ${to} and f.delivered_at is null
    order by f.position limit ${most}`;
  return rows.map(feedRow);
}

function feedRow(row: FeedEventRow): FeedRow {
  const { position, to_tenant, traceparent, protected: header, signature, at, ...event } = row;
  return {
    ...event,
    at: instantText(at),
    position: Number(position),
    toTenant: to_tenant,
    ...(traceparent === null ? {} : { traceparent }),
    ...(header === null || signature === null ? {} : { protected: header, signature }),
  };
}

/** Undefined as long as nothing was ever stamped for this peer. */
export async function feedGeneration(tx: Tx, peer: string): Promise<string | undefined> {
  const [head] = await tx<{ generation: string }[]>`
    select generation from federation.feed_head where peer = ${peer}`;
  return head?.generation;
}

/** A row is delivered only when its peer's valid receipt is kept. */
export async function markDelivered(
  tx: Tx,
  peer: string,
  positions: readonly number[],
  receipt: string,
  at: string,
): Promise<void> {
  const [kept] = await tx<{ id: string }[]>`
    insert into federation.receipt (peer, direction, jws, at) values (${peer}, 'received', ${receipt}, ${at}) returning id`;
  if (kept === undefined || positions.length === 0) return;
  await tx`
    update simpul.feed set delivered_at = ${at}, receipt = ${kept.id}
    where peer = ${peer} and position = any (${[...positions]}::bigint[]) and delivered_at is null`;
}

export async function keepGivenReceipt(
  tx: Tx,
  peer: string,
  receipt: string,
  at: string,
): Promise<void> {
  await tx`insert into federation.receipt (peer, direction, jws, at) values (${peer}, 'given', ${receipt}, ${at})`;
}

export async function keepDeadLetter(
  tx: Tx,
  peer: string,
  code: string,
  jws: string,
  at: string,
): Promise<void> {
  await tx`insert into federation.dead_letter (peer, code, jws, at) values (${peer}, ${code}, ${jws}, ${at})`;
}

/** Deliveries that have no receipt yet: in the feed, or on their way to it. */
export async function undelivered(tx: Tx, peer: string): Promise<number> {
  const [row] = await tx<{ count: string }[]>`
    select (select count(*) from simpul.outbox where kind = 'deliver')
      + (select count(*) from simpul.feed where peer = ${peer} and delivered_at is null) as count`;
  return Number(row?.count ?? 0);
}

/** How far something came that waits for peers. */
export interface FeedHead {
  /** Empty for all messages together. */
  readonly peer: string;
  readonly position: number;
}

export async function feedHeads(db: Database): Promise<FeedHead[]> {
  const rows = await db.pg<{ peer: string; position: string }[]>`
    select peer, position from federation.feed_head
    union all select '', coalesce(max(place), 0) from federation.message`;
  return rows.map(({ peer, position }) => ({ peer, position: Number(position) }));
}

export interface Backlog {
  readonly outbox: number;
  readonly feed: number;
  /** Age of the oldest undelivered row. */
  readonly lagSeconds: number;
}

export async function readBacklog(db: Database, scope: Scope, peer?: string): Promise<Backlog> {
  return withScope(db, scope, async (tx) => {
    const [row] = await tx<{ outbox: string; feed: string; lag: string }[]>`
      select (select count(*) from simpul.outbox) as outbox,
        count(*) as feed,
        coalesce(extract(epoch from now() - min(stamped_at)), 0) as lag
      from simpul.feed where delivered_at is null ${peer === undefined ? tx`` : tx`and peer = ${peer}`}`;
    return {
      outbox: Number(row?.outbox ?? 0),
      feed: Number(row?.feed ?? 0),
      lagSeconds: Number(row?.lag ?? 0),
    };
  });
}
