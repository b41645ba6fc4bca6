import { queueMessage } from "@simpul/db";
import type { Tx } from "@simpul/db";
import { sha256 } from "@simpul/protocol";
import type { DirectoryBook } from "../directory-book.ts";

/** A message that could not be taken comes again after this. */
export const messageRetryMs = 60_000;

/** In the directory's entry of a hub that carries identity messages. An older one refuses a body that has any. */
export const identityCapability = "identity";

export function carriesIdentity(book: DirectoryBook): boolean {
  const { hub, nodes } = book.current();
  return nodes.find(({ id }) => id === hub)?.capabilities.includes(identityCapability) === true;
}

/**
 * The node that a message for a tenant goes to from here: its own host, and from a node to another one the hub. None where
 * nobody that can be asked hosts it.
 */
export function nextOnWay(
  { node, book }: { readonly node: string; readonly book: DirectoryBook },
  tenant: string,
): string | undefined {
  const host = book.hostOf(tenant);
  if (host === undefined || book.statusOf(host) !== "active") return undefined;
  const { hub } = book.current();
  if (host === node || hub === node) return host;
  return carriesIdentity(book) ? hub : undefined;
}

/** What one node may have waiting at the hub for another: an officer's day, many times over. */
const mostWaiting = 500;

export interface OnWay {
  readonly from: string;
  readonly to: string;
  readonly kind: "ask" | "answer";
  readonly id: string;
  readonly jws: string;
  readonly at: string;
  readonly expiresAt: string;
}

export function putOnWay(tx: Tx, message: OnWay): Promise<"queued" | "known" | "full"> {
  const { from, to, kind, id, jws, at, expiresAt } = message;
  return queueMessage(
    tx,
    { fromNode: from, toNode: to, hash: sha256(jws), id, kind, jws, at, expiresAt },
    mostWaiting,
  );
}
