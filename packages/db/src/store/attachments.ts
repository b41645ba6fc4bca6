import type { Tx } from "../scope.ts";

/** A file that was uploaded and is not yet part of a report. */
export interface AttachmentRow {
  readonly tenant: string;
  readonly id: string;
  readonly owner: string;
  /** Plain SHA-256: its name in the blob store. */
  readonly sha256: string;
  /** SHA-256(salt ‖ bytes): its name in events. */
  readonly hash: string;
  readonly salt: string;
  readonly size: number;
  readonly type: string;
  readonly name: string | null;
  readonly created_at: string;
}

export async function insertAttachment(tx: Tx, a: AttachmentRow): Promise<void> {
  await tx`insert into simpul.attachment (tenant, id, owner, sha256, hash, salt, size, type, name, created_at)
    values (${a.tenant}, ${a.id}, ${a.owner}, ${a.sha256}, ${a.hash}, ${a.salt}, ${a.size}, ${a.type}, ${a.name}, ${a.created_at})`;
}

/** Only what this very key or channel uploaded: nobody encloses another's file by guessing its id. */
export async function findAttachments(
  tx: Tx,
  tenant: string,
  owner: string,
  ids: readonly string[],
): Promise<AttachmentRow[]> {
  const rows = await tx<AttachmentRow[]>`
    select tenant, id, owner, sha256, hash, salt, size, type, name, created_at
    from simpul.attachment where tenant = ${tenant} and owner = ${owner} and id = any (${[...ids]}::uuid[])`;
  return [...rows];
}
