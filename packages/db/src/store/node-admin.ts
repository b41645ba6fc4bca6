import { instantText } from "../client.ts";
import type { Database } from "../client.ts";
import type { Tx } from "../scope.ts";
import type { NodeRow } from "./nodes.ts";

/** A node as its hub looks after it: with what it says of itself when it calls. */
export interface KeptNode<Key = unknown> extends NodeRow<Key> {
  /** None was ever said by one that is older than the question. */
  readonly software: string | null;
  readonly directory: number | null;
}

interface KeptNodeRow<Key> extends Omit<KeptNode<Key>, "directory"> {
  readonly directory: string | null;
}

export async function keptNodes<Key>(db: Database): Promise<KeptNode<Key>[]> {
  const rows = await db.pg<KeptNodeRow<Key>[]>`
    select id, status, keys, public_url, last_contact, backlog, software, directory
    from federation.node order by id`;
  return rows.map((row) => ({
    ...row,
    last_contact: row.last_contact === null ? null : instantText(row.last_contact),
    directory: row.directory === null ? null : Number(row.directory),
  }));
}

/** What a node said of itself; its own word, kept to be shown. */
export async function noteNodeWord(
  db: Database,
  node: string,
  said: { readonly software?: string | undefined; readonly directory: number },
): Promise<void> {
  await db.pg`
    update federation.node set software = ${said.software ?? null}, directory = ${said.directory}
    where id = ${node} and (software, directory) is distinct from (${said.software ?? null}::text, ${said.directory}::bigint)`;
}

/** @returns `unchanged` if it was so before */
export async function setNodeStatus(
  tx: Tx,
  node: string,
  from: NodeRow["status"],
  to: NodeRow["status"],
): Promise<"changed" | "unchanged"> {
  const changed = await tx`
    update federation.node set status = ${to} where id = ${node} and status = ${from}`;
  return changed.count === 1 ? "changed" : "unchanged";
}

/** What waits here for a peer: no receipt of it is in. */
export interface WaitingFor {
  readonly peer: string;
  readonly items: number;
  /** RFC 3339, UTC */
  readonly since: string;
}

export async function waitingByPeer(tx: Tx): Promise<WaitingFor[]> {
  const rows = await tx<WaitingFor[]>`
    select peer, count(*)::int as items, min(stamped_at) as since
    from simpul.feed where delivered_at is null group by peer order by peer`;
  return rows.map((row) => ({ ...row, since: instantText(row.since) }));
}

export interface OpenInvitation {
  readonly node: string;
  readonly tenants: readonly { readonly code: string; readonly name: string }[];
  readonly expiresAt: string;
}

/** Codes that nobody used, also those that ran out: the one to be given anew is among them. */
export async function openInvitations(db: Database, since: string): Promise<OpenInvitation[]> {
  const rows = await db.pg<(Omit<OpenInvitation, "expiresAt"> & { expires_at: string })[]>`
    select node, tenants, expires_at from federation.enrolment
    where used_at is null and expires_at > ${since}::text::timestamptz
    order by expires_at desc limit 1000`;
  return rows.map(({ node, tenants, expires_at }) => ({
    node,
    tenants: tenants.map(({ code, name }) => ({ code, name })),
    expiresAt: instantText(expires_at),
  }));
}

/** @returns how many codes work no more */
export async function endInvitations(tx: Tx, node: string, at: string): Promise<number> {
  const ended = await tx`
    update federation.enrolment set expires_at = ${at}::text::timestamptz
    where node = ${node} and used_at is null and expires_at > ${at}::text::timestamptz`;
  return ended.count;
}
