import type { AuditLink, AuditRow } from "@simpul/db";
import { sha256 } from "@simpul/protocol";

/** Where a chain goes on; the first link follows on no hash. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const beginning: Head = { seq: 0, hash: "" };

/**
 * The bytes of a row that are hashed (docs/adr/0027): JSON in one order of members, each value as the database spells it. The
 * detail is the text of its jsonb, so that no number is read and written again.
 */
export function canonicalRow({ detail, ...row }: AuditRow): string {
  const { tenant, id, at, actor, verb, report, outcome } = row;
  const members = JSON.stringify({ tenant, id, at, actor, verb, report, outcome });
  return `${members.slice(0, -1)},"detail":${detail}}`;
}

/** A link's own hash: over all that it says and the hash of the one before. Base64url. */
export function linkHash(link: Omit<AuditLink, "hash">, before: string): string {
  const { tenant, seq, audit, at, digest } = link;
  return sha256(["simpul-audit/1", tenant, seq, audit, at, digest, before].join("\n"));
}

/** The link of a row that comes next. */
export function linkAfter(head: Head, row: AuditRow): AuditLink {
  const link = {
    tenant: row.tenant,
    seq: head.seq + 1,
    audit: row.id,
    at: row.at,
    digest: sha256(canonicalRow(row)),
  };
  return { ...link, hash: linkHash(link, head.hash) };
}
