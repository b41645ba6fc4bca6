import {
  chainAfter,
  checkpointsAmong,
  lastCovered,
  linkByDigest,
  sweptBefore,
  unlinkedOf,
  wholeOf,
  withScope,
} from "@simpul/db";
import type { AuditCheckpoint, SealedRow } from "@simpul/db";
import { sha256 } from "@simpul/protocol";
import type { Context } from "../context.ts";
import { beginning, canonicalRow, linkHash } from "./chain.ts";
import type { Head } from "./chain.ts";

type AuditFaultKind =
  /** The row is not what was sealed. */
  | "changed"
  /** A row, a link or the end of the chain is gone, and no sweep says so. */
  | "removed"
  /** A row stands where the sealer had already linked everything. */
  | "inserted"
  /** The row that was sealed here stands elsewhere. */
  | "reordered"
  /** The link does not follow from the one before: one of them was changed. */
  | "chainBroken"
  /** The chain fits in itself and not what was signed: somebody chained rows anew since the checkpoint before. */
  | "rechained"
  /** A checkpoint that no key of this deployment signed. */
  | "checkpointForged";

export interface AuditFault {
  readonly outcome: "tampered";
  readonly tenant: string;
  readonly kind: AuditFaultKind;
  /** The first link that is wrong; none for a row without a link. */
  readonly seq?: number;
  /** The row's id, where one is meant. */
  readonly audit?: string;
  readonly detail: string;
}

export interface AuditIntact {
  readonly outcome: "intact";
  readonly tenant: string;
  readonly head: Head;
  /** Rows that are there and as they were sealed. */
  readonly rows: number;
  /** Rows that retention has removed. */
  readonly swept: number;
  readonly checkpoints: number;
  /** The last link that is signed for; beyond it, whoever owns the database could chain anew. */
  readonly covered: number;
  /** Rows that wait for the sealer. */
  readonly waiting: number;
}

/** What a checkpoint's JWS says, or that no key of this deployment signed it. */
export type OpenCheckpoint = (
  jws: string,
) => Promise<{ tenant: string; seq: number; hash: string } | "forged">;

const page = 2_000;

/**
 * Computes a tenant's chain again from its first row and names the first thing that is not as it was sealed. What it cannot see:
 * the last rows together with all checkpoints over them, cut off; the checkpoints in the log and in exports show that.
 */
export async function verifyAudit(
  ctx: Context,
  tenant: string,
  open: OpenCheckpoint,
): Promise<AuditIntact | AuditFault> {
  const fault = faultIn(tenant);
  const scope = wholeOf([tenant]);
  // Before the chain is read: a checkpoint that comes meanwhile is over links that come meanwhile.
  const last = await withScope(ctx.db, scope, (tx) => lastCovered(tx, tenant));
  let head = beginning;
  let good = 0;
  let swept = 0;
  let checkpoints = 0;
  let before: string | undefined;
  for (;;) {
    const read = await withScope(ctx.db, scope, async (tx) => {
      const links = await chainAfter(tx, tenant, head.seq, page);
      const missing = links.some(
        ({ row, link }) => row === undefined && !isBefore(link.at, before),
      );
      if (missing) before = await sweptBefore(tx, tenant);
      const to = links.at(-1)?.link.seq ?? head.seq;
      return { links, signed: await checkpointsAmong(tx, tenant, head.seq + 1, to) };
    });
    if (read.links.length === 0) break;
    const signed = new Map(read.signed.map((one) => [one.seq, one]));
    for (const one of read.links) {
      const found = wrongWith(one, head, before);
      if (found === "moved?") return movedOrChanged(ctx, one);
      if (found !== undefined) return fault(found.kind, found.detail, one);
      head = one.link;
      if (one.row === undefined) swept += 1;
      const checkpoint = signed.get(head.seq);
      if (checkpoint === undefined) continue;
      const bad = await wrongCheckpoint(checkpoint, head, open);
      if (bad === "forged")
        return fault("checkpointForged", "not signed by a key of this deployment", one);
      if (bad === "rechained")
        return fault(
          "rechained",
          `of ${good + 1} to ${head.seq}, at least one is not what was signed`,
          one,
        );
      good = head.seq;
      checkpoints += 1;
    }
  }
  if (last > head.seq)
    return { ...fault("removed", `the chain was signed up to ${last}`), seq: head.seq + 1 };
  const loose = await withScope(ctx.db, scope, (tx) => unlinkedOf(tx, tenant));
  if (loose.inserted !== undefined)
    return { ...fault("inserted", "a row where all were linked already"), audit: loose.inserted };
  const { waiting } = loose;
  const rows = head.seq - swept;
  return {
    outcome: "intact",
    tenant,
    head: { seq: head.seq, hash: head.hash },
    rows,
    swept,
    checkpoints,
    covered: good,
    waiting,
  };
}

const isBefore = (at: string, cut: string | undefined): boolean => cut !== undefined && at < cut;

function wrongWith(
  { link, row }: SealedRow,
  head: Head,
  before: string | undefined,
): { kind: AuditFaultKind; detail: string } | "moved?" | undefined {
  if (link.seq !== head.seq + 1)
    return { kind: "removed", detail: `the links before it, from ${head.seq + 1} on, are gone` };
  if (linkHash(link, head.hash) !== link.hash)
    return { kind: "chainBroken", detail: "it does not follow from the link before" };
  if (row === undefined)
    return isBefore(link.at, before)
      ? undefined
      : { kind: "removed", detail: `row ${link.audit} is gone, and no sweep took it` };
  return sha256(canonicalRow(row)) === link.digest && row.at === link.at ? undefined : "moved?";
}

async function movedOrChanged(ctx: Context, { link, row }: SealedRow): Promise<AuditFault> {
  const { tenant, audit } = link;
  const digest = row === undefined ? "" : sha256(canonicalRow(row));
  const elsewhere = await withScope(ctx.db, wholeOf([tenant]), (tx) =>
    linkByDigest(tx, tenant, digest),
  );
  return elsewhere === undefined
    ? faultIn(tenant)("changed", `row ${audit} is not what was sealed`, { link })
    : faultIn(tenant)("reordered", `row ${audit} was sealed at ${elsewhere}`, { link });
}

async function wrongCheckpoint(
  { tenant, jws }: AuditCheckpoint,
  head: Head,
  open: OpenCheckpoint,
): Promise<"forged" | "rechained" | "fits"> {
  const said = await open(jws);
  if (said === "forged" || said.tenant !== tenant) return "forged";
  return said.seq === head.seq && said.hash === head.hash ? "fits" : "rechained";
}

const faultIn =
  (tenant: string) =>
  (kind: AuditFaultKind, detail: string, at?: Pick<SealedRow, "link">): AuditFault => ({
    outcome: "tampered",
    tenant,
    kind,
    ...(at === undefined ? {} : { seq: at.link.seq, audit: at.link.audit }),
    detail,
  });
