import {
  auditWriters,
  chainHeads,
  insertCheckpoints,
  insertLinks,
  keepSealing,
  lastDrawn,
  sealingOf,
  takeSealerTurn,
  unlinkedRows,
  wholeOf,
  withScope,
} from "@simpul/db";
import type { AuditLink, AuditRow, ChainHead, Database, Sealing, Tx } from "@simpul/db";
import { beginning, linkAfter } from "./chain.ts";
import type { Head } from "./chain.ts";

/** What a checkpoint says; whoever has the deployment's key makes the JWS of it. */
export interface Covered {
  readonly tenant: string;
  readonly seq: number;
  readonly hash: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly time: string;
}

export interface Sealer {
  /** As the worker role, which alone may write links. */
  readonly db: Database;
  /** Tenants whose rows lie here. */
  tenants(): readonly string[];
  now(): Temporal.Instant;
  sign(covered: Covered): string;
  /** Told of each checkpoint after its commit: what is logged elsewhere cannot be cut off with the database. */
  onCheckpoint?(covered: Covered): void;
}

/** Rows of one transaction: 2 000 held the hub up for so long that a forward took a second in a storm. */
export const mostRows = 300;
/** A checkpoint once this many links have none, or any have and the last is older. */
const rowsUncovered = 1_000;
const minutesUncovered = 5;

/**
 * Links what is committed and not linked yet, tenant by tenant, and signs for it where that is due; all in one transaction, so
 * that a sealer that is killed anywhere has done nothing or all of it. What counts is the missing link, never a number that was
 * passed: rows are committed in another order than their ids. `settled` only spares looking at what can have no more.
 * @returns how many rows were linked; `theirs` while another sealer works
 */
export async function sealAudit(sealer: Sealer): Promise<number | "theirs"> {
  const tenants = sealer.tenants();
  const made = await withScope(sealer.db, wholeOf(tenants), async (tx) => {
    if ((await takeSealerTurn(tx)) === "theirs") return "theirs";
    const sealing = await sealingOf(tx);
    // In this order: an id up to `drawn` was drawn by one of `writers`, or by somebody whose rows the next query sees.
    const drawn = await lastDrawn(tx);
    const writers = await auditWriters(tx);
    const rows = await unlinked(tx, tenants, sealing);
    const heads = await chainHeads(tx, tenants);
    const links = linksOf(rows, heads);
    if (links.length > 0) await insertLinks(tx, links);
    const covered = coveredOf(heads, links, sealer.now());
    await insertCheckpoints(
      tx,
      covered.map((one) => ({ ...one, at: one.time, jws: sealer.sign(one) })),
    );
    if (rows.length < mostRows) {
      const next = settle(sealing, tenants, drawn, writers);
      if (next !== sealing) await keepSealing(tx, next);
    }
    return { linked: links.length, covered };
  });
  if (made === "theirs") return made;
  for (const one of made.covered) sealer.onCheckpoint?.(one);
  return made.linked;
}

/** A tenant that was not sealed before is looked at from its first row on. */
async function unlinked(
  tx: Tx,
  tenants: readonly string[],
  { settled, tenants: known }: Sealing,
): Promise<AuditRow[]> {
  const fresh = tenants.filter((tenant) => !known.includes(tenant));
  const first = await unlinkedRows(tx, fresh, "0", mostRows);
  const again = tenants.filter((tenant) => known.includes(tenant));
  return [...first, ...(await unlinkedRows(tx, again, settled, mostRows - first.length))];
}

function linksOf(rows: readonly AuditRow[], heads: readonly ChainHead[]): AuditLink[] {
  const ends = new Map<string, Head>(heads.map((head) => [head.tenant, head]));
  return rows.map((row) => {
    const link = linkAfter(ends.get(row.tenant) ?? beginning, row);
    ends.set(row.tenant, link);
    return link;
  });
}

function coveredOf(
  heads: readonly ChainHead[],
  links: readonly AuditLink[],
  now: Temporal.Instant,
): Covered[] {
  const known = new Map(heads.map((head) => [head.tenant, head]));
  const ends = new Map<string, Head & { tenant: string }>(
    [...heads, ...links].map((end) => [end.tenant, end]),
  );
  const time = now.toString({ fractionalSecondDigits: 3 });
  return [...ends.values()].flatMap(({ tenant, seq, hash }) => {
    const last = known.get(tenant)?.checkpoint;
    const uncovered = seq - (last?.seq ?? 0);
    const isDue =
      uncovered >= rowsUncovered ||
      (uncovered > 0 &&
        (last === undefined ||
          now.since(Temporal.Instant.from(last.at)).total("minutes") >= minutesUncovered));
    return isDue ? [{ tenant, seq, hash, time }] : [];
  });
}

/** After everything that was to be seen is linked. */
function settle(
  sealing: Sealing,
  tenants: readonly string[],
  drawn: string,
  writers: readonly string[],
): Sealing {
  const { settled, pending, waits } = sealing;
  const isSame =
    tenants.length === sealing.tenants.length && tenants.every((t) => sealing.tenants.includes(t));
  if (writers.length === 0)
    return isSame && settled === drawn && pending === null
      ? sealing
      : { settled: drawn, pending: null, waits: [], tenants };
  if (pending === null) return { settled, pending: drawn, waits: writers, tenants };
  const isOver = !waits.some((one) => writers.includes(one));
  if (isOver) return { settled: pending, pending: drawn, waits: writers, tenants };
  return isSame ? sealing : { settled, pending, waits, tenants };
}
