import type { Tx } from "../scope.ts";
import type { FileState } from "./files.ts";

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

/** @returns `there` where this id was taken: the same upload was finished twice */
export async function insertAttachment(tx: Tx, a: AttachmentRow): Promise<"kept" | "there"> {
  const kept = await tx`
    insert into simpul.attachment (tenant, id, owner, sha256, hash, salt, size, type, name, created_at)
    values (${a.tenant}, ${a.id}, ${a.owner}, ${a.sha256}, ${a.hash}, ${a.salt}, ${a.size}, ${a.type}, ${a.name}, ${a.created_at})
    on conflict (tenant, id) do nothing`;
  return kept.count === 1 ? "kept" : "there";
}

/** Only what this very key or channel uploaded: nobody encloses another's file by guessing its id. */
export async function findAttachments(
  tx: Tx,
  tenant: string,
  owner: string,
  ids: readonly string[],
): Promise<(AttachmentRow & { readonly state: FileState })[]> {
  const rows = await tx<(AttachmentRow & { state: FileState })[]>`
    select tenant, id, owner, sha256, hash, salt, size, type, name, created_at,
      coalesce((select state from federation.file where blob = sha256), 'pending') as state
    from simpul.attachment where tenant = ${tenant} and owner = ${owner} and id = any (${[...ids]}::uuid[])`;
  return [...rows];
}

/** One content of one report, without its bytes. */
export async function namedContent(
  tx: Tx,
  tenant: string,
  report: string,
  hash: string,
): Promise<{ type: string; size: number; name?: string; blob?: string } | undefined> {
  const [row] = await tx<
    { type: string; size: number; name: string | null; blob: string | null }[]
  >`
    select type, size, name, blob from simpul.content
    where tenant = ${tenant} and report = ${report} and hash = ${hash}`;
  if (row === undefined) return undefined;
  const { type, size, name, blob } = row;
  return { type, size, ...(name === null ? {} : { name }), ...(blob === null ? {} : { blob }) };
}

/** Asks the scanner's job to come at once; it comes every minute anyway. */
export async function askForCheck(tx: Tx, tenant: string, at: string): Promise<void> {
  await tx`
    insert into simpul.outbox (tenant, kind, task, payload, created_at)
    values (${tenant}, 'job', 'checkFiles', '{}', ${at})`;
}
