import { blockedSendersOf, wholeOf, withScope } from "@simpul/db";
import type { BlockReason, Database } from "@simpul/db";

export interface Block {
  readonly reason: BlockReason;
  /** RFC 3339, UTC. */
  readonly until: string;
}

/** Whom a tenant has blocked, as this process knows it. */
export interface BlockedBook {
  /** By digest; at once if it was read in the last seconds, for intake asks at every report that has a contact. */
  of(tenant: string): ReadonlyMap<string, Block> | Promise<ReadonlyMap<string, Block>>;
  /** Something was changed in this process. */
  forget(tenant: string): void;
}

/** How long somebody who was blocked or freed by another process is still treated as before. */
const freshMs = 3000;

export function openBlockedBook(db: Database, now: () => Temporal.Instant): BlockedBook {
  const books = new Map<string, { blocks: ReadonlyMap<string, Block>; until: number }>();
  return {
    of(tenant) {
      const kept = books.get(tenant);
      return kept !== undefined && kept.until > performance.now() ? kept.blocks : read(tenant);
    },
    forget: (tenant) => void books.delete(tenant),
  };

  async function read(tenant: string): Promise<ReadonlyMap<string, Block>> {
    const until = performance.now() + freshMs;
    const rows = await withScope(db, wholeOf([tenant]), (tx) =>
      blockedSendersOf(tx, tenant, now().toString()),
    );
    const blocks = new Map(
      rows.map(({ sender, reason, expires_at }) => [sender, { reason, until: expires_at }]),
    );
    books.set(tenant, { blocks, until });
    return blocks;
  }
}
